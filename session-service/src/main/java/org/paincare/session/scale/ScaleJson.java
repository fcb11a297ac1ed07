package org.paincare.session.scale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Scales as they travel. */
final class ScaleJson {

    private ScaleJson() {}

    /**
     * @param instrument CADSS-23, CADSS-6, RASS, MOAA-S, ALDRETE-MOD or PAIN-NRS
     * @param items      by name, or in the instrument's order
     * @param policy     for missing answers; the instrument's own if left out
     * @param observedAt when it was taken, if not just now
     */
    @Schema(name = "ScaleAnswers")
    record Answered(
            @NotNull @Pattern(regexp = "[A-Z0-9-]{2,20}") String instrument,

            @Schema(type = SchemaType.OBJECT) @NotNull JsonNode items,

            @Nullable @Pattern(regexp = "[A-Z_]{1,40}") String policy,

            @Nullable Instant observedAt) {}

    /**
     * @param score         with band, status and subscores, as the instrument defines them
     * @param observationId of the reading it came to; none for ALDRETE-MOD, which counts for discharge only as a recovery
     *     score taken from findings
     */
    @Schema(name = "ScaleTaken")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Taken(
            UUID id,
            String instrument,
            String version,
            @Schema(type = SchemaType.OBJECT) JsonNode score,
            @Nullable UUID observationId,
            UUID by,
            String byName,
            Instant observedAt,
            Instant recordedAt) {}
}
