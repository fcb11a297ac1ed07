package org.paincare.patient.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.paincare.patient.Actor;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** The preventive trials of the current clinic's patients. Whether one failed is worked out, never stored. */
@ApplicationScoped
class PriorTreatments {

    private final Jdbc jdbc;
    private final AdequacyRule adequacy;
    private final Patients patients;
    private final ClinicRules rules;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<ClinicalChange> changes;

    PriorTreatments(
            DataSource pool,
            AdequacyRule adequacy,
            Patients patients,
            ClinicRules rules,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<ClinicalChange> changes) {
        this.jdbc = new Jdbc(pool);
        this.adequacy = adequacy;
        this.patients = patients;
        this.rules = rules;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Records one trial.
     *
     * @throws Problem TREATMENT_REFUSED, TREATMENT_ALREADY_SUPERSEDED, NOT_FOUND
     */
    @Transactional
    HistoryJson.Recorded record(UUID patientId, HistoryJson.Treatment said) {
        var person = patients.person(patientId);
        var wrong = wrong(said, person.birthDate(), today());
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.TREATMENT_REFUSED, wrong);
        }
        var id = Ids.next();
        insert(patientId, id, said);
        audit.wrote(AuditEntry.of("PRIOR_TREATMENT_RECORDED", "priorTreatment", id, patientId));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.HISTORY));
        return find(patientId, id);
    }

    @Transactional
    HistoryJson.Recorded read(UUID patientId, UUID id) {
        patients.person(patientId);
        audit.read(AuditEntry.of("PRIOR_TREATMENT_READ", "priorTreatment", id, patientId));
        return find(patientId, id);
    }

    @Transactional
    HistoryJson.Treatments list(UUID patientId) {
        patients.person(patientId);
        audit.read(AuditEntry.of("PRIOR_TREATMENTS_READ", "patient", patientId, patientId));
        var standing = standing(patientId);
        var failed = failedClasses(standing);
        return new HistoryJson.Treatments(standing, failed, failed.size());
    }

    /** The trials that nobody amended, in the order in which they were recorded. */
    List<HistoryJson.Recorded> standing(UUID patientId) {
        return jdbc.list(
                "SELECT t.* FROM prior_treatment t WHERE t.clinic_id = ? AND t.patient_id = ? AND NOT EXISTS"
                        + " (SELECT 1 FROM prior_treatment s WHERE s.clinic_id = t.clinic_id"
                        + " AND s.supersedes_treatment_id = t.id) ORDER BY t.id",
                this::row,
                clinic.get(),
                patientId);
    }

    static List<PreventiveClass> failedClasses(List<HistoryJson.Recorded> standing) {
        return standing.stream()
                .filter(HistoryJson.Recorded::failed)
                .map(trial -> trial.treatment().preventiveClass())
                .distinct()
                .sorted()
                .toList();
    }

    private HistoryJson.Recorded find(UUID patientId, UUID id) {
        return jdbc.first(
                        "SELECT * FROM prior_treatment WHERE clinic_id = ? AND patient_id = ? AND id = ?",
                        this::row,
                        clinic.get(),
                        patientId,
                        id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private static List<Violation> wrong(HistoryJson.Treatment said, LocalDate birthDate, LocalDate today) {
        var wrong = new ArrayList<Violation>();
        if (said.startedOn() != null && said.endedOn() != null && said.endedOn().isBefore(said.startedOn())) {
            wrong.add(violation("/endedOn", "BEFORE_START", "Not before its start", "No antes de su inicio"));
        }
        if (Stream.of(said.startedOn(), said.endedOn())
                .anyMatch(day -> day != null && (day.isAfter(today) || day.isBefore(birthDate)))) {
            wrong.add(violation("/startedOn", "IMPLAUSIBLE", "Between birth and today", "Entre el nacimiento y hoy"));
        }
        if (said.dosingIntervalMonths() != null && said.dosingIntervalMonths() == 2) {
            wrong.add(violation("/dosingIntervalMonths", "NOT_ALLOWED", "1 or 3", "1 o 3"));
        }
        return wrong;
    }

    private static Violation violation(String at, String code, String en, String es) {
        return new Violation(at, code, new Text(en, es));
    }

    private void insert(UUID patientId, UUID id, HistoryJson.Treatment said) {
        try {
            jdbc.update(
                    "INSERT INTO prior_treatment (clinic_id, id, patient_id, preventive_class, drug, max_dose, started_on,"
                            + " ended_on, weeks_at_target_dose, dosing_interval_months, cycles, judged_adequate, outcome,"
                            + " supersedes_treatment_id, recorded_at, recorded_by, recorded_by_name)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    id,
                    patientId,
                    said.preventiveClass(),
                    said.drug().strip(),
                    said.maxDose(),
                    said.startedOn(),
                    said.endedOn(),
                    said.weeksAtTargetDose(),
                    said.dosingIntervalMonths(),
                    said.cycles(),
                    said.judgedAdequate(),
                    said.outcome(),
                    said.supersedesTreatmentId(),
                    clock.instant(),
                    caller.get().id(),
                    caller.get().displayName());
        } catch (RuntimeException failure) {
            throw switch (DatabaseFailures.constraintOf(failure)) {
                case "prior_treatment_superseded_once" -> Problem.of(PatientProblem.TREATMENT_ALREADY_SUPERSEDED);
                case "prior_treatment_supersedes_its_like" -> nothingToSupersede();
                default -> failure;
            };
        }
    }

    private static Problem nothingToSupersede() {
        return Problem.of(
                PatientProblem.TREATMENT_REFUSED,
                violation(
                        "/supersedesTreatmentId",
                        "NOTHING_TO_SUPERSEDE",
                        "The patient has no such prior treatment",
                        "La persona no tiene ese tratamiento previo"));
    }

    private LocalDate today() {
        return rules.of(clinic.get()).dayOf(clock.instant());
    }

    /** As the clinic's medical director set it, else as it ships. */
    private AdequacyRule.Least least() {
        return new AdequacyRule.Least(
                rules.wholeNumber("ADEQUATE_ORAL_WEEKS"),
                rules.wholeNumber("ADEQUATE_MONTHLY_ANTIBODY_MONTHS"),
                rules.wholeNumber("ADEQUATE_QUARTERLY_ANTIBODY_MONTHS"),
                rules.wholeNumber("ADEQUATE_TOXIN_CYCLES"));
    }

    private HistoryJson.Recorded row(ResultSet row) throws SQLException {
        var said = new HistoryJson.Treatment(
                PreventiveClass.valueOf(row.getString("preventive_class")),
                row.getString("drug"),
                row.getString("max_dose"),
                row.getObject("started_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class),
                row.getObject("weeks_at_target_dose", Integer.class),
                row.getObject("dosing_interval_months", Integer.class),
                row.getObject("cycles", Integer.class),
                row.getObject("judged_adequate", Boolean.class),
                TrialOutcome.valueOf(row.getString("outcome")),
                row.getObject("supersedes_treatment_id", UUID.class));
        var judged = adequacy.of(said.trial(), today(), least());
        return new HistoryJson.Recorded(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                said,
                judged,
                adequacy.failed(said.outcome(), judged),
                Jdbc.instant(row, "recorded_at"),
                new Actor(row.getObject("recorded_by", UUID.class), row.getString("recorded_by_name")));
    }
}
