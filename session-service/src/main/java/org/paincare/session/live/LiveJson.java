package org.paincare.session.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Live events as they travel: to boards and tablets, and from one replica to the others. */
final class LiveJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private LiveJson() {}

    private record Head(UUID clinicId, UUID sessionId, UUID id, Instant at, boolean stored) {}

    /** Head and data side by side; the head wins where both name a field. */
    static ObjectNode shown(LiveEvent event) {
        ObjectNode shown =
                JSON.valueToTree(new Head(event.clinicId(), event.sessionId(), event.id(), event.at(), event.stored()));
        if (JSON.valueToTree(event.data()) instanceof ObjectNode data) {
            data.properties().forEach(field -> shown.putIfAbsent(field.getKey(), field.getValue()));
        }
        return shown;
    }

    static String text(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }

    /** {@code DUE_SET} is {@code due-set} in a stream. */
    static String name(LiveEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An event as one replica tells it another. */
    record Wire(
            @NotNull UUID key,
            @NotNull UUID clinicId,
            @NotNull UUID sessionId,
            @NotNull LiveEvent.Kind kind,
            @NotNull UUID id,
            @NotNull Instant at,
            @NotNull Boolean stored,
            @Nullable JsonNode data) {

        static Wire of(Told told) {
            var event = told.event();
            return new Wire(
                    told.key(),
                    event.clinicId(),
                    event.sessionId(),
                    event.kind(),
                    event.id(),
                    event.at(),
                    event.stored(),
                    JSON.valueToTree(event.data()));
        }

        Told told() {
            Object known = data == null ? JSON.createObjectNode() : data;
            return Told.of(key, new LiveEvent(clinicId, sessionId, kind, id, at, stored, known));
        }
    }

    record Batch(@NotNull @Size(max = 1000) @Valid List<@NotNull @Valid Wire> events) {}

    /** @param resource path of the stream, {@code /v1/clinics/{id}/stream}; the gateway routes by it */
    @Schema(name = "StreamTicketRequest")
    record TicketAsked(
            @NotNull @Size(max = 300) @Pattern(regexp = "/v1/(clinics|sessions)/[0-9a-f-]{36}/stream")
            String resource) {}

    /**
     * @param ticket    for the query parameter {@code ticket}, once, at that path
     * @param expiresAt until when it opens the stream; the stream itself ends with the token it was given for
     */
    @Schema(name = "StreamTicket")
    record Ticket(String ticket, String resource, Instant expiresAt) {

        /** Never the ticket. */
        @Override
        public String toString() {
            return "Ticket[" + resource + "]";
        }
    }
}
