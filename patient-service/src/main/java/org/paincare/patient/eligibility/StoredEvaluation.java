package org.paincare.patient.eligibility;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.eligibility.engine.Decision;
import org.paincare.patient.eligibility.engine.Evaluation;
import org.paincare.patient.eligibility.engine.Mark;
import org.paincare.patient.eligibility.engine.RuleResult;
import org.paincare.patient.eligibility.engine.Scope;

/**
 * An evaluation as it is kept.
 *
 * @param ordinal counts up in the order of storing
 */
record StoredEvaluation(
        UUID id,
        long ordinal,
        UUID patientId,
        @Nullable UUID sessionId,
        @Nullable Decision previousDecision,
        Actor evaluatedBy,
        Evaluation evaluation) {

    Scope scope() {
        return evaluation.scope();
    }

    @Nullable
    Instant validUntil() {
        return evaluation.nextExpiry().orElse(null);
    }

    List<String> blockingRuleIds() {
        return evaluation.blocking().stream().map(RuleResult::ruleId).toList();
    }

    private List<String> marked(Mark mark) {
        return evaluation.results().stream()
                .filter(result -> result.marks().contains(mark))
                .map(RuleResult::ruleId)
                .toList();
    }

    EvaluationJson.Full full() {
        return full(id, patientId, sessionId, previousDecision, evaluatedBy, evaluation);
    }

    static EvaluationJson.Full dryRun(UUID patientId, @Nullable UUID sessionId, Actor by, Evaluation evaluation) {
        return full(null, patientId, sessionId, null, by, evaluation);
    }

    private static EvaluationJson.Full full(
            @Nullable UUID id,
            UUID patientId,
            @Nullable UUID sessionId,
            @Nullable Decision previous,
            Actor by,
            Evaluation evaluation) {
        return new EvaluationJson.Full(
                id,
                patientId,
                evaluation.scope(),
                evaluation.occasion(),
                sessionId,
                evaluation.decision(),
                previous,
                evaluation.blocking().stream().map(RuleResult::ruleId).toList(),
                evaluation.missingFacts(),
                evaluation.ruleSetVersion(),
                evaluation.vocabularyVersion(),
                evaluation.policyVersion(),
                evaluation.evaluatedAt(),
                by,
                evaluation.nextExpiry().orElse(null),
                evaluation.results().stream().map(EvaluationJson.Rule::of).toList());
    }

    EvaluationJson.Summary summary() {
        return new EvaluationJson.Summary(
                id,
                scope(),
                sessionId,
                evaluation.decision(),
                previousDecision,
                blockingRuleIds(),
                evaluation.ruleSetVersion(),
                evaluation.evaluatedAt(),
                evaluatedBy,
                validUntil());
    }

    EvaluationJson.Decided decided() {
        return new EvaluationJson.Decided(
                patientId,
                id,
                scope(),
                sessionId,
                evaluation.decision(),
                previousDecision,
                evaluation.ruleSetVersion(),
                blockingRuleIds(),
                marked(Mark.OVERRIDDEN),
                marked(Mark.DEFERRED),
                validUntil(),
                evaluation.evaluatedAt());
    }
}
