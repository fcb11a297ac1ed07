package org.paincare.patient.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/** The facts of the current clinic as rows: written once, read in several orders. Inside a transaction only. */
@ApplicationScoped
class FactTable {

    /** Readings of one code that an evaluation may look at, newest first; far more than any rule reaches back for. */
    private static final int DEPTH = 40;

    private static final String SELECT =
            "SELECT f.*, s.id AS superseded_by FROM clinical_fact f LEFT JOIN clinical_fact s"
                    + " ON s.clinic_id = f.clinic_id AND s.supersedes_fact_id = f.id WHERE f.clinic_id = ?";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    FactTable(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /** @throws Problem FACT_ALREADY_SUPERSEDED where somebody amended the same fact first */
    void insert(FactJson.Fact fact) {
        try {
            jdbc.update(
                    "INSERT INTO clinical_fact (clinic_id, id, patient_id, code, state, value_number, value_code, value_date,"
                            + " unit, observed_at, source, session_id, vocabulary_version, supersedes_fact_id, recorded_at,"
                            + " recorded_by, recorded_by_name, warnings, valid_until, entered_value, entered_unit)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?::numeric, ?::text)",
                    clinic.get(),
                    fact.id(),
                    fact.patientId(),
                    fact.code(),
                    fact.state(),
                    fact.value(),
                    fact.valueCode(),
                    fact.valueDate(),
                    fact.unit(),
                    fact.observedAt(),
                    fact.source(),
                    fact.sessionId(),
                    fact.vocabularyVersion(),
                    fact.supersedesFactId(),
                    fact.recordedAt(),
                    fact.recordedBy().id(),
                    fact.recordedBy().name(),
                    warnings(fact),
                    fact.validUntil(),
                    fact.entered() == null ? null : fact.entered().value(),
                    fact.entered() == null ? null : fact.entered().unit());
        } catch (RuntimeException failure) {
            throw "clinical_fact_superseded_once".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PatientProblem.FACT_ALREADY_SUPERSEDED)
                    : failure;
        }
    }

    Optional<FactJson.Fact> find(UUID patient, UUID id) {
        return jdbc.first(SELECT + " AND f.patient_id = ? AND f.id = ?", FactTable::read, clinic.get(), patient, id);
    }

    /** Newest observation first, amended facts included, after the given place in the list. */
    List<FactJson.Fact> timeline(
            UUID patient,
            @Nullable String code,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Instant beforeObserved,
            @Nullable UUID beforeId,
            int limit) {
        return jdbc.list(
                SELECT + " AND f.patient_id = ? AND (?::text IS NULL OR f.code = ?)"
                        + " AND (?::timestamptz IS NULL OR f.observed_at >= ?) AND (?::timestamptz IS NULL OR f.observed_at < ?)"
                        + " AND (?::timestamptz IS NULL OR (f.observed_at, f.id) < (?, ?))"
                        + " ORDER BY f.observed_at DESC, f.id DESC LIMIT ?",
                FactTable::read,
                clinic.get(),
                patient,
                code,
                code,
                from,
                from,
                to,
                to,
                beforeObserved,
                beforeObserved,
                beforeId,
                limit);
    }

    /** For every code the latest observation that was not amended. */
    List<FactJson.Fact> current(UUID patient, @Nullable String code) {
        return jdbc.list(
                "SELECT DISTINCT ON (f.code) f.*, NULL::uuid AS superseded_by FROM clinical_fact f"
                        + " WHERE f.clinic_id = ? AND f.patient_id = ? AND (?::text IS NULL OR f.code = ?) AND NOT EXISTS"
                        + " (SELECT 1 FROM clinical_fact s WHERE s.clinic_id = f.clinic_id AND s.supersedes_fact_id = f.id)"
                        + " ORDER BY f.code, f.observed_at DESC, f.recorded_at DESC, f.id DESC",
                FactTable::read,
                clinic.get(),
                patient,
                code,
                code);
    }

    /** What an evaluation may look at, by code. */
    Map<String, List<FactJson.Fact>> standing(UUID patient) {
        return jdbc
                .list(
                        "SELECT r.*, NULL::uuid AS superseded_by FROM (SELECT f.*, row_number() OVER (PARTITION BY f.code"
                                + " ORDER BY f.observed_at DESC, f.recorded_at DESC, f.id DESC) AS nth FROM clinical_fact f"
                                + " WHERE f.clinic_id = ? AND f.patient_id = ? AND NOT EXISTS (SELECT 1 FROM clinical_fact s"
                                + " WHERE s.clinic_id = f.clinic_id AND s.supersedes_fact_id = f.id)) r WHERE r.nth <= ?",
                        FactTable::read,
                        clinic.get(),
                        patient,
                        DEPTH)
                .stream()
                .collect(Collectors.groupingBy(FactJson.Fact::code));
    }

    /** The facts that a session sent and that still stand. */
    List<FactJson.Fact> ofSession(UUID patient, UUID session) {
        return jdbc.list(
                SELECT + " AND f.session_id = ? AND f.patient_id = ? AND s.id IS NULL",
                FactTable::read,
                clinic.get(),
                session,
                patient);
    }

    /** The number that stood last before an observation of the same code, unless it is the amended one. */
    Optional<BigDecimal> numberBefore(
            UUID patient, String code, Instant observedAt, Instant since, @Nullable UUID amended) {
        return jdbc.first(
                "SELECT f.value_number FROM clinical_fact f WHERE f.clinic_id = ? AND f.patient_id = ? AND f.code = ?"
                        + " AND f.observed_at BETWEEN ? AND ? AND f.value_number IS NOT NULL"
                        + " AND f.id IS DISTINCT FROM ?::uuid AND NOT EXISTS (SELECT 1 FROM clinical_fact s"
                        + " WHERE s.clinic_id = f.clinic_id AND s.supersedes_fact_id = f.id)"
                        + " ORDER BY f.observed_at DESC, f.recorded_at DESC, f.id DESC LIMIT 1",
                row -> row.getBigDecimal(1),
                clinic.get(),
                patient,
                code,
                since,
                observedAt,
                amended);
    }

    private static String warnings(FactJson.Fact fact) {
        return fact.warnings() == null
                ? "{}"
                : fact.warnings().stream().map(FactJson.Warning::name).collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable List<FactJson.Warning> warnings(String[] stored) {
        return stored.length == 0
                ? null
                : Stream.of(stored).map(FactJson.Warning::valueOf).toList();
    }

    private static FactJson.Fact read(ResultSet row) throws SQLException {
        BigDecimal number = row.getBigDecimal("value_number");
        var validUntil = row.getObject("valid_until", OffsetDateTime.class);
        return new FactJson.Fact(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("code"),
                TriState.valueOf(row.getString("state")),
                number,
                row.getString("value_code"),
                row.getObject("value_date", LocalDate.class),
                row.getString("unit"),
                row.getString("entered_unit") == null
                        ? null
                        : new Entered(row.getBigDecimal("entered_value"), row.getString("entered_unit")),
                Jdbc.instant(row, "observed_at"),
                FactSource.valueOf(row.getString("source")),
                validUntil == null ? null : validUntil.toInstant(),
                row.getObject("session_id", UUID.class),
                row.getString("vocabulary_version"),
                row.getObject("supersedes_fact_id", UUID.class),
                row.getObject("superseded_by", UUID.class),
                warnings((String[]) row.getArray("warnings").getArray()),
                Jdbc.instant(row, "recorded_at"),
                new Actor(row.getObject("recorded_by", UUID.class), row.getString("recorded_by_name")));
    }
}
