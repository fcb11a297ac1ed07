package org.paincare.patient.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.eligibility.engine.ConsentGrant;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.tenancy.ClinicOwned;

/** A signed consent: stands until it expires, is superseded or withdrawn. What was signed never changes. */
@Entity
@Table(name = "consent")
class Consent extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private ConsentType type;

    @Column(name = "document_version", updatable = false)
    private String documentVersion;

    @Column(name = "document_hash", updatable = false)
    private String documentHash;

    @Column(updatable = false)
    private String language;

    @Column(name = "signer_name", updatable = false)
    private @Nullable String signerName;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private ConsentJson.Capacity capacity;

    @Column(name = "representative_name", updatable = false)
    private @Nullable String representativeName;

    @Column(name = "representative_relationship", updatable = false)
    private @Nullable String representativeRelationship;

    @Column(name = "witness_name", updatable = false)
    private @Nullable String witnessName;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private ConsentJson.Method method;

    @Column(name = "signed_at", updatable = false)
    private Instant signedAt;

    @Column(name = "expires_on", updatable = false)
    private LocalDate expiresOn;

    @Column(name = "superseded_by")
    private @Nullable UUID supersededBy;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Column(name = "withdrawal_reason")
    private @Nullable String withdrawalReason;

    @Column(name = "recorded_at", updatable = false)
    private Instant recordedAt;

    @Column(name = "recorded_by", updatable = false)
    private UUID recordedBy;

    @Column(name = "recorded_by_name", updatable = false)
    private String recordedByName;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Consent() {}

    @SuppressWarnings("NullAway")
    Consent(
            UUID clinicId,
            UUID id,
            UUID patientId,
            ConsentJson.Grant grant,
            LocalDate expiresOn,
            Caller by,
            Instant now) {
        super(clinicId, id);
        this.patientId = patientId;
        this.type = grant.type();
        this.documentVersion = grant.documentVersion();
        this.documentHash = grant.documentHash();
        this.language = grant.language();
        this.signerName = grant.signerName();
        this.capacity = grant.capacity();
        if (grant.representative() != null) {
            this.representativeName = grant.representative().name();
            this.representativeRelationship = grant.representative().relationship();
        }
        this.witnessName = grant.witness() == null ? null : grant.witness().name();
        this.method = grant.method();
        this.signedAt = grant.signedAt();
        this.expiresOn = expiresOn;
        this.recordedAt = now;
        this.recordedBy = by.id();
        this.recordedByName = by.displayName();
    }

    void supersede(UUID by) {
        this.supersededBy = by;
    }

    void withdraw(Instant at, @Nullable String reason) {
        this.withdrawnAt = at;
        this.withdrawalReason = reason;
    }

    UUID patientId() {
        return patientId;
    }

    ConsentType type() {
        return type;
    }

    Instant signedAt() {
        return signedAt;
    }

    LocalDate expiresOn() {
        return expiresOn;
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    ConsentJson.State state(AsOf moment) {
        if (withdrawnAt != null) {
            return ConsentJson.State.WITHDRAWN;
        }
        if (supersededBy != null) {
            return ConsentJson.State.SUPERSEDED;
        }
        if (expiresOn.isBefore(moment.today())) {
            return ConsentJson.State.EXPIRED;
        }
        return isOutdated(moment) ? ConsentJson.State.OUTDATED : ConsentJson.State.STANDING;
    }

    private boolean isOutdated(AsOf moment) {
        return moment.outdates(type, documentVersion, signedAt);
    }

    /** As the rule engine reads it. */
    ConsentGrant grant(AsOf moment) {
        return new ConsentGrant(
                id().toString(),
                type.name(),
                signedAt,
                expiresOn,
                supersededBy != null || isOutdated(moment),
                withdrawnAt);
    }

    ConsentJson.Full full(AsOf moment) {
        var signed = new ConsentJson.Grant(
                type,
                documentVersion,
                documentHash,
                language,
                signerName,
                capacity,
                representativeName == null
                        ? null
                        : new ConsentJson.Representative(
                                representativeName,
                                representativeRelationship == null ? "" : representativeRelationship),
                witnessName == null ? null : new ConsentJson.Witness(witnessName),
                method,
                signedAt,
                expiresOn);
        return new ConsentJson.Full(
                id(),
                patientId,
                state(moment),
                signed,
                List.of(type.purpose()),
                supersededBy,
                withdrawnAt,
                withdrawalReason,
                recordedAt,
                new Actor(recordedBy, recordedByName));
    }

    ConsentJson.Granted granted(@Nullable UUID supersedes) {
        return new ConsentJson.Granted(
                patientId,
                id(),
                type,
                documentVersion,
                List.of(type.purpose()),
                language,
                expiresOn,
                supersedes,
                signedAt);
    }

    ConsentJson.Withdrawn withdrawn(Instant at) {
        return new ConsentJson.Withdrawn(patientId, id(), type, List.of(type.purpose()), at);
    }
}
