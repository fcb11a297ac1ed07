package org.paincare.patient.eligibility;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.eligibility.engine.RuleSetDifference;

/** Rule sets as they travel. */
final class RuleSetJson {

    private RuleSetJson() {}

    /**
     * A clinic's own rule set.
     *
     * @param rules       as the shipped rules-*.json, with a version of its own
     * @param goldenCases as the shipped golden-*.json: whole patients and what has to be decided for each
     */
    @Schema(name = "UploadRuleSet")
    record Upload(
            @NotNull @Schema(type = SchemaType.OBJECT) JsonNode rules,
            @NotNull @Schema(type = SchemaType.OBJECT) JsonNode goldenCases) {}

    /**
     * @param uploadedAt  absent for the one shipped
     * @param resource    what a signature that puts it into use is over, with contentHash and meaning
     * @param difference  what it changes against the one in use
     */
    @Schema(name = "RuleSetKept")
    record Kept(
            String version,
            boolean inUse,
            @Nullable Instant uploadedAt,
            @Nullable Actor uploadedBy,
            String resource,
            String contentHash,
            String meaning,
            RuleSetDifference difference) {}

    @Schema(name = "ActivateRuleSet")
    record Activate(@NotNull UUID signatureId) {}

    /** @param patients who will be evaluated anew */
    @Schema(name = "RuleSetActivated")
    record Activated(String version, int patients) {}

    /** @param versions the shipped ones and then the clinic's own, each the oldest first */
    @Schema(name = "EligibilityRuleSets")
    record Published(String current, List<String> versions) {}

    /** A version that a parameter names. */
    record Named(String parameter, @Nullable String version) {}
}
