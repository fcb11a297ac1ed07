package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.ruleset.ActiveRuleSets;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Evaluates a clinic's patients by the version of the rules in use, where they were last evaluated by another: patient by
 * patient, whichever replica claims them.
 */
@ApplicationScoped
class RuleSetChange implements DueHandler {

    private static final String KIND = "RULE_SET_CHANGE";

    private final Jdbc jdbc;
    private final Evaluations evaluations;
    private final ActiveRuleSets active;
    private final ProgrammeStage stages;
    private final DueWork due;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    RuleSetChange(
            DataSource pool,
            Evaluations evaluations,
            ActiveRuleSets active,
            ProgrammeStage stages,
            DueWork due,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.evaluations = evaluations;
        this.active = active;
        this.stages = stages;
        this.due = due;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    /**
     * Has everybody evaluated anew whose latest programme evaluation is by another version; how many there are.
     *
     * @throws Problem NOT_FOUND for another clinic
     */
    @Transactional
    int reevaluateAll(UUID clinicId) {
        mustBeHere(clinicId);
        var now = clock.instant();
        var inUse = versionInUse();
        var patients = jdbc.list(
                "SELECT patient_id FROM (SELECT DISTINCT ON (patient_id) patient_id, rule_set_version"
                        + " FROM eligibility_evaluation WHERE clinic_id = ? AND scope = 'P'"
                        + " ORDER BY patient_id, ordinal DESC) latest WHERE rule_set_version <> ?",
                row -> row.getObject(1, UUID.class),
                clinic.get(),
                inUse);
        patients.forEach(patient -> due.schedule(KIND, patient, now));
        audit.wrote(new AuditEntry("RULE_SET_TAKEN_INTO_USE", "ruleSet", null, null, inUse));
        return patients.size();
    }

    @Transactional
    String versionInUse() {
        return active.current().version();
    }

    void mustBeHere(UUID clinicId) {
        if (!Objects.equals(clinicId, clinic.get())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(UUID patientId, Instant dueAt) {
        var before = evaluations.latest(patientId, Scope.P).orElse(null);
        if (before == null
                || before.evaluation().ruleSetVersion().equals(versionInUse())
                || stages.of(patientId) == ProgrammeStage.Stage.ENDED) {
            return;
        }
        outbox.append(OutgoingEvent.of(
                "EligibilityReevaluationDue",
                patientId,
                dueAt,
                new EvaluationJson.Due(
                        patientId, before.id(), Scope.P, EvaluationJson.DueReason.RULE_SET_CHANGED, List.of(), dueAt)));
        evaluations.reevaluate(patientId);
    }
}
