package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.Decision;
import org.paincare.patient.eligibility.engine.LocalText;
import org.paincare.patient.eligibility.engine.Outcome;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.eligibility.engine.Severity;

/** What other features need to know of eligibility: the latest decision of a scope, how old, and what stands in the way. */
@ApplicationScoped
public class Eligibility {

    private final Evaluations evaluations;
    private final InstantSource clock;

    Eligibility(Evaluations evaluations, InstantSource clock) {
        this.evaluations = evaluations;
        this.clock = clock;
    }

    /** A rule between the patient and ELIGIBLE. */
    public record Blocking(
            String ruleId,
            Severity severity,
            Outcome outcome,
            LocalText message,
            @Nullable String waivableBy) {}

    /**
     * A decision as it stands now.
     *
     * @param holds      false once something it rests on has run out
     * @param ageSeconds since it was made
     */
    public record Standing(
            Scope scope,
            UUID evaluationId,
            @Nullable UUID sessionId,
            Decision decision,
            String ruleSetVersion,
            Instant evaluatedAt,
            long ageSeconds,
            @Nullable Instant validUntil,
            boolean holds,
            @Nullable List<Blocking> blockingRules) {

        /** The same for somebody who may know the decision, and not why. */
        public Standing decisionOnly() {
            return new Standing(
                    scope,
                    evaluationId,
                    sessionId,
                    decision,
                    ruleSetVersion,
                    evaluatedAt,
                    ageSeconds,
                    validUntil,
                    holds,
                    null);
        }
    }

    /** Empty where the scope was never evaluated. */
    @Transactional
    public Optional<Standing> standing(UUID patientId, Scope scope) {
        var now = clock.instant();
        return evaluations.latest(patientId, scope).map(latest -> {
            var validUntil = latest.validUntil();
            return new Standing(
                    scope,
                    latest.id(),
                    latest.sessionId(),
                    latest.evaluation().decision(),
                    latest.evaluation().ruleSetVersion(),
                    latest.evaluation().evaluatedAt(),
                    Math.max(
                            0,
                            now.getEpochSecond()
                                    - latest.evaluation().evaluatedAt().getEpochSecond()),
                    validUntil,
                    validUntil == null || validUntil.isAfter(now),
                    latest.evaluation().blocking().stream()
                            .map(result -> {
                                var waivable = EvaluationJson.Rule.waivableBy(result);
                                return new Blocking(
                                        result.ruleId(),
                                        result.severity(),
                                        result.outcome(),
                                        result.message(),
                                        waivable == null ? null : waivable.name());
                            })
                            .toList());
        });
    }
}
