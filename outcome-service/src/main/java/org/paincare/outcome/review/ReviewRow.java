package org.paincare.outcome.review;

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
import org.paincare.outcome.AllowedCommand;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.tenancy.ClinicOwned;

/** A recorded programme review; signed once, then never changed. */
@Entity
@Table(name = "programme_review")
class ReviewRow extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "course_id", updatable = false)
    private UUID courseId;

    @Column(name = "review_index", updatable = false)
    private int reviewIndex;

    @Column(name = "due_on", updatable = false)
    private LocalDate dueOn;

    @Enumerated(EnumType.STRING)
    private ReviewJson.State state;

    @Enumerated(EnumType.STRING)
    private ReviewJson.Decision decision;

    @Column(name = "interval_days")
    private @Nullable Integer intervalDays;

    private String content;

    private @Nullable String basis;

    @Column(name = "content_hash")
    private String contentHash;

    @Column(name = "recorded_by")
    private UUID recordedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "signature_id")
    private @Nullable UUID signatureId;

    @Column(name = "signed_by")
    private @Nullable UUID signedBy;

    @Column(name = "signed_at")
    private @Nullable Instant signedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected ReviewRow() {}

    @SuppressWarnings("NullAway")
    ReviewRow(UUID clinicId, UUID id, UUID patientId, UUID courseId, int reviewIndex, LocalDate dueOn) {
        super(clinicId, id);
        this.patientId = patientId;
        this.courseId = courseId;
        this.reviewIndex = reviewIndex;
        this.dueOn = dueOn;
        this.state = ReviewJson.State.RECORDED;
    }

    void record(ReviewJson.Record decided, String text, String basisThen, String hash, UUID who, Instant now) {
        this.decision = decided.decision();
        this.intervalDays = decided.intervalDays();
        this.content = text;
        this.basis = basisThen;
        this.contentHash = hash;
        this.recordedBy = who;
        this.recordedAt = now;
    }

    void sign(Signature signature) {
        this.state = ReviewJson.State.SIGNED;
        this.signatureId = signature.id();
        this.signedBy = signature.signedBy();
        this.signedAt = signature.signedAt();
    }

    UUID patientId() {
        return patientId;
    }

    int reviewIndex() {
        return reviewIndex;
    }

    LocalDate dueOn() {
        return dueOn;
    }

    UUID courseId() {
        return courseId;
    }

    ReviewJson.State state() {
        return state;
    }

    ReviewJson.Decision decision() {
        return decision;
    }

    @Nullable
    String basis() {
        return basis;
    }

    String content() {
        return content;
    }

    String contentHash() {
        return contentHash;
    }

    ReviewJson.Full full(
            ReviewJson.Record decided, ReviewJson.@Nullable Basis basisThen, List<AllowedCommand> commands) {
        return new ReviewJson.Full(
                id(),
                patientId,
                courseId,
                reviewIndex,
                dueOn,
                state,
                false,
                decided,
                basisThen,
                contentHash,
                recordedBy,
                recordedAt,
                signedBy,
                signedAt,
                commands,
                "\"v" + version() + "\"");
    }
}
