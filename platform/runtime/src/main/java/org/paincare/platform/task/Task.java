package org.paincare.platform.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;

/** Something that somebody has to do by a time. */
@Entity
@Table(name = "task")
class Task extends ClinicOwned {

    @Column(updatable = false)
    private String kind;

    @Enumerated(EnumType.STRING)
    private TaskBook.State state;

    @Column(name = "patient_id", updatable = false)
    private @Nullable UUID patientId;

    @Column(name = "session_id", updatable = false)
    private @Nullable UUID sessionId;

    @Column(name = "subject_id", updatable = false)
    private UUID subjectId;

    @Column(name = "due_at")
    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "assignee_role")
    private Role assigneeRole;

    @Column(name = "assignee_id")
    private @Nullable UUID assigneeId;

    @Column(name = "failed_attempts")
    private int failedAttempts;

    @Column(name = "escalated_at")
    private @Nullable Instant escalatedAt;

    private @Nullable String outcome;

    @Column(name = "ended_by")
    private @Nullable UUID endedBy;

    @Column(name = "ended_name")
    private @Nullable String endedName;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Task() {}

    String kind() {
        return kind;
    }

    TaskBook.State state() {
        return state;
    }

    @Nullable
    UUID patientId() {
        return patientId;
    }

    @Nullable
    UUID sessionId() {
        return sessionId;
    }

    UUID subjectId() {
        return subjectId;
    }

    Instant dueAt() {
        return dueAt;
    }

    Role assigneeRole() {
        return assigneeRole;
    }

    @Nullable
    UUID assigneeId() {
        return assigneeId;
    }

    int failedAttempts() {
        return failedAttempts;
    }

    @Nullable
    Instant escalatedAt() {
        return escalatedAt;
    }

    @Nullable
    String outcome() {
        return outcome;
    }

    @Nullable
    UUID endedBy() {
        return endedBy;
    }

    @Nullable
    String endedName() {
        return endedName;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** @throws Problem TASK_STATE for one that is done or not needed any more */
    void mustBeOpen() {
        if (state != TaskBook.State.OPEN) {
            throw Problem.of(TaskProblem.TASK_STATE).with("currentState", state);
        }
    }

    void giveTo(UUID staffId) {
        assigneeId = staffId;
    }

    /** A try that came to nothing; the task waits for the next one until {@code nextDueAt}, where one is named. */
    void attemptFailed(@Nullable Instant nextDueAt) {
        failedAttempts++;
        postpone(nextDueAt);
    }

    void postpone(@Nullable Instant nextDueAt) {
        if (nextDueAt != null) {
            dueAt = nextDueAt;
        }
    }

    /** Becomes another role's; nobody of the first role is bound by it any more. */
    void escalate(Role to, Instant now) {
        assigneeRole = to;
        assigneeId = null;
        escalatedAt = now;
    }

    void done(String what, UUID by, String name, Instant now) {
        state = TaskBook.State.DONE;
        outcome = what;
        endedBy = by;
        endedName = name;
        endedAt = now;
    }
}
