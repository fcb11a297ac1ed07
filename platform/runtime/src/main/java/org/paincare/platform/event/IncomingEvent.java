package org.paincare.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact that another service (or this one) told.
 *
 * @param source   {@code /paincare/patient}
 * @param type     {@code org.paincare.patient.PatientRegistered.v1}
 * @param sequence 1, 2, 3 ... without gaps within (source, clinic, stream)
 * @param data     the payload as sent
 */
public record IncomingEvent(
        UUID id,
        String source,
        String type,
        UUID clinicId,
        UUID streamId,
        long sequence,
        Instant occurredAt,
        @Nullable UUID causationId,
        String data) {

    /** Consumers read what they need and pass over the rest: producers may add optional fields. */
    private static final ObjectMapper TOLERANT = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /**
     * The payload as this consumer's own record of what it reads.
     *
     * @throws UncheckedIOException where it does not fit: a poison event
     */
    public <T> T dataAs(Class<T> reader) {
        try {
            return TOLERANT.readValue(data, reader);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new UncheckedIOException("the payload does not fit " + reader.getSimpleName(), e);
        }
    }
}
