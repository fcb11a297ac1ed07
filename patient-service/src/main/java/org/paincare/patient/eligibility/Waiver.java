package org.paincare.patient.eligibility;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.tenancy.ClinicOwned;

/** A signed exception: in force from its signature through its last day, unless revoked. */
@Entity
@Table(name = "eligibility_waiver")
class Waiver extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private WaiverJson.Kind kind;

    /** Rule id, or fact code of a clearance. */
    @Column(updatable = false)
    private String subject;

    @Column(name = "fact_id", updatable = false)
    private @Nullable UUID factId;

    @Column(updatable = false)
    private String reason;

    @Column(name = "signature_id", updatable = false)
    private UUID signatureId;

    @Column(name = "signed_by", updatable = false)
    private UUID signedBy;

    @Column(name = "signer_name", updatable = false)
    private String signerName;

    @Column(name = "signed_at", updatable = false)
    private Instant signedAt;

    @Column(name = "expires_on", updatable = false)
    private LocalDate expiresOn;

    /** First instant at which it no longer counts. */
    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "recorded_at", updatable = false)
    private Instant recordedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "revoked_by")
    private @Nullable UUID revokedBy;

    @Column(name = "revoked_by_name")
    private @Nullable String revokedByName;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Waiver() {}

    @SuppressWarnings("NullAway")
    Waiver(
            UUID clinicId,
            UUID id,
            UUID patientId,
            WaiverJson.Wanted wanted,
            Signature signature,
            Instant expiresAt,
            Instant now) {
        super(clinicId, id);
        this.patientId = patientId;
        this.kind = wanted.kind();
        this.subject = wanted.subject();
        this.factId = wanted.factId();
        this.reason = wanted.reason();
        this.signatureId = signature.id();
        this.signedBy = signature.signedBy();
        this.signerName = signature.signerName();
        this.signedAt = signature.signedAt();
        this.expiresOn = wanted.expiresOn();
        this.expiresAt = expiresAt;
        this.recordedAt = now;
    }

    void revoke(Caller by, Instant now) {
        this.revokedAt = now;
        this.revokedBy = by.id();
        this.revokedByName = by.displayName();
    }

    UUID patientId() {
        return patientId;
    }

    WaiverJson.Kind kind() {
        return kind;
    }

    String subject() {
        return subject;
    }

    @Nullable
    UUID factId() {
        return factId;
    }

    String reason() {
        return reason;
    }

    UUID signedBy() {
        return signedBy;
    }

    Instant signedAt() {
        return signedAt;
    }

    LocalDate expiresOn() {
        return expiresOn;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    WaiverJson.State state(Instant now) {
        if (revokedAt != null) {
            return WaiverJson.State.REVOKED;
        }
        return expiresAt.isAfter(now) ? WaiverJson.State.IN_FORCE : WaiverJson.State.EXPIRED;
    }

    WaiverJson.Full full(Instant now) {
        boolean ofRule = kind != WaiverJson.Kind.CLEARANCE;
        return new WaiverJson.Full(
                id(),
                patientId,
                kind,
                ofRule ? subject : null,
                ofRule ? null : subject,
                factId,
                reason,
                state(now),
                new WaiverJson.Wanted(kind, subject, factId, reason, expiresOn).contentHash(patientId),
                signatureId,
                new Actor(signedBy, signerName),
                signedAt,
                expiresOn,
                revokedAt,
                revokedBy == null ? null : new Actor(revokedBy, revokedByName == null ? "" : revokedByName));
    }
}
