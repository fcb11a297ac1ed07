package org.paincare.session.live;

import java.time.Instant;
import java.util.UUID;

/**
 * Something at the bedside that a board shows at once. Told twice is shown once: clinic, kind and id name it.
 *
 * @param id     of what happened: the alarm, the observation, the session
 * @param stored whether the database has it for certain; an alarm is told before it is stored, and again after
 * @param data   what the stream carries as JSON; no names, nothing that identifies a person beyond the session's id
 */
public record LiveEvent(UUID clinicId, UUID sessionId, Kind kind, UUID id, Instant at, boolean stored, Object data) {

    /** What a stream names as its event type. */
    public enum Kind {
        /** Raised, kept up, escalated, acknowledged, closed: goes before everything else. */
        ALARM,
        OBSERVATION,
        /** What is due at the bedside changed, or a set is overdue. */
        DUE_SET,
        /** A session's state or version changed. */
        SESSION
    }
}
