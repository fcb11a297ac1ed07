package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.paincare.patient.CareNeeds;
import org.paincare.patient.DataFile;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.Scope;

/** Signed exceptions that run out, facts that age, results of laboratory and examination that a decision waits for, decisions that changed by themselves. */
@ApplicationScoped
class EligibilityNeeds implements CareNeeds {

    private static final String FETCH_RESULT = "FETCH_LAB_RESULT";
    private static final String SEE_CHANGE = "SEE_CHANGED_DECISION";
    private static final String RENEW_FACT = "RENEW_FACT";
    private static final String RENEWAL_DAYS = "FACT_RENEWAL_DAYS";

    /** @param facts codes of facts that come from a laboratory or an examination elsewhere */
    record Fetched(String version, String source, Set<String> facts) {}

    private final Set<String> fetched =
            DataFile.read("/tasks/fetched-facts-2026.1.json", Fetched.class).facts();
    private final EvaluationTable table;
    private final Evaluations evaluations;
    private final Waivers waivers;
    private final ProgrammeStage stages;
    private final ClinicRules rules;

    EligibilityNeeds(
            EvaluationTable table, Evaluations evaluations, Waivers waivers, ProgrammeStage stages, ClinicRules rules) {
        this.table = table;
        this.evaluations = evaluations;
        this.waivers = waivers;
        this.stages = stages;
        this.rules = rules;
    }

    @Override
    public List<String> kinds() {
        return List.of("REVIEW_OVERRIDE", "REVIEW_DEFERRAL", "REVIEW_CLEARANCE", FETCH_RESULT, SEE_CHANGE, RENEW_FACT);
    }

    @Override
    public List<Need> of(UUID patientId) {
        var needs = new ArrayList<Need>();
        waivers.standing(patientId)
                .forEach(waiver -> needs.add(Need.lapse("REVIEW_" + waiver.kind(), waiver.id(), waiver.expiresAt())));
        table.latest(patientId, Scope.P).ifPresent(latest -> {
            var evaluation = latest.evaluation();
            if (evaluation.missingFacts().keySet().stream().anyMatch(fetched::contains)) {
                needs.add(Need.now(FETCH_RESULT, patientId, evaluation.evaluatedAt()));
            }
            if (latest.evaluatedBy().id() == null
                    && latest.previousDecision() != null
                    && !Objects.equals(latest.previousDecision(), evaluation.decision())) {
                needs.add(Need.now(SEE_CHANGE, latest.id(), evaluation.evaluatedAt()));
            }
            if (stages.of(patientId) == ProgrammeStage.Stage.ENROLLED) {
                var ahead = Duration.ofDays(rules.wholeNumber(RENEWAL_DAYS));
                AgeingFacts.of(evaluations.asOfNow(patientId))
                        .forEach((fact, end) -> needs.add(Need.lapse(RENEW_FACT, fact, end, ahead)));
            }
        });
        return needs;
    }
}
