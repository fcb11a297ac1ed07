package org.paincare.outcome.pacing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;
import org.paincare.platform.scoring.Fraction;

/**
 * What to put before the prescriber. Safety speaks first, then futility, then pace. Sensitisation and history may hold a
 * raise back; nothing here ever raises a dose by itself, and the interval is only ever proposed wider.
 *
 * @param percent of the present dose: the most for a raise, the amount for a lowering; null elsewhere
 * @param intervalWeeks the proposed weeks between sessions; null where unchanged
 * @param heldBackBy what turned a raise into a hold, as codes
 */
public record PacingProposal(
        Kind kind,
        @Nullable Integer percent,
        @Nullable Integer intervalWeeks,
        List<String> heldBackBy,
        Explanation explanation) {

    public enum Kind {
        TERMINATE,
        SUSPEND,
        LOWER_DOSE,
        STOP_FUTILITY,
        MAINTENANCE,
        WIDEN_INTERVAL,
        HOLD_DOSE,
        RAISE_AT_MOST
    }

    /** Empty where there is nothing to base a proposal on: no session, pain not taken, or a relapse (a new course is the prescriber's). */
    public static Optional<PacingProposal> of(PacingFacts facts, PacingRules rules) {
        if (facts.sessions().isEmpty()) {
            return Optional.empty();
        }
        PacingFacts.SessionFacts last = facts.sessions().getLast();
        if (last.worstGrade() >= rules.terminateFromGrade()) {
            return Optional.of(proposal(Kind.TERMINATE, null, null, List.of(), facts, rules));
        }
        if (last.worstGrade() >= rules.suspendFromGrade()) {
            return Optional.of(proposal(Kind.SUSPEND, null, null, List.of(), facts, rules));
        }
        if (last.worstGrade() >= rules.lowerFromGrade()) {
            return Optional.of(proposal(Kind.LOWER_DOSE, rules.lowerPercent(), null, List.of(), facts, rules));
        }
        if (facts.course() == CourseState.RELAPSE) {
            return Optional.empty();
        }
        boolean responding = facts.course() == CourseState.RESPONSE || facts.course() == CourseState.SUSTAINED;
        if (responding) {
            return Optional.of(wider(facts, rules));
        }
        if (facts.course() == CourseState.NON_RESPONSE || futile(facts, rules)) {
            return Optional.of(proposal(Kind.STOP_FUTILITY, null, null, List.of(), facts, rules));
        }
        if (last.nrsBefore() == null || last.nrsAfter() == null) {
            return Optional.empty();
        }
        if (last.pressureCritical() || fellEnough(last, rules)) {
            return Optional.of(proposal(Kind.HOLD_DOSE, null, null, List.of(), facts, rules));
        }
        List<String> against = against(facts, rules);
        return Optional.of(
                against.isEmpty()
                        ? proposal(Kind.RAISE_AT_MOST, rules.raiseAtMostPercent(), null, against, facts, rules)
                        : proposal(Kind.HOLD_DOSE, null, null, against, facts, rules));
    }

    private static PacingProposal wider(PacingFacts facts, PacingRules rules) {
        Integer next = rules.intervalWeeks().stream()
                .filter(weeks -> weeks > facts.intervalWeeks())
                .findFirst()
                .orElse(null);
        if (next == null) {
            return proposal(Kind.HOLD_DOSE, null, null, List.of(), facts, rules);
        }
        Kind kind = facts.seriesEnded() ? Kind.MAINTENANCE : Kind.WIDEN_INTERVAL;
        return proposal(kind, null, next, List.of(), facts, rules);
    }

    /** Not one of the sessions had a good fall of pain, and there were enough in which it was taken. */
    private static boolean futile(PacingFacts facts, PacingRules rules) {
        List<PacingFacts.SessionFacts> taken = facts.sessions().stream()
                .filter(session -> session.nrsBefore() != null && session.nrsAfter() != null)
                .toList();
        return taken.size() >= rules.futilityAfterSessions()
                && taken.stream().noneMatch(session -> fellEnough(session, rules) || fellByPoints(session, rules));
    }

    private static boolean fellEnough(PacingFacts.SessionFacts session, PacingRules rules) {
        Integer before = session.nrsBefore();
        Integer after = session.nrsAfter();
        return before != null
                && after != null
                && before > 0
                && Fraction.of((before - after) * 100L, before).atLeast(Fraction.of(rules.goodFallPercent()));
    }

    private static boolean fellByPoints(PacingFacts.SessionFacts session, PacingRules rules) {
        Integer before = session.nrsBefore();
        Integer after = session.nrsAfter();
        return before != null && after != null && before - after >= rules.goodFallPoints();
    }

    private static List<String> against(PacingFacts facts, PacingRules rules) {
        List<String> against = new ArrayList<>();
        if (facts.csiBand() != null && rules.noRaiseCsiBands().contains(facts.csiBand())) {
            against.add("CSI_" + facts.csiBand());
        }
        if (facts.allodyniaBand() != null && rules.noRaiseAllodyniaBands().contains(facts.allodyniaBand())) {
            against.add("ALLODYNIA_" + facts.allodyniaBand());
        }
        if (rules.noRaiseFromFailedClasses() > 0 && facts.failedClasses() >= rules.noRaiseFromFailedClasses()) {
            against.add("FAILED_CLASSES");
        }
        if (facts.sessions().stream().anyMatch(session -> session.worstGrade() >= rules.lowerFromGrade())) {
            against.add("PRIOR_ADVERSE_EVENT");
        }
        return against;
    }

    private static PacingProposal proposal(
            Kind kind,
            @Nullable Integer percent,
            @Nullable Integer weeks,
            List<String> heldBackBy,
            PacingFacts facts,
            PacingRules rules) {
        PacingFacts.SessionFacts last = facts.sessions().getLast();
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("sessions", Integer.toString(facts.sessions().size()));
        numbers.put("before", said(last.nrsBefore()));
        numbers.put("after", said(last.nrsAfter()));
        numbers.put("grade", Integer.toString(last.worstGrade()));
        numbers.put("course", facts.course().name());
        numbers.put("percent", said(percent));
        numbers.put("weeks", said(weeks));
        numbers.put("csi", facts.csiBand() == null ? "-" : facts.csiBand());
        numbers.put("allodynia", facts.allodyniaBand() == null ? "-" : facts.allodyniaBand());
        numbers.put("failedClasses", Integer.toString(facts.failedClasses()));
        numbers.put("comorbidity", listed(facts.comorbidity()));
        numbers.put("adverseEvents", listed(facts.priorAdverseEvents()));
        numbers.put("heldBackBy", listed(heldBackBy));
        return new PacingProposal(
                kind,
                percent,
                weeks,
                List.copyOf(heldBackBy),
                Explanations.explain("PACING_" + kind.name(), numbers, rules.ref()));
    }

    private static String said(@Nullable Integer number) {
        return number == null ? "-" : number.toString();
    }

    private static String listed(List<String> codes) {
        return codes.isEmpty() ? "-" : String.join(", ", codes);
    }
}
