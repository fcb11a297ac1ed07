package org.paincare.session.order;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Session;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.OrderHash;
import org.paincare.session.plan.SecondSignature;
import org.paincare.session.reference.Version;

/** The dose order of a session, as it stands, with the hash its signatures covered. */
@Entity
@Table(name = "dose_order")
class SessionOrder extends ClinicOwned {

    enum State {
        DRAFT,
        /** In force on a prescriber's word, whose own signature is still owed. */
        VERBAL,
        /** Signed as it stands. */
        SIGNED,
        /** Another order was signed for the session. */
        REPLACED
    }

    @Column(name = "session_id", updatable = false)
    private UUID sessionId;

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "plan_id", updatable = false)
    private UUID planId;

    @Column(name = "plan_revision")
    private int planRevision;

    @Enumerated(EnumType.STRING)
    private State state;

    private String content;
    private String reasons;
    private String guardrails;

    @Column(name = "content_hash")
    private String contentHash;

    @Column(name = "signed_hash")
    private @Nullable String signedHash;

    @Column(name = "signed_by")
    private @Nullable UUID signedBy;

    @Column(name = "signer_name")
    private @Nullable String signerName;

    @Column(name = "co_signed_by")
    private @Nullable UUID coSignedBy;

    @Column(name = "signed_at")
    private @Nullable Instant signedAt;

    @Column(name = "verbal_hash")
    private @Nullable String verbalHash;

    @Column(name = "verbal_at")
    private @Nullable Instant verbalAt;

    @Column(name = "created_by", updatable = false)
    private UUID createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected SessionOrder() {}

    SessionOrder(Session session, UUID id, UUID createdBy, Instant now) {
        super(session.clinicId(), id);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.planId = session.planId();
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    UUID sessionId() {
        return sessionId;
    }

    UUID patientId() {
        return patientId;
    }

    UUID planId() {
        return planId;
    }

    int planRevision() {
        return planRevision;
    }

    State state() {
        return state;
    }

    DoseOrder content() {
        return StoredJson.read(content, DoseOrder.class);
    }

    Map<String, String> reasons() {
        return StoredJson.read(reasons, new TypeReference<Map<String, String>>() {});
    }

    String contentHash() {
        return contentHash;
    }

    @Nullable
    String signedHash() {
        return signedHash;
    }

    @Nullable
    UUID signedBy() {
        return signedBy;
    }

    @Nullable
    String signerName() {
        return signerName;
    }

    @Nullable
    UUID coSignedBy() {
        return coSignedBy;
    }

    @Nullable
    Instant signedAt() {
        return signedAt;
    }

    /** Hash of the content that is in force, by signature or by word; null for neither. */
    @Nullable
    String hashInForce() {
        return signedHash == null ? verbalHash : signedHash;
    }

    /** Since when it is in force: a word counts from when it was given, whenever it is signed. */
    @Nullable
    Instant inForceSince() {
        return verbalAt != null && (signedHash == null || signedHash.equals(verbalHash)) ? verbalAt : signedAt;
    }

    /** Whether a prescriber's own signature is still owed for what was ordered by word. */
    boolean owesSignature() {
        return verbalHash != null && signedHash == null;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Any content is a draft; a signature given before covers another hash and is void. */
    void write(DoseOrder order, Map<String, String> given, Version version, int revisionOfPlan) {
        if (state == State.REPLACED) {
            throw Problem.of(SessionProblem.ORDER_STATE).with("currentState", state);
        }
        planRevision = revisionOfPlan;
        content = StoredJson.write(order);
        reasons = StoredJson.write(given);
        guardrails = version.id();
        contentHash = OrderHash.of(
                new OrderHash.Subject(clinicId(), patientId, planId, planRevision, sessionId), order, given, version);
        state = State.DRAFT;
    }

    void sign(SecondSignature.Signed signed) {
        if (state != State.DRAFT && state != State.VERBAL) {
            throw Problem.of(SessionProblem.ORDER_STATE).with("currentState", state);
        }
        signedHash = contentHash;
        signedBy = signed.prescriber().signedBy();
        signerName = signed.prescriber().signerName();
        coSignedBy = signed.second() == null ? null : signed.second().signedBy();
        signedAt = signed.prescriber().signedAt();
        state = State.SIGNED;
    }

    /** Comes into force as heard. */
    void giveByWord(Instant at) {
        verbalHash = contentHash;
        verbalAt = at;
        state = State.VERBAL;
    }

    void replace() {
        state = State.REPLACED;
    }

    String contentText() {
        return content;
    }

    String reasonsText() {
        return reasons;
    }
}
