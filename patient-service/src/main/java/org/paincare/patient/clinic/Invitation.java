package org.paincare.patient.clinic;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.platform.web.Etags;

/** One invitation: made, mailed, accepted once or ended. */
@Entity
@Table(name = "staff_invitation")
class Invitation extends ClinicOwned {

    @Column(updatable = false)
    private String email;

    @Column(name = "display_name", updatable = false)
    private String displayName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(updatable = false)
    private List<String> roles;

    @Column(updatable = false)
    private String language;

    @Column(name = "created_by", updatable = false)
    private UUID createdBy;

    @Column(name = "created_by_name", updatable = false)
    private String createdByName;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Enumerated(EnumType.STRING)
    private InvitationJson.Mail mail;

    @Column(name = "mail_attempts")
    private int mailAttempts;

    @Column(name = "mail_failure")
    private @Nullable String mailFailure;

    @Column(name = "mailed_at")
    private @Nullable Instant mailedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private InvitationJson.@Nullable State endReason;

    @Column(name = "staff_id")
    private @Nullable UUID staffId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Invitation() {}

    @SuppressWarnings("NullAway")
    Invitation(
            UUID clinicId,
            UUID id,
            InvitationJson.Create wanted,
            String language,
            InvitationJson.Mail mail,
            Actor by,
            Instant now,
            Duration valid) {
        super(clinicId, id);
        this.email = wanted.email();
        this.displayName = wanted.displayName();
        this.roles = List.copyOf(wanted.roles());
        this.language = language;
        this.mail = mail;
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
        this.expiresAt = now.plus(valid);
    }

    InvitationJson.State state(Instant now) {
        if (endReason != null) {
            return endReason;
        }
        return now.isBefore(expiresAt) ? InvitationJson.State.OPEN : InvitationJson.State.EXPIRED;
    }

    void accepted(UUID staff, Instant now) {
        this.staffId = staff;
        end(InvitationJson.State.ACCEPTED, now);
    }

    void end(InvitationJson.State why, Instant now) {
        this.endReason = why;
        this.endedAt = now;
    }

    void mailed(Instant now) {
        this.mail = InvitationJson.Mail.SENT;
        this.mailAttempts++;
        this.mailedAt = now;
        this.mailFailure = null;
    }

    void notMailed(String why) {
        this.mailAttempts++;
        this.mailFailure = why;
    }

    void giveUp(String why) {
        this.mail = InvitationJson.Mail.GIVEN_UP;
        this.mailFailure = why;
    }

    boolean isToBeMailed() {
        return mail == InvitationJson.Mail.WAITING && endReason == null;
    }

    String email() {
        return email;
    }

    String displayName() {
        return displayName;
    }

    List<String> roles() {
        return List.copyOf(roles);
    }

    String language() {
        return language;
    }

    int mailAttempts() {
        return mailAttempts;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    UUID staffId() {
        return staffId;
    }

    InvitationJson.Invitation json(Instant now) {
        return new InvitationJson.Invitation(
                id(),
                email,
                displayName,
                roles(),
                language,
                state(now),
                mail,
                mailAttempts,
                mailFailure,
                mailedAt,
                new Actor(createdBy, createdByName),
                createdAt,
                expiresAt,
                endedAt,
                staffId,
                Etags.written(this));
    }
}
