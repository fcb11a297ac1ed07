package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.Eligibility;
import org.paincare.patient.eligibility.engine.Decision;
import org.paincare.patient.eligibility.engine.LocalText;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;

/** Says which commands a caller may give now, what stands in the way of one, and who may read why. */
@ApplicationScoped
class EnrolmentGuards {

    private final Eligibility eligibility;
    private final Permissions permissions;
    private final CurrentCaller caller;

    EnrolmentGuards(Eligibility eligibility, Permissions permissions, CurrentCaller caller) {
        this.eligibility = eligibility;
        this.permissions = permissions;
        this.caller = caller;
    }

    /** What blocks a command that the state allows: only enrolling needs the programme decision. */
    List<EnrolmentJson.BlockedBy> blocking(UUID patientId, Trigger trigger) {
        if (trigger != Trigger.FOUND_ELIGIBLE) {
            return List.of();
        }
        var standing = eligibility.standing(patientId, Scope.P).orElse(null);
        if (standing == null) {
            return List.of(blocked(
                    "NOT_EVALUATED",
                    "The programme scope was never evaluated",
                    "Nunca se evaluó el ámbito de programa"));
        }
        if (standing.decision() == Decision.ELIGIBLE) {
            return standing.holds()
                    ? List.of()
                    : List.of(blocked(
                            "EVALUATION_AGED",
                            "Something the evaluation rests on has run out",
                            "Venció algo en que se apoya la evaluación"));
        }
        var rules = standing.blockingRules();
        if (rules == null || !may("eligibility", "read")) {
            return List.of(blocked(
                    "NOT_ELIGIBLE",
                    "The programme decision is " + standing.decision(),
                    "La decisión de programa es " + standing.decision()));
        }
        return rules.stream()
                .map(rule -> new EnrolmentJson.BlockedBy(
                        "RULE_" + rule.outcome(), rule.ruleId(), rule.message(), rule.waivableBy()))
                .toList();
    }

    /** Every command the state allows; one that something else blocks is listed and not enabled. */
    List<EnrolmentJson.Command> allowed(UUID patientId, Life life) {
        return Arrays.stream(Trigger.values())
                .filter(trigger -> trigger.kind() == Trigger.Kind.COMMAND && life.allows(trigger))
                .map(trigger -> {
                    var blocked = blocking(patientId, trigger);
                    return new EnrolmentJson.Command(
                            String.valueOf(trigger.command()), outcome(trigger), blocked.isEmpty(), blocked);
                })
                .toList();
    }

    /** The way so far. Notes may be clinical and are left out for who administers only. */
    List<EnrolmentJson.Moved> moves(List<EntryTable.Row> entries, Life life) {
        Map<UUID, EntryTable.Row> rows =
                entries.stream().collect(Collectors.toMap(EntryTable.Row::id, Function.identity()));
        boolean notes = may("enrolment", "write") || may("facts", "read");
        return life.moves().stream()
                .map(move -> {
                    var row = rows.get(move.entryId());
                    return new EnrolmentJson.Moved(
                            move.from(), move.to(), move.reason(), notes ? row.note() : null, move.at(), row.by());
                })
                .toList();
    }

    private boolean may(String resource, String action) {
        return permissions.reach(caller.get().roles(), resource, action) != null;
    }

    private static EnrolmentJson.@Nullable Outcome outcome(Trigger trigger) {
        return Arrays.stream(EnrolmentJson.Outcome.values())
                .filter(outcome -> outcome.trigger() == trigger)
                .findFirst()
                .orElse(null);
    }

    private static EnrolmentJson.BlockedBy blocked(String code, String en, String es) {
        return new EnrolmentJson.BlockedBy(code, null, new LocalText(en, es), null);
    }
}
