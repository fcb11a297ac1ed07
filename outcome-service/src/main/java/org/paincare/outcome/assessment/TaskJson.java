package org.paincare.outcome.assessment;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Role;

/** Tasks as they travel over HTTP: the shape that every service's tasks have. */
public final class TaskJson {

    private TaskJson() {}

    /** What a task may be; the same words in every service. */
    public enum State {
        OPEN,
        DONE,
        NOT_NEEDED
    }

    @Schema(name = "CheckTaskAssignee")
    public record Assignee(Role role, @Nullable UUID staffId) {}

    /**
     * A check of the calendar that the team does.
     *
     * @param kind      the check
     * @param subjectId the assessment that records it
     * @param link      where it is done: answer that assessment
     */
    @Schema(name = "CheckTask")
    public record View(
            UUID id,
            String source,
            String kind,
            String label,
            State state,
            UUID patientId,
            @Nullable UUID sessionId,
            UUID subjectId,
            Instant dueAt,
            boolean overdue,
            Assignee assignee,
            int failedAttempts,
            Instant createdAt,
            String link,
            String etag) {}
}
