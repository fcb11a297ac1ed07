package org.paincare.platform.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sealing.Chain;

/** Reads the audit of the current clinic: who saw a patient's record, and whether the chain still holds. */
@ApplicationScoped
public class AuditTrail {

    private final DataSource pool;
    private final Jdbc jdbc;
    private final PatientRegister patients;

    AuditTrail(DataSource pool, PatientRegister patients) {
        this.pool = pool;
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
    }

    /** One line of a patient's access log. */
    public record Access(
            UUID id,
            Instant at,
            @Nullable UUID actorId,
            String actorRoles,
            String action,
            String resource,
            @Nullable UUID resourceId,
            @Nullable String reason) {}

    /**
     * Whether the clinic's chain verifies.
     *
     * @param verified     false if a sealed row was changed, removed or reordered
     * @param sealed       rows in the chain
     * @param unsealed     rows written since the last cycle (normally under 2 s old)
     * @param brokenAt     position of the first link that does not hold
     */
    public record Verification(
            boolean verified,
            long sealed,
            long unsealed,
            @Nullable Long brokenAt) {}

    /**
     * Newest first; up to {@code limit} rows older than the keys, all from the start where they are null.
     *
     * @throws Problem NOT_FOUND for another clinic's patient and for nobody
     */
    @Transactional
    public List<Access> accesses(UUID patient, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        if (!patients.knows(patient)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        return jdbc.list(
                "SELECT id, recorded_at, actor_id, actor_roles, action, resource, resource_id, reason FROM audit_entry"
                        + " WHERE patient_id = ? AND (?::timestamptz IS NULL OR (recorded_at, id) < (?, ?))"
                        + " ORDER BY recorded_at DESC, id DESC LIMIT ?",
                row -> new Access(
                        row.getObject("id", UUID.class),
                        Jdbc.instant(row, "recorded_at"),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_roles"),
                        row.getString("action"),
                        row.getString("resource"),
                        row.getObject("resource_id", UUID.class),
                        row.getString("reason")),
                patient,
                before,
                before,
                beforeId,
                limit);
    }

    /** Walks the whole chain of the current clinic and recomputes every link. */
    @Transactional
    public Verification verify() {
        try (var connection = pool.getConnection()) {
            var chain = Chain.verified(connection);
            return new Verification(chain.holds(), chain.sealed(), chain.unsealed(), chain.brokenAt());
        } catch (SQLException failure) {
            throw new IllegalStateException("the audit chain cannot be read", failure);
        }
    }
}
