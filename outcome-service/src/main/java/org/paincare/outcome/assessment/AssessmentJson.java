package org.paincare.outcome.assessment;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.outcome.Source;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.outcome.calendar.CalendarRules;

/** Assessments and answers as they travel over HTTP and in events. */
public final class AssessmentJson {

    private AssessmentJson() {}

    /** @param instrument to be answered outside the calendar, from now on for a week */
    @Schema(name = "AssessmentAdHoc")
    record AdHoc(
            @NotNull @Pattern(regexp = "[A-Z][A-Za-z0-9-]{0,31}")
            String instrument) {}

    /**
     * Answers as far as they go; each save holds all of them.
     *
     * @param items      a list in the instrument's order (null for blank) or an object by item id; for checks an object
     * @param submit     false keeps a draft, true completes the assessment and scores it
     * @param source     OWN for a patient; PHONE or PAPER for staff; never RESULT
     * @param policy     the missing-item rule; the instrument's default where absent
     * @param occurredAt when they were given, for PHONE and PAPER; where absent now, and for an amendment when what it
     *                   amends was given
     * @param reason     why they are amended after completion
     */
    @Schema(name = "AnswersSave")
    public record Save(
            @NotNull @Schema(implementation = Object.class, examples = "[2,1,1,1,1,1,2,2,0]")
            JsonNode items,

            @NotNull Boolean submit,
            @NotNull Source source,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String policy,

            @Nullable Instant occurredAt,
            @Nullable @Size(min = 1, max = 500) String reason) {}

    /**
     * One save.
     *
     * @param items  as they were sent
     * @param source RESULT where recorded facts answered a check of the team
     * @param enteredBy absent where results answered
     * @param factIds   the facts of the record that answered, where results did
     * @param withdrawn true where those facts were corrected and answer no longer: nothing is answered; else absent
     * @param result what they scored: {score, band, status, subscores, flags}, nulls kept; absent for drafts and checks
     */
    @Schema(name = "AnswersSaved")
    public record Saved(
            int revision,

            @JsonRawValue @Schema(implementation = Object.class)
            String items,

            boolean submitted,
            Source source,
            @Nullable String reason,
            @Nullable UUID enteredBy,
            @Nullable List<UUID> factIds,
            @Nullable Boolean withdrawn,
            Instant occurredAt,
            Instant recordedAt,
            @Nullable String instrumentVersion,
            @Nullable String policy,
            @Nullable String scorerVersion,

            @JsonRawValue @Schema(implementation = Object.class) @Nullable
            String result) {}

    /** @param code an instrument, or a check such as LIVER_TESTS */
    @Schema(name = "AssessmentStatus")
    public record Status(
            UUID id,
            UUID patientId,
            String schedule,
            String code,
            CalendarRules.Kind kind,
            CalendarRules.By answeredBy,
            @Nullable UUID sessionId,
            @Nullable Integer windowIndex,
            Instant opensAt,
            Instant dueAt,
            Instant expiresAt,
            AssessmentState state,
            int remindersSent,
            String etag) {}

    /** @param answers every save, latest first */
    @Schema(name = "Assessment")
    public record Full(
            Status assessment,
            List<Saved> answers,
            List<AllowedCommand> allowedCommands,
            @Nullable EmergencyNotice emergencyNotice) {}

    /** Event data of AssessmentDue. */
    record Due(
            UUID patientId,
            UUID assessmentId,
            String instrument,
            String instrumentVersion,
            String schedule,
            @Nullable UUID sessionId,
            @Nullable Integer windowIndex,
            Instant opensAt,
            Instant dueAt,
            Instant expiresAt) {}

    /** Event data of AssessmentMissed. */
    record Missed(
            UUID patientId,
            UUID assessmentId,
            String instrument,
            String schedule,
            @Nullable UUID sessionId,
            @Nullable Integer windowIndex,
            int remindersSent,
            Instant occurredAt) {}

    /** Event data of AssessmentReminder: the n-th time nobody had answered when it was looked at. */
    record Reminder(
            UUID patientId,
            UUID assessmentId,
            String instrument,
            String schedule,
            @Nullable UUID sessionId,
            @Nullable Integer windowIndex,
            int reminder,
            Instant dueAt,
            Instant expiresAt) {}

    /** What became of a check that is no instrument; answers and cancellations are not told. */
    enum CheckStep {
        DUE,
        REMINDER,
        MISSED
    }

    /** Event data of CheckFollowUp: a check opened, still waits, or ended unanswered. */
    record CheckFollowUp(
            UUID patientId,
            UUID assessmentId,
            String check,
            CheckStep step,
            CalendarRules.By by,
            String schedule,
            @Nullable UUID sessionId,
            @Nullable Integer windowIndex,
            int remindersSent,
            Instant dueAt,
            Instant expiresAt,
            Instant occurredAt) {}

    record Subscore(String code, BigDecimal value) {}

    /** Event data of AssessmentCompleted. */
    record Completed(
            UUID patientId,
            UUID assessmentId,
            String instrument,
            String instrumentVersion,
            String policy,
            String scorerVersion,
            String schedule,
            @Nullable UUID sessionId,
            String status,
            @Nullable BigDecimal score,
            @Nullable String band,
            @Nullable List<Subscore> subscores,
            List<String> flags,
            String source,
            Instant occurredAt) {}
}
