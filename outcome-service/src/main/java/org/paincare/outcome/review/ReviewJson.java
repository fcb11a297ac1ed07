package org.paincare.outcome.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.outcome.course.CourseState;

/** Programme reviews as they travel over HTTP and in events. */
final class ReviewJson {

    private ReviewJson() {}

    enum Decision {
        CONTINUE,
        WIDEN,
        PAUSE,
        STOP,
        REFER;

        /** STOP and REFER end the programme: no further review follows. */
        boolean ends() {
            return this == STOP || this == REFER;
        }
    }

    enum State {
        DUE,
        RECORDED,
        SIGNED
    }

    enum Attainment {
        WORSE,
        UNCHANGED,
        PARTLY,
        REACHED,
        EXCEEDED
    }

    @Schema(name = "ReviewGoal")
    record Goal(@NotNull UUID goalId, @NotNull Attainment attainment) {}

    /** @param intervalDays days between sessions, for WIDEN only */
    @Schema(name = "ReviewRecord")
    record Record(
            @NotNull Decision decision,
            @Nullable @Min(1) @Max(366) Integer intervalDays,
            @Nullable @Size(max = 10) List<@NotNull @Valid Goal> goals,
            @Nullable @Size(min = 1, max = 2000) String note) {}

    @Schema(name = "ReviewSignature")
    record Sign(@NotNull UUID signatureId) {}

    /** One own-worded question over the sessions of the time under review, 0 to 10. */
    @Schema(name = "ReviewComfort")
    record Comfort(String code, int answers, BigDecimal mean, int lowest, int latest) {}

    /** @param profile EQ-5D-5L levels, for example 21342; {@code vas} 0 to 100 */
    @Schema(name = "ReviewQualityOfLife")
    record Quality(
            LocalDate on,
            @Nullable String profile,
            @Nullable BigDecimal vas) {}

    /**
     * A goal the patient set.
     *
     * @param baseline0To10 how far it was reached when it was stated, 0 not at all, 10 wholly
     * @param lastAttainment as the latest signed review before scored it; absent for a goal no review has scored
     */
    @Schema(name = "ReviewStatedGoal")
    record StatedGoal(
            UUID goalId,
            String domain,
            int baseline0To10,
            @Nullable Attainment lastAttainment) {}

    /**
     * What lay before whoever decided.
     *
     * @param since          the first day under review: of the course, or the review before
     * @param latestResponse of the latest closed window; NOT_SCORABLE where it counts as missing
     * @param sessions       held in that time
     * @param comfort        the two questions at the end of each session
     * @param qualityOfLife  every EQ-5D-5L given, oldest first; empty where the clinic holds no licence
     * @param openAlerts     safety alerts nobody has closed
     * @param goals          what the patient wants to reach; absent in reviews recorded before goals were told
     */
    @Schema(name = "ReviewBasis")
    record Basis(
            LocalDate since,
            LocalDate asOf,
            @Nullable CourseState courseState,
            @Nullable String latestResponse,
            int sessions,
            List<Comfort> comfort,
            List<Quality> qualityOfLife,
            int openAlerts,
            @Nullable List<StatedGoal> goals) {}

    /**
     * @param basis       as it stands while the review is due; as it stood then once it is recorded
     * @param id          absent while the review is only due
     * @param contentHash what a signature covers; meaning PROGRAMME_REVIEW
     */
    @Schema(name = "ProgrammeReview")
    record Full(
            @Nullable UUID id,
            UUID patientId,
            UUID courseId,
            int reviewIndex,
            LocalDate dueOn,
            State state,
            boolean overdue,
            @Nullable Record content,
            @Nullable Basis basis,
            @Nullable String contentHash,
            @Nullable UUID recordedBy,
            @Nullable Instant recordedAt,
            @Nullable UUID signedBy,
            @Nullable Instant signedAt,
            List<AllowedCommand> allowedCommands,
            @Nullable String etag) {}

    /** Event data of ProgrammeReviewRecorded. */
    record Recorded(
            UUID patientId,
            UUID reviewId,
            int reviewIndex,
            LocalDate dueOn,
            Decision decision,
            @Nullable Integer intervalDays,
            @Nullable List<Goal> goals,
            @Nullable LocalDate nextDueOn,
            UUID signedBy,
            Instant occurredAt) {}
}
