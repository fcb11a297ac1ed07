package org.paincare.platform.task;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;

/** Where a service's tasks are read: a table of their own, or records of the service that wait for somebody. */
public interface TaskBook {

    /** What a task may be; the same words in every service. */
    enum State {
        OPEN,
        DONE,
        /** What it was for came about, or can no longer come about, without it. */
        NOT_NEEDED
    }

    /** What a list is narrowed to; null for everything. */
    record Filter(
            State state,
            @Nullable String kind,
            @Nullable Role role,
            @Nullable UUID assigneeId,
            @Nullable UUID patientId,
            @Nullable UUID sessionId,
            @Nullable Instant dueBefore) {}

    /** @param record what the version counts of */
    record Shown(ClinicOwned record, TaskJson.View view) {}

    /** By due time and id, after the given one, as far as the caller may see them. */
    List<TaskJson.View> list(
            Filter filter, @Nullable Instant afterDue, @Nullable UUID afterId, int most, Locale language);

    /** @throws Problem NOT_FOUND, also for one the caller may not see */
    Shown read(UUID id, Locale language);

    /** Whom tasks given to the caller by name are given to. */
    UUID self();
}
