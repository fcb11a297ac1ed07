package org.paincare.session.offline;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.NamedIds;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Lifecycle;

/** What tablets sent and could not be applied, until a person says what became of it. */
@ApplicationScoped
class OfflineConflicts {

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    OfflineConflicts(
            DataSource pool,
            Lifecycle lifecycle,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** The same content under the same number is the same conflict. */
    UUID idOf(String clientId, long sequence, String hash) {
        return NamedIds.of("offline/" + clinic.get() + "/" + clientId + "/" + sequence + "/" + hash);
    }

    /** False where it is kept already. */
    boolean keep(UUID id, UUID sessionId, OfflineJson.Entry entry, String hash, @Nullable String code) {
        var session = lifecycle.find(sessionId);
        var first = jdbc.update(
                        "INSERT INTO offline_conflict (clinic_id, id, session_id, client_id, sequence, kind, body, body_hash,"
                                + " code, person, name, occurred_at, recorded_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        clinic.get(),
                        id,
                        sessionId,
                        entry.clientId(),
                        entry.sequence(),
                        entry.kind(),
                        StoredJson.write(entry.body()),
                        hash,
                        Objects.requireNonNull(code),
                        caller.get().id(),
                        caller.get().displayName(),
                        entry.occurredAt(),
                        clock.instant())
                == 1;
        if (first) {
            audit.wrote(AuditEntry.of("OFFLINE_CONFLICT_KEPT", "session", sessionId, session.patientId()));
        }
        return first;
    }

    /** @param open only those that nobody resolved yet */
    @Transactional
    List<OfflineJson.Conflict> of(UUID sessionId, boolean open) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("OFFLINE_CONFLICTS_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                "SELECT * FROM offline_conflict WHERE clinic_id = ? AND session_id = ?"
                        + (open ? " AND resolved_at IS NULL" : "")
                        + " ORDER BY occurred_at, client_id, sequence, id",
                OfflineConflicts::view,
                clinic.get(),
                sessionId);
    }

    /** @throws Problem NOT_FOUND, OFFLINE_CONFLICT_STATE */
    @Transactional(Transactional.TxType.MANDATORY)
    OfflineJson.Conflict resolve(UUID sessionId, UUID id, OfflineJson.Resolve asked) {
        var session = lifecycle.find(sessionId);
        var resolved = jdbc.update(
                "UPDATE offline_conflict SET outcome = ?, reason = ?, resolved_by = ?, resolved_name = ?, resolved_at = ?"
                        + " WHERE clinic_id = ? AND session_id = ? AND id = ? AND resolved_at IS NULL",
                asked.outcome(),
                asked.reason(),
                caller.get().id(),
                caller.get().displayName(),
                clock.instant(),
                clinic.get(),
                sessionId,
                id);
        var now = jdbc.first(
                        "SELECT * FROM offline_conflict WHERE clinic_id = ? AND session_id = ? AND id = ?",
                        OfflineConflicts::view,
                        clinic.get(),
                        sessionId,
                        id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (resolved == 0) {
            throw Problem.of(SessionProblem.OFFLINE_CONFLICT_STATE);
        }
        audit.wrote(AuditEntry.of("OFFLINE_CONFLICT_RESOLVED", "offline-conflict", id, session.patientId())
                .because(asked.reason()));
        return now;
    }

    private static OfflineJson.Conflict view(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new OfflineJson.Conflict(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getString("client_id"),
                row.getLong("sequence"),
                row.getString("kind"),
                Jdbc.instant(row, "occurred_at"),
                StoredJson.read(row.getString("body"), JsonNode.class),
                row.getString("code"),
                row.getObject("person", UUID.class),
                row.getString("name"),
                Jdbc.instant(row, "recorded_at"),
                outcome == null ? null : OfflineJson.Outcome.valueOf(outcome),
                row.getString("reason"),
                row.getObject("resolved_by", UUID.class),
                row.getString("resolved_name"),
                instant(row, "resolved_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
