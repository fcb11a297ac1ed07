package org.paincare.session.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.session.StoredJson;

/** One revision of a plan; once signed it is never changed (the database refuses it too). */
@Entity
@Table(name = "plan_revision")
class PlanRevision extends ClinicOwned {

    enum State {
        DRAFT,
        SIGNED,
        DISCARDED
    }

    @Column(name = "plan_id", updatable = false)
    private UUID planId;

    @Column(updatable = false)
    private int revision;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(updatable = false)
    private String content;

    @Column(name = "content_hash", updatable = false)
    private String contentHash;

    @Column(updatable = false)
    private @Nullable String reason;

    @Column(updatable = false)
    private @Nullable String explanation;

    @Column(name = "proposal_id", updatable = false)
    private @Nullable UUID proposalId;

    @Column(name = "session_id", updatable = false)
    private @Nullable UUID sessionId;

    @Column(name = "outcome_ids", updatable = false)
    private @Nullable String outcomeIds;

    @Column(name = "created_by", updatable = false)
    private UUID createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "signature_id")
    private @Nullable UUID signatureId;

    @Column(name = "signed_by")
    private @Nullable UUID signedBy;

    @Column(name = "signer_name")
    private @Nullable String signerName;

    @Column(name = "co_signature_id")
    private @Nullable UUID coSignatureId;

    @Column(name = "co_signed_by")
    private @Nullable UUID coSignedBy;

    @Column(name = "signed_at")
    private @Nullable Instant signedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected PlanRevision() {}

    /**
     * Why a revision exists; all absent for the first.
     *
     * @param outcomeIds windows, responses or assessments of outcome-service that it rests on
     */
    record Why(
            PlanJson.@Nullable RevisionReason reason,
            @Nullable String explanation,
            @Nullable UUID proposalId,
            @Nullable UUID sessionId,
            List<UUID> outcomeIds) {

        static final Why FIRST = new Why(null, null, null, null, List.of());

        Why {
            outcomeIds = List.copyOf(outcomeIds);
        }
    }

    PlanRevision(Plan plan, UUID id, int revision, PlanContent content, Why why, UUID createdBy, Instant now) {
        super(plan.clinicId(), id);
        this.planId = plan.id();
        this.revision = revision;
        this.state = State.DRAFT;
        this.content = StoredJson.write(content);
        this.contentHash =
                Signatures.hash(content.canonical(plan.clinicId(), plan.patientId(), plan.id(), revision, why));
        this.reason = why.reason() == null ? null : why.reason().name();
        this.explanation = why.explanation();
        this.proposalId = why.proposalId();
        this.sessionId = why.sessionId();
        this.outcomeIds = StoredJson.write(why.outcomeIds());
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    int revision() {
        return revision;
    }

    PlanContent content() {
        return StoredJson.read(content, PlanContent.class);
    }

    String contentHash() {
        return contentHash;
    }

    PlanJson.@Nullable RevisionReason reason() {
        return reason == null ? null : PlanJson.RevisionReason.valueOf(reason);
    }

    @Nullable
    UUID proposalId() {
        return proposalId;
    }

    void discard() {
        state = State.DISCARDED;
    }

    void sign(Signature prescriber, @Nullable Signature second) {
        state = State.SIGNED;
        signatureId = prescriber.id();
        signedBy = prescriber.signedBy();
        signerName = prescriber.signerName();
        coSignatureId = second == null ? null : second.id();
        coSignedBy = second == null ? null : second.signedBy();
        signedAt = prescriber.signedAt();
    }

    /** Holding and resuming change nothing of the content: the prescriber's own token stands for the signature. */
    void standsOnWordOf(UUID person, String name, Instant now) {
        state = State.SIGNED;
        signedBy = person;
        signerName = name;
        signedAt = now;
    }

    private PlanJson.@Nullable Basis basis() {
        var rests = outcomeIds == null ? List.<UUID>of() : List.of(StoredJson.read(outcomeIds, UUID[].class));
        return proposalId == null && sessionId == null && rests.isEmpty()
                ? null
                : new PlanJson.Basis(proposalId, sessionId, rests.isEmpty() ? null : rests);
    }

    PlanJson.RevisionView view() {
        var c = content();
        return new PlanJson.RevisionView(
                revision,
                state.name(),
                c.protocolId(),
                c.protocolRevision(),
                c.setting(),
                c.route(),
                c.phase(),
                c.dose(),
                c.startRate(),
                c.duration().toMinutes(),
                PlanJson.TitrationAsked.of(c.titration()),
                c.sessionsPlanned(),
                c.intervalDays(),
                c.startsOn(),
                c.weight(),
                c.weightMeasuredAt(),
                c.vialConcentration(),
                c.concentration(),
                PlanJson.Sprays.of(c.sprays()),
                c.reasons(),
                reason(),
                explanation,
                basis(),
                contentHash,
                signedBy == null ? null : new PlanJson.Signer(signedBy, signerName),
                signedAt,
                coSignedBy);
    }
}
