package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.FactDefinition;
import org.paincare.patient.eligibility.engine.Outcome;
import org.paincare.patient.eligibility.engine.Rule;
import org.paincare.patient.eligibility.engine.RuleResult;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.eligibility.engine.Setting;
import org.paincare.patient.eligibility.engine.Severity;
import org.paincare.patient.facts.ClinicalFacts;
import org.paincare.patient.ruleset.ActiveRuleSets;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/** Which rules and findings a signed exception may be about, and by whom: only what stands in the way now. */
@ApplicationScoped
class WaiverRules {

    private final EvaluationTable evaluations;
    private final ActiveRuleSets active;
    private final ClinicalFacts facts;
    private final ClinicRules clinicRules;
    private final CurrentClinic clinic;

    WaiverRules(
            EvaluationTable evaluations,
            ActiveRuleSets active,
            ClinicalFacts facts,
            ClinicRules clinicRules,
            CurrentClinic clinic) {
        this.evaluations = evaluations;
        this.active = active;
        this.facts = facts;
        this.clinicRules = clinicRules;
        this.clinic = clinic;
    }

    /** A rule is overridden and a finding cleared by a prescriber; a question is put off by a clinician. */
    static Set<Role> signers(WaiverJson.Kind kind) {
        return switch (kind) {
            case OVERRIDE, CLEARANCE -> EnumSet.of(Role.PRESCRIBER);
            case DEFERRAL -> EnumSet.of(Role.PRESCRIBER, Role.HEAD_NURSE);
        };
    }

    /** @throws Problem RULE_UNKNOWN, RULE_NOT_OVERRIDABLE, RULE_NOT_DEFERRABLE, FACT_NOT_CLEARABLE, NOTHING_TO_WAIVE */
    void mustApply(UUID patientId, WaiverJson.Wanted wanted) {
        switch (wanted.kind()) {
            case OVERRIDE -> {
                mustBe(Severity.O, wanted, PatientProblem.RULE_NOT_OVERRIDABLE);
                mustStandInTheWay(patientId, wanted, Outcome.FIRES);
            }
            case DEFERRAL -> {
                mustBe(Severity.M_DEFERRABLE, wanted, PatientProblem.RULE_NOT_DEFERRABLE);
                mustStandInTheWay(patientId, wanted, Outcome.MISSING);
            }
            case CLEARANCE -> mustBePresent(patientId, wanted);
        }
    }

    private void mustBe(Severity severity, WaiverJson.Wanted wanted, PatientProblem otherwise) {
        var rule = active.current()
                .rule(wanted.subject())
                .orElseThrow(() -> Problem.of(PatientProblem.RULE_UNKNOWN).with("ruleId", wanted.subject()));
        var flags = Snapshots.policy(clinicRules.of(clinic.get())).flags();
        if (Stream.of(Setting.values()).noneMatch(setting -> rule.severity(setting, flags) == severity)) {
            throw refusal(otherwise, rule);
        }
    }

    private void mustStandInTheWay(UUID patientId, WaiverJson.Wanted wanted, Outcome outcome) {
        boolean stands = Stream.of(Scope.values())
                .flatMap(scope -> evaluations.latest(patientId, scope).stream())
                .flatMap(latest -> latest.evaluation().results().stream())
                .filter(result -> result.ruleId().equals(wanted.subject()))
                .map(RuleResult::outcome)
                .anyMatch(outcome::equals);
        if (!stands) {
            throw Problem.of(PatientProblem.NOTHING_TO_WAIVE).with("ruleId", wanted.subject());
        }
    }

    private void mustBePresent(UUID patientId, WaiverJson.Wanted wanted) {
        if (active.current()
                .vocabulary()
                .find(wanted.subject())
                .filter(FactDefinition::clearable)
                .isEmpty()) {
            throw Problem.of(PatientProblem.FACT_NOT_CLEARABLE).with("factCode", wanted.subject());
        }
        boolean present = !facts.present(patientId, Set.of(wanted.subject())).isEmpty();
        boolean ofThatCode = wanted.factId() == null
                || facts.readings(patientId).getOrDefault(wanted.subject(), java.util.List.of()).stream()
                        .anyMatch(reading -> reading.id().equals(wanted.factId().toString()));
        if (!present || !ofThatCode) {
            throw Problem.of(PatientProblem.NOTHING_TO_WAIVE).with("factCode", wanted.subject());
        }
    }

    private static Problem refusal(PatientProblem code, Rule rule) {
        return Problem.of(code)
                .with("ruleId", rule.id())
                .with("severity", rule.printedSeverity())
                .with("source", rule.source());
    }
}
