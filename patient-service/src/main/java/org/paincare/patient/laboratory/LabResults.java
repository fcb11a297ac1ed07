package org.paincare.patient.laboratory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.patient.facts.ClinicalFacts;
import org.paincare.patient.facts.Entered;
import org.paincare.patient.facts.FactEntry;
import org.paincare.patient.facts.FactSource;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** The results of the current clinic's patients: written once, corrected by later ones, each with the fact that it became. */
@ApplicationScoped
class LabResults {

    private final Jdbc jdbc;
    private final Analytes analytes;
    private final ClinicalFacts facts;
    private final Patients patients;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    LabResults(
            DataSource pool,
            Analytes analytes,
            ClinicalFacts facts,
            Patients patients,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.analytes = analytes;
        this.facts = facts;
        this.patients = patients;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Records all results with their facts, or none.
     *
     * @throws Problem LAB_RESULT_REFUSED with every violation, LAB_RESULT_ALREADY_SUPERSEDED, FACT_REFUSED,
     *     PATIENT_DECEASED, NOT_FOUND
     */
    @Transactional
    List<LabJson.Kept> record(UUID patientId, LabJson.Results said) {
        patients.lockedAlive(patientId);
        var wrong = new ArrayList<Violation>();
        for (int i = 0; i < said.items().size(); i++) {
            wrong.addAll(analytes.check(said.items().get(i), "/items/" + i));
            wrong.addAll(corrects(patientId, said.items().get(i), "/items/" + i));
        }
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.LAB_RESULT_REFUSED, wrong);
        }
        var by = Actor.of(caller.get());
        var kept = new ArrayList<LabJson.Kept>();
        for (int i = 0; i < said.items().size(); i++) {
            var result = said.items().get(i);
            var fact = fact(patientId, result)
                    .map(entry -> facts.recordDerived(patientId, entry, entered(result, entry), by, "/items"))
                    .orElse(null);
            kept.add(write(patientId, result, fact, by));
        }
        audit.wrote(AuditEntry.of("LAB_RESULTS_RECORDED", "patient", patientId, patientId));
        return kept;
    }

    /** Newest sample first; at most 100. */
    @Transactional
    List<LabJson.Kept> list(UUID patientId, @Nullable String analyte) {
        patients.person(patientId);
        audit.read(AuditEntry.of("LAB_RESULTS_READ", "patient", patientId, patientId));
        return jdbc.list(
                "SELECT * FROM lab_result WHERE clinic_id = ? AND patient_id = ? AND (?::text IS NULL OR analyte = ?)"
                        + " ORDER BY observed_at DESC, id DESC LIMIT 100",
                LabResults::kept,
                clinic.get(),
                patientId,
                analyte,
                analyte);
    }

    private List<Violation> corrects(UUID patientId, LabJson.Result result, String at) {
        var id = result.supersedesResultId();
        if (id == null
                || find(patientId, id)
                        .filter(old -> old.analyte().equals(result.analyte()))
                        .isPresent()) {
            return List.of();
        }
        return List.of(new Violation(
                at + "/supersedesResultId",
                "NOTHING_TO_SUPERSEDE",
                new Text("The patient has no such result", "La persona no tiene ese resultado")));
    }

    /** Empty where no rule reads it. */
    private Optional<FactEntry> fact(UUID patientId, LabJson.Result result) {
        var analyte = analytes.find(result.analyte()).orElseThrow();
        var feeds = analyte.feeds();
        if (feeds == null) {
            return Optional.empty();
        }
        var before = result.supersedesResultId() == null
                ? null
                : find(patientId, result.supersedesResultId()).orElseThrow().factId();
        return Optional.of(
                switch (analyte.as()) {
                    case RATIO_TO_UPPER_LIMIT ->
                        entry(
                                feeds,
                                result,
                                Analytes.ratio(result.value(), Objects.requireNonNull(result.upperLimitOfNormal())),
                                null,
                                "{ratio}",
                                before);
                    case NUMBER -> entry(feeds, result, result.value(), null, result.unit(), before);
                    case PREGNANCY ->
                        entry(feeds, result, null, Analytes.pregnancy(analyte, result.value()), null, before);
                    case EXAMINED, KEPT -> entry(feeds, result, null, null, null, before);
                });
    }

    /** What the laboratory printed, where the fact says it otherwise. */
    private static @Nullable Entered entered(LabJson.Result result, FactEntry fact) {
        return result.unit().equals(fact.unit()) ? null : new Entered(result.value(), result.unit());
    }

    private static FactEntry entry(
            String code,
            LabJson.Result result,
            java.math.@Nullable BigDecimal value,
            @Nullable String valueCode,
            @Nullable String unit,
            @Nullable UUID supersedes) {
        return new FactEntry(
                code,
                TriState.PRESENT,
                value,
                valueCode,
                null,
                unit,
                result.observedAt(),
                FactSource.LABORATORY,
                supersedes,
                null,
                null);
    }

    private LabJson.Kept write(UUID patientId, LabJson.Result result, @Nullable UUID fact, Actor by) {
        var kept = new LabJson.Kept(
                Ids.next(),
                patientId,
                result.analyte(),
                result.value(),
                result.unit(),
                result.upperLimitOfNormal(),
                result.finding(),
                result.laboratory(),
                result.observedAt(),
                result.supersedesResultId(),
                fact,
                analytes.all().version(),
                clock.instant(),
                by);
        try {
            jdbc.update(
                    "INSERT INTO lab_result (clinic_id, id, patient_id, analyte, value, unit, upper_limit, finding,"
                            + " laboratory, observed_at, supersedes_id, fact_id, catalogue_version, recorded_at,"
                            + " recorded_by, recorded_by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    kept.id(),
                    patientId,
                    kept.analyte(),
                    kept.value(),
                    kept.unit(),
                    kept.upperLimitOfNormal(),
                    kept.finding(),
                    kept.laboratory(),
                    kept.observedAt(),
                    kept.supersedesResultId(),
                    fact,
                    kept.catalogueVersion(),
                    kept.recordedAt(),
                    by.id(),
                    by.name());
        } catch (RuntimeException failure) {
            throw "lab_result_superseded_once".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PatientProblem.LAB_RESULT_ALREADY_SUPERSEDED)
                    : failure;
        }
        return kept;
    }

    private Optional<LabJson.Kept> find(UUID patientId, UUID id) {
        return jdbc.first(
                "SELECT * FROM lab_result WHERE clinic_id = ? AND patient_id = ? AND id = ?",
                LabResults::kept,
                clinic.get(),
                patientId,
                id);
    }

    private static LabJson.Kept kept(ResultSet row) throws SQLException {
        return new LabJson.Kept(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("analyte"),
                row.getBigDecimal("value"),
                row.getString("unit"),
                row.getBigDecimal("upper_limit"),
                row.getString("finding"),
                row.getString("laboratory"),
                Jdbc.instant(row, "observed_at"),
                row.getObject("supersedes_id", UUID.class),
                row.getObject("fact_id", UUID.class),
                row.getString("catalogue_version"),
                Jdbc.instant(row, "recorded_at"),
                new Actor(row.getObject("recorded_by", UUID.class), row.getString("recorded_by_name")));
    }
}
