package org.paincare.platform.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact that this service tells the others.
 *
 * @param name       the event's name, for example {@code PatientRegistered}; its schema is the contract of that name
 * @param streamId   whose history it belongs to: the patient, or the clinic for facts of the clinic
 * @param occurredAt domain time
 * @param causationId id of the event or command that caused it
 * @param data       the payload; ids and codes only, no names, no contact data
 */
public record OutgoingEvent(
        String name,
        UUID streamId,
        Instant occurredAt,
        @Nullable UUID causationId,
        Object data) {

    public static OutgoingEvent of(String name, UUID streamId, Instant occurredAt, Object data) {
        return new OutgoingEvent(name, streamId, occurredAt, null, data);
    }

    public OutgoingEvent causedBy(UUID cause) {
        return new OutgoingEvent(name, streamId, occurredAt, cause, data);
    }
}
