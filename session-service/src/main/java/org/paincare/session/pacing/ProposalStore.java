package org.paincare.session.pacing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.StoredJson;

/** The proposals of the current clinic, as they arrived and as they were decided. Call inside a transaction. */
@ApplicationScoped
class ProposalStore implements EventHandler {

    private static final String OPEN = "OPEN";
    private static final String STORED = "SELECT p.*, plan.revision AS revision_in_force FROM pacing_proposal p"
            + " LEFT JOIN plan ON plan.clinic_id = p.clinic_id AND plan.id = p.plan_id";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    ProposalStore(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /**
     * @param state           OPEN until decided
     * @param revisionInForce of its plan now; null where the plan is not known here yet
     */
    record Stored(
            Proposed proposed,
            Instant proposedAt,
            String state,
            @Nullable String reason,
            @Nullable UUID decidedBy,
            @Nullable String decidedName,
            @Nullable Instant decidedAt,
            @Nullable Integer draftRevision,
            @Nullable Integer revisionInForce) {

        boolean isOpen() {
            return state.equals(OPEN);
        }

        /** Its time is over, or its plan has another revision than the one it was computed on. */
        boolean isOverAt(Instant now) {
            return isOpen()
                    && (!now.isBefore(proposed.validUntil())
                            || (revisionInForce != null && revisionInForce != proposed.planRevision()));
        }
    }

    @Override
    public String type() {
        return "org.paincare.outcome.PacingProposed.v1";
    }

    /** The plan may be unknown here still: whether it fits is asked when somebody decides. */
    @Override
    public void handle(IncomingEvent event) {
        var proposed = event.dataAs(Proposed.class);
        jdbc.update(
                "INSERT INTO pacing_proposal (clinic_id, id, patient_id, plan_id, plan_revision, kind, content,"
                        + " valid_until, proposed_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN')"
                        + " ON CONFLICT DO NOTHING",
                event.clinicId(),
                proposed.proposalId(),
                proposed.patientId(),
                proposed.planId(),
                proposed.planRevision(),
                proposed.kind(),
                StoredJson.write(proposed),
                proposed.validUntil(),
                event.occurredAt());
    }

    /** Oldest first, under any id of the person. */
    List<Stored> of(List<UUID> patientIds) {
        return jdbc.list(
                STORED + " WHERE p.clinic_id = ? AND p.patient_id = ANY (?) ORDER BY p.proposed_at, p.id",
                ProposalStore::stored,
                clinic.get(),
                patientIds.toArray(UUID[]::new));
    }

    Optional<Stored> locked(UUID proposalId) {
        return jdbc.first(
                STORED + " WHERE p.clinic_id = ? AND p.id = ? FOR UPDATE OF p",
                ProposalStore::stored,
                clinic.get(),
                proposalId);
    }

    void decided(
            UUID proposalId, String state, @Nullable String reason, Caller by, Instant at, @Nullable Integer draft) {
        jdbc.update(
                "UPDATE pacing_proposal SET state = ?, reason = ?, decided_by = ?, decided_name = ?, decided_at = ?,"
                        + " draft_revision = ? WHERE clinic_id = ? AND id = ?",
                state,
                reason,
                by.id(),
                by.displayName(),
                at,
                draft,
                clinic.get(),
                proposalId);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Stored(
                StoredJson.read(row.getString("content"), Proposed.class),
                Jdbc.instant(row, "proposed_at"),
                row.getString("state"),
                row.getString("reason"),
                row.getObject("decided_by", UUID.class),
                row.getString("decided_name"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getObject("draft_revision", Integer.class),
                row.getObject("revision_in_force", Integer.class));
    }
}
