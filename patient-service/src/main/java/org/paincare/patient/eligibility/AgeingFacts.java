package org.paincare.patient.eligibility;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.paincare.patient.eligibility.engine.Evaluation;
import org.paincare.patient.eligibility.engine.FactUse;
import org.paincare.patient.eligibility.engine.Gap;
import org.paincare.patient.eligibility.engine.Mark;
import org.paincare.patient.eligibility.engine.Outcome;
import org.paincare.patient.eligibility.engine.RuleResult;
import org.paincare.patient.eligibility.engine.Severity;

/**
 * The facts that a decision rests on and that count no more after a while, each with when. Of a rule that looks at several
 * the oldest runs out first; once it is renewed the next one is named. Signed exceptions and consents run out on their own.
 */
final class AgeingFacts {

    private static final String CONSENT = "CONSENT:";

    private AgeingFacts() {}

    static Map<UUID, Instant> of(Evaluation evaluation) {
        var ends = new TreeMap<UUID, Instant>();
        evaluation.results().stream()
                .filter(result -> result.severity() != Severity.I)
                .forEach(result -> fact(result)
                        .ifPresent(fact -> ends.merge(fact, end(result, evaluation), (a, b) -> a.isBefore(b) ? a : b)));
        return ends;
    }

    /** What ran out after enrolment decides nothing but is still renewed (reference 0.1.6). */
    private static Optional<UUID> fact(RuleResult result) {
        if (result.outcome() == Outcome.PASS
                && result.changesAt() != null
                && result.marks().isEmpty()) {
            return oldest(result, null);
        }
        return result.marks().contains(Mark.TASK_ONLY) ? oldest(result, Gap.TOO_OLD) : Optional.empty();
    }

    private static Instant end(RuleResult result, Evaluation evaluation) {
        return result.changesAt() == null ? evaluation.evaluatedAt() : result.changesAt();
    }

    private static Optional<UUID> oldest(RuleResult result, @org.jspecify.annotations.Nullable Gap gap) {
        return result.facts().stream()
                .filter(use -> use.gap() == gap
                        && use.factId() != null
                        && use.observedAt() != null
                        && !use.code().startsWith(CONSENT))
                .min(Comparator.comparing(FactUse::observedAt).thenComparing(FactUse::factId))
                .map(use -> UUID.fromString(use.factId()));
    }
}
