package org.paincare.platform.task;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Role;

/** Tasks as they travel over HTTP. */
public final class TaskJson {

    private TaskJson() {}

    /** What came of a try; all but {@code REACHED} count as failed, and the third failed one escalates the task. */
    public enum AttemptResult {
        REACHED,
        NO_ANSWER,
        LEFT_MESSAGE,
        REFUSED,
        FAILED
    }

    /** @param dueAt without it, the time its kind gives */
    @Schema(name = "NewTask")
    public record Raise(
            @NotNull @Pattern(regexp = "[A-Z][A-Z_]{2,40}") String kind,

            @NotNull UUID patientId,
            @Nullable UUID sessionId,
            @Nullable Instant dueAt) {}

    /** @param assigneeId staff id; without it, whoever asks takes it */
    @Schema(name = "TaskAssignment")
    public record Assign(@Nullable UUID assigneeId) {}

    /** @param nextDueAt when to try again; later than now and at most 30 days ahead */
    @Schema(name = "TaskAttempt")
    public record Attempt(
            @NotNull AttemptResult result,
            @Nullable @Size(min = 3, max = 2000) String note,
            @Nullable Instant nextDueAt) {}

    @Schema(name = "TaskCompletion")
    public record Complete(
            @NotNull @Size(min = 3, max = 2000) String outcome) {}

    @Schema(name = "TaskAssignee")
    public record Assignee(Role role, @Nullable UUID staffId) {}

    @Schema(name = "TaskAttemptMade")
    public record AttemptView(
            AttemptResult result, @Nullable String note, UUID by, String byName, Instant attemptedAt) {}

    @Schema(name = "TaskOutcome")
    public record Outcome(
            @Nullable String text,
            @Nullable UUID by,
            @Nullable String byName,
            Instant at) {}

    /**
     * The same shape wherever a task comes from.
     *
     * @param source  the service that raised it
     * @param overdue its time is over and it is open
     * @param link    where it is done, for a task that is done elsewhere: a check is done by answering its assessment
     */
    @Schema(name = "Task")
    public record View(
            UUID id,
            String source,
            String kind,
            String label,
            String state,
            @Nullable UUID patientId,
            @Nullable UUID sessionId,
            UUID subjectId,
            Instant dueAt,
            boolean overdue,
            Assignee assignee,
            int failedAttempts,
            @Nullable List<AttemptView> attempts,
            @Nullable Instant escalatedAt,
            @Nullable Outcome outcome,
            Instant createdAt,
            @Nullable String link,
            String etag) {}
}
