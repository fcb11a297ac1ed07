package org.paincare.outcome.link;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.platform.tenancy.ClinicOwned;

/** One link: made, opened once, over. */
@Entity
@Table(name = "answer_link")
class LinkRow extends ClinicOwned {

    enum End {
        SUBMITTED,
        TAKEN_BACK
    }

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "created_by", updatable = false)
    private UUID createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "opened_at")
    private @Nullable Instant openedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private @Nullable End endReason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected LinkRow() {}

    @SuppressWarnings("NullAway")
    LinkRow(UUID clinicId, UUID id, UUID patientId, UUID createdBy, Instant now, Duration valid) {
        super(clinicId, id);
        this.patientId = patientId;
        this.createdBy = createdBy;
        this.createdAt = now;
        this.expiresAt = now.plus(valid);
    }

    LinkJson.State state(Instant now) {
        if (endReason != null) {
            return endReason == End.SUBMITTED ? LinkJson.State.SUBMITTED : LinkJson.State.TAKEN_BACK;
        }
        if (!now.isBefore(expiresAt)) {
            return LinkJson.State.EXPIRED;
        }
        return openedAt == null ? LinkJson.State.SENT : LinkJson.State.OPENED;
    }

    void open(Instant now) {
        this.openedAt = now;
    }

    void end(End why, Instant now) {
        this.endReason = why;
        this.endedAt = now;
    }

    UUID patientId() {
        return patientId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    LinkJson.Link json(List<UUID> assessments, Instant now, boolean mayTakeBack) {
        var state = state(now);
        return new LinkJson.Link(
                id(),
                patientId,
                assessments,
                state,
                createdBy,
                createdAt,
                expiresAt,
                openedAt,
                endedAt,
                List.of(AllowedCommand.of("TAKE_BACK", state.isLive(), mayTakeBack)),
                "\"v" + version() + "\"");
    }
}
