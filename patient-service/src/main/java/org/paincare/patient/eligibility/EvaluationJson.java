package org.paincare.patient.eligibility;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.eligibility.engine.Decision;
import org.paincare.patient.eligibility.engine.FactUse;
import org.paincare.patient.eligibility.engine.InfusionKind;
import org.paincare.patient.eligibility.engine.LocalText;
import org.paincare.patient.eligibility.engine.Mark;
import org.paincare.patient.eligibility.engine.Occasion;
import org.paincare.patient.eligibility.engine.Outcome;
import org.paincare.patient.eligibility.engine.RuleResult;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.eligibility.engine.Setting;
import org.paincare.patient.eligibility.engine.Severity;
import org.paincare.patient.facts.FactEntry;

/** Evaluations as they travel over HTTP and in events. */
final class EvaluationJson {

    private EvaluationJson() {}

    /**
     * What is planned, where the asker knows better than what session-service has told.
     *
     * @param lastDosingWeightKg weight in kg of the last signed dose order
     */
    @Schema(name = "EligibilityPlan")
    record Plan(
            @Nullable InfusionKind infusionKind,
            @Nullable @Min(0) @Max(100) Integer sessionsInThreeMonths,
            @Nullable @DecimalMin("25") @DecimalMax("300") BigDecimal lastDosingWeightKg) {}

    /**
     * A question.
     *
     * @param occasion  for scope P; without it the one that fits the enrolment
     * @param sessionId for scope S
     * @param facts     taken now; recorded with the evaluation, or only looked at in a dry run
     * @param dryRun    answers "what if" and stores nothing
     */
    @Schema(name = "EvaluateEligibility")
    record Ask(
            @NotNull Scope scope,
            @Nullable Occasion occasion,
            @Nullable Setting setting,
            @Nullable UUID sessionId,
            @Nullable @Valid Plan plan,
            @Nullable @Size(max = 100) List<@NotNull @Valid FactEntry> facts,
            @Nullable Boolean dryRun) {

        boolean isDryRun() {
            return Boolean.TRUE.equals(dryRun);
        }

        List<FactEntry> factsGiven() {
            return facts == null ? List.of() : facts;
        }

        Setting settingOrDefault() {
            return setting == null ? Setting.OUTPATIENT : setting;
        }
    }

    /** Who took the facts, where a service asks. */
    @Schema(name = "OnBehalfOf")
    record Person(
            @NotNull UUID id,
            @NotNull @Size(min = 1, max = 200) String name) {}

    /** A service's question. */
    @Schema(name = "EvaluateSessionEligibility")
    record InternalAsk(
            @NotNull Scope scope,
            @Nullable Setting setting,
            @NotNull UUID sessionId,
            @Nullable @Valid Plan plan,
            @Nullable @Size(max = 100) List<@NotNull @Valid FactEntry> facts,
            @Nullable Boolean dryRun,
            @Nullable @Valid Person recordedBy) {

        Ask ask() {
            return new Ask(scope, null, setting, sessionId, plan, facts, dryRun);
        }
    }

    /** What could let a rule not block. */
    enum WaivableBy {
        OVERRIDE,
        DEFERRAL
    }

    /** One rule's answer, explained in both languages. */
    @Schema(name = "EligibilityRuleResult")
    record Rule(
            String ruleId,
            Severity severity,
            Outcome outcome,
            Set<Mark> marks,
            boolean blocks,
            @Nullable WaivableBy waivableBy,
            LocalText title,
            LocalText message,
            @Nullable LocalText whatWouldChange,
            List<FactUse> facts,
            String source,
            @Nullable String pathway,
            @Nullable Instant changesAt) {

        static Rule of(RuleResult result) {
            return new Rule(
                    result.ruleId(),
                    result.severity(),
                    result.outcome(),
                    result.marks(),
                    result.blocks(),
                    waivableBy(result),
                    result.title(),
                    result.message(),
                    result.whatWouldChange(),
                    result.facts(),
                    result.source(),
                    result.pathway(),
                    result.changesAt());
        }

        static @Nullable WaivableBy waivableBy(RuleResult result) {
            if (result.severity() == Severity.O && result.outcome() == Outcome.FIRES) {
                return WaivableBy.OVERRIDE;
            }
            return result.severity() == Severity.M_DEFERRABLE && result.outcome() == Outcome.MISSING
                    ? WaivableBy.DEFERRAL
                    : null;
        }
    }

    /** @param id absent for a dry run */
    @Schema(name = "EligibilityEvaluation")
    record Full(
            @Nullable UUID id,
            UUID patientId,
            Scope scope,
            Occasion occasion,
            @Nullable UUID sessionId,
            Decision decision,
            @Nullable Decision previousDecision,
            List<String> blockingRuleIds,
            Map<String, List<String>> missingFacts,
            String ruleSetVersion,
            String vocabularyVersion,
            String policyVersion,
            Instant evaluatedAt,
            Actor evaluatedBy,
            @Nullable Instant validUntil,
            List<Rule> rules) {}

    @Schema(name = "EligibilityEvaluationSummary")
    record Summary(
            UUID id,
            Scope scope,
            @Nullable UUID sessionId,
            Decision decision,
            @Nullable Decision previousDecision,
            List<String> blockingRuleIds,
            String ruleSetVersion,
            Instant evaluatedAt,
            Actor evaluatedBy,
            @Nullable Instant validUntil) {}

    /** Event data of EligibilityDecided. */
    record Decided(
            UUID patientId,
            UUID evaluationId,
            Scope scope,
            @Nullable UUID sessionId,
            Decision decision,
            @Nullable Decision previousDecision,
            String ruleSetVersion,
            List<String> blockingRuleIds,
            List<String> overriddenRuleIds,
            List<String> deferredRuleIds,
            @Nullable Instant validUntil,
            Instant occurredAt) {}

    /** Event data of EligibilityReevaluationDue. */
    record Due(UUID patientId, UUID evaluationId, Scope scope, DueReason reason, List<String> ruleIds, Instant dueAt) {}

    enum DueReason {
        FACT_EXPIRES,
        CONSENT_EXPIRES,
        CLEARANCE_EXPIRES,
        OVERRIDE_EXPIRES,
        RULE_SET_CHANGED
    }
}
