package org.paincare.platform.due;

import java.time.Instant;
import java.util.UUID;

/**
 * Does one kind of due work. Runs as the system in the row's clinic, inside the transaction that deletes the row: done
 * once or, after a failure, tried again later.
 */
public interface DueHandler {

    /** UPPER_SNAKE, for example {@code HOLD_EXPIRY}. */
    String kind();

    /** @param dueAt domain time at which it was due; may be long past after an outage */
    void run(UUID subjectId, Instant dueAt);

    /**
     * Whether lateness of a second or two harms somebody. Urgent work has a lane of its own, looked at four times a
     * second, that no other work can fill; it never waits long for a lock and is tried again within seconds.
     */
    default boolean urgent() {
        return false;
    }
}
