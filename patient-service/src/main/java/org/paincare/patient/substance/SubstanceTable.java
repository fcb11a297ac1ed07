package org.paincare.patient.substance;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.patient.facts.FactSource;
import org.paincare.platform.Text;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** The entries of both lists as rows, written once. Inside a transaction only. */
@ApplicationScoped
class SubstanceTable {

    private static final String SELECT = "SELECT e.*, s.id AS superseded_by FROM substance_entry e"
            + " LEFT JOIN substance_entry s ON s.clinic_id = e.clinic_id AND s.supersedes_id = e.id"
            + " WHERE e.clinic_id = ? AND e.patient_id = ? AND e.list = ?";

    private final Jdbc jdbc;
    private final SubstanceClasses classes;
    private final CurrentClinic clinic;

    SubstanceTable(DataSource pool, SubstanceClasses classes, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.classes = classes;
        this.clinic = clinic;
    }

    /** @throws Problem SUBSTANCE_ALREADY_SUPERSEDED, SUBSTANCE_REFUSED where there is no such entry to supersede */
    void insert(UUID patient, UUID id, SubstanceJson.Entry entry, Instant now, Actor by) {
        var substance = entry.substance();
        try {
            jdbc.update(
                    "INSERT INTO substance_entry (clinic_id, id, patient_id, list, state, substance, code, code_system, dose,"
                            + " morphine_mg_per_day, started_on, ended_on, reaction, severity, observed_at, source,"
                            + " supersedes_id, recorded_at, recorded_by, recorded_by_name)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    id,
                    patient,
                    entry.list(),
                    entry.state(),
                    substance == null ? null : substance.name().strip(),
                    substance == null ? null : substance.code(),
                    substance == null ? null : substance.system(),
                    entry.dose(),
                    entry.morphineMgPerDay(),
                    entry.startedOn(),
                    entry.endedOn(),
                    entry.reaction(),
                    entry.severity(),
                    entry.observedAt(),
                    entry.source(),
                    entry.supersedesId(),
                    now,
                    by.id(),
                    by.name());
        } catch (RuntimeException failure) {
            throw switch (DatabaseFailures.constraintOf(failure)) {
                case "substance_entry_superseded_once" -> Problem.of(PatientProblem.SUBSTANCE_ALREADY_SUPERSEDED);
                case "substance_entry_supersedes_its_like" ->
                    Problem.of(
                            PatientProblem.SUBSTANCE_REFUSED,
                            new Violation(
                                    "/supersedesId",
                                    "NOTHING_TO_SUPERSEDE",
                                    new Text(
                                            "The patient has no such entry on this list",
                                            "La persona no tiene esa entrada en esta lista")));
                default -> failure;
            };
        }
    }

    Optional<SubstanceJson.Recorded> find(UUID patient, SubstanceJson.Kind list, UUID id) {
        return jdbc.first(SELECT + " AND e.id = ?", this::read, clinic.get(), patient, list, id);
    }

    /** Every entry there ever was, newest observation first. */
    List<SubstanceJson.Recorded> all(UUID patient, SubstanceJson.Kind list) {
        return jdbc.list(SELECT + " ORDER BY e.observed_at DESC, e.id DESC", this::read, clinic.get(), patient, list);
    }

    /** How many entries a list has. */
    int size(UUID patient, SubstanceJson.Kind list) {
        return jdbc.first(
                        "SELECT count(*) FROM substance_entry WHERE clinic_id = ? AND patient_id = ? AND list = ?",
                        row -> row.getInt(1),
                        clinic.get(),
                        patient,
                        list)
                .orElse(0);
    }

    private SubstanceJson.Recorded read(ResultSet row) throws SQLException {
        var name = row.getString("substance");
        var system = row.getString("code_system");
        var severity = row.getString("severity");
        var substance = name == null
                ? null
                : new SubstanceJson.Substance(
                        name, row.getString("code"), system == null ? null : SubstanceJson.CodeSystem.valueOf(system));
        return new SubstanceJson.Recorded(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                TriState.valueOf(row.getString("state")),
                substance,
                row.getString("dose"),
                row.getBigDecimal("morphine_mg_per_day"),
                row.getObject("started_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class),
                row.getString("reaction"),
                severity == null ? null : SubstanceJson.Severity.valueOf(severity),
                Jdbc.instant(row, "observed_at"),
                FactSource.valueOf(row.getString("source")),
                row.getObject("supersedes_id", UUID.class),
                row.getObject("superseded_by", UUID.class),
                substance == null
                        ? List.of()
                        : classes.facts(SubstanceJson.Kind.valueOf(row.getString("list")), substance),
                Jdbc.instant(row, "recorded_at"),
                new Actor(row.getObject("recorded_by", UUID.class), row.getString("recorded_by_name")));
    }
}
