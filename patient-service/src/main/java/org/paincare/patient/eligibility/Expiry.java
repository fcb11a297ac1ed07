package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.paincare.patient.eligibility.engine.Mark;
import org.paincare.patient.eligibility.engine.RuleResult;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;

/**
 * When the first thing that the programme decision rests on runs out, says so and evaluates anew. A session's decision is
 * of its day and is asked for anew by the session.
 */
@ApplicationScoped
class Expiry implements DueHandler {

    static final String KIND = "ELIGIBILITY_EXPIRY";

    private static final int MOST_RULES = 64;

    private final Evaluations evaluations;
    private final ProgrammeStage stages;
    private final Outbox outbox;

    Expiry(Evaluations evaluations, ProgrammeStage stages, Outbox outbox) {
        this.evaluations = evaluations;
        this.stages = stages;
        this.outbox = outbox;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(UUID patientId, Instant dueAt) {
        var aged = evaluations.latest(patientId, Scope.P).orElse(null);
        if (aged == null || !dueAt.equals(aged.validUntil()) || stages.of(patientId) == ProgrammeStage.Stage.ENDED) {
            return;
        }
        var expiring = aged.evaluation().results().stream()
                .filter(result -> dueAt.equals(result.changesAt()))
                .toList();
        outbox.append(OutgoingEvent.of(
                "EligibilityReevaluationDue",
                patientId,
                dueAt,
                new EvaluationJson.Due(
                        patientId,
                        aged.id(),
                        Scope.P,
                        reason(expiring),
                        expiring.stream()
                                .map(RuleResult::ruleId)
                                .limit(MOST_RULES)
                                .toList(),
                        dueAt)));
        evaluations.reevaluate(patientId);
    }

    private static EvaluationJson.DueReason reason(List<RuleResult> expiring) {
        if (expiring.stream()
                .anyMatch(r -> r.marks().contains(Mark.OVERRIDDEN) || r.marks().contains(Mark.DEFERRED))) {
            return EvaluationJson.DueReason.OVERRIDE_EXPIRES;
        }
        if (expiring.stream().anyMatch(r -> r.marks().contains(Mark.CLEARED))) {
            return EvaluationJson.DueReason.CLEARANCE_EXPIRES;
        }
        return expiring.stream().anyMatch(r -> r.ruleId().equals("E42"))
                ? EvaluationJson.DueReason.CONSENT_EXPIRES
                : EvaluationJson.DueReason.FACT_EXPIRES;
    }
}
