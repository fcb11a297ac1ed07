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
}
