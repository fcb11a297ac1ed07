package org.paincare.patient.eligibility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.eligibility.engine.Decision;
import org.paincare.patient.eligibility.engine.Evaluation;
import org.paincare.patient.eligibility.engine.FactSnapshot;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** The evaluations of the current clinic as rows: written once. Inside a transaction only. */
@ApplicationScoped
class EvaluationTable {

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final CurrentClinic clinic;

    EvaluationTable(DataSource pool, ObjectMapper json, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.clinic = clinic;
    }

    void insert(StoredEvaluation stored, FactSnapshot snapshot) {
        jdbc.update(
                "INSERT INTO eligibility_evaluation (clinic_id, id, patient_id, scope, session_id, decision,"
                        + " previous_decision, rule_set_version, blocking, evaluated_at, valid_until, evaluated_by,"
                        + " evaluated_by_name, snapshot, evaluation)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                clinic.get(),
                stored.id(),
                stored.patientId(),
                stored.scope(),
                stored.sessionId(),
                stored.evaluation().decision(),
                stored.previousDecision(),
                stored.evaluation().ruleSetVersion(),
                String.join(",", stored.blockingRuleIds()),
                stored.evaluation().evaluatedAt(),
                stored.validUntil(),
                stored.evaluatedBy().id(),
                stored.evaluatedBy().name(),
                text(snapshot),
                text(stored.evaluation()));
    }

    Optional<StoredEvaluation> find(UUID patient, UUID id) {
        return jdbc.first(
                "SELECT * FROM eligibility_evaluation WHERE clinic_id = ? AND patient_id = ? AND id = ?",
                this::read,
                clinic.get(),
                patient,
                id);
    }

    /** The JSON of the snapshot that an evaluation looked at. */
    Optional<String> snapshot(UUID patient, UUID id) {
        return jdbc.first(
                "SELECT snapshot::text FROM eligibility_evaluation WHERE clinic_id = ? AND patient_id = ? AND id = ?",
                row -> row.getString(1),
                clinic.get(),
                patient,
                id);
    }

    /** Cheaper than reading one. */
    boolean hasAny(UUID patient, Scope scope) {
        return jdbc.first(
                        "SELECT 1 FROM eligibility_evaluation WHERE clinic_id = ? AND patient_id = ? AND scope = ? LIMIT 1",
                        row -> true,
                        clinic.get(),
                        patient,
                        scope)
                .isPresent();
    }

    Optional<StoredEvaluation> latest(UUID patient, Scope scope) {
        return page(patient, scope, null, 1).stream().findFirst();
    }

    /** Newest first, after the given place. */
    List<StoredEvaluation> page(UUID patient, @Nullable Scope scope, @Nullable Long before, int limit) {
        return jdbc.list(
                "SELECT * FROM eligibility_evaluation WHERE clinic_id = ? AND patient_id = ?"
                        + " AND (?::text IS NULL OR scope = ?) AND (?::bigint IS NULL OR ordinal < ?)"
                        + " ORDER BY ordinal DESC LIMIT ?",
                this::read,
                clinic.get(),
                patient,
                scope,
                scope,
                before,
                before,
                limit);
    }

    private StoredEvaluation read(ResultSet row) throws SQLException {
        var previous = row.getString("previous_decision");
        return new StoredEvaluation(
                row.getObject("id", UUID.class),
                row.getLong("ordinal"),
                row.getObject("patient_id", UUID.class),
                row.getObject("session_id", UUID.class),
                previous == null ? null : Decision.valueOf(previous),
                new Actor(row.getObject("evaluated_by", UUID.class), row.getString("evaluated_by_name")),
                evaluation(row.getString("evaluation")));
    }

    private Evaluation evaluation(String text) {
        try {
            return json.readValue(text, Evaluation.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
