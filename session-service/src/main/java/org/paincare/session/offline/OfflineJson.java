package org.paincare.session.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.offline.OfflineStep.Kind;

/** What tablets send afterwards, and what became of it. */
final class OfflineJson {

    private OfflineJson() {}

    /**
     * One line of what a tablet kept.
     *
     * @param clientId   of the tablet's own record; with {@code sequence} it names the entry for ever
     * @param sequence   counts the entries of that record in the order they were made
     * @param occurredAt when it happened, at most 24 h ago
     * @param body       as the endpoint of that kind takes it, without its time
     */
    @Schema(name = "OfflineEntry")
    record Entry(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String clientId,

            @NotNull @Min(0) @Max(9_007_199_254_740_991L) Long sequence,

            @NotNull Instant occurredAt,
            @NotNull Kind kind,

            @Schema(type = SchemaType.OBJECT) @NotNull ObjectNode body) {}

    /**
     * What became of a line.
     *
     * @param status   201 applied, 200 applied by an earlier request, 409 or what else the endpoint refused it with; 400 where
     *     the line itself cannot be read, which alone is not kept
     * @param repeated whether it was sent before
     * @param conflictId of the conflict that a person has to resolve
     */
    @Schema(name = "OfflineLine")
    record Line(
            int line,
            int status,
            @Nullable String code,
            boolean repeated,
            @Nullable UUID conflictId) {}

    /** @param code why it could not be applied, as the endpoint of its kind says it */
    @Schema(name = "OfflineConflict")
    record Conflict(
            UUID id,
            UUID sessionId,
            String clientId,
            long sequence,
            String kind,
            Instant occurredAt,
            @Schema(type = SchemaType.OBJECT) JsonNode body,
            String code,
            UUID by,
            String byName,
            Instant recordedAt,
            @Nullable Outcome outcome,
            @Nullable String reason,
            @Nullable UUID resolvedBy,
            @Nullable String resolvedByName,
            @Nullable Instant resolvedAt) {}

    /** How a person resolved what could not be applied. */
    enum Outcome {
        /** It is on record otherwise: entered by hand, or in the note. */
        RECORDED_OTHERWISE,
        /** It did not happen so, or not to this patient. */
        NOT_TRUE,
        /** What happened since has made it void. */
        OVERTAKEN
    }

    @Schema(name = "OfflineConflictResolution")
    record Resolve(
            @NotNull Outcome outcome,
            @NotNull @Size(min = 3, max = 2000) String reason) {}
}
