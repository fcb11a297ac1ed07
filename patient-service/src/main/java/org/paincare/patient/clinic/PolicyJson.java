package org.paincare.patient.clinic;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.platform.sign.Signatures;

/** A clinic's policy and its versions as they travel. */
final class PolicyJson {

    static final String SIGNS_POLICY = "SIGNS_POLICY";

    private PolicyJson() {}

    static String resource(UUID clinicId) {
        return "/v1/clinics/" + clinicId + "/policy";
    }

    /** SHA-256 over {@code POLICY}, the clinic's id and {@code code=value} in the order of the codes, joined by newlines. */
    static String contentHash(UUID clinicId, Map<String, String> values) {
        return Signatures.hash("POLICY\n" + clinicId + "\n"
                + new TreeMap<>(values)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining("\n")));
    }

    /** @param values every value that differs from its default, by code; what is left out goes back to its default */
    @Schema(name = "PolicyPreview")
    record Preview(
            @NotNull @Size(max = 200) Map<@NotNull @Size(max = 64) String, @NotNull @Size(max = 128) String> values) {}

    /** @param signatureId the medical director's, over what the preview says */
    @Schema(name = "PutPolicy")
    record Put(
            @NotNull @Size(max = 200) Map<@NotNull @Size(max = 64) String, @NotNull @Size(max = 128) String> values,

            @NotNull @Size(min = 1, max = 500) @Pattern(regexp = StaffJson.LINE)
            String reason,

            @NotNull UUID signatureId) {}

    /** What to have signed. */
    @Schema(name = "PolicyToSign")
    record ToSign(String resource, String contentHash, String meaning) {}

    @Schema(name = "PolicySignature")
    record Signed(UUID signatureId, UUID signedBy, String signerName, Instant signedAt) {}

    /**
     * @param version        that events and evaluations name
     * @param values         what differs from the defaults
     * @param catalogue      everything that may be set, with defaults and bounds
     * @param signature      missing while all are defaults that nobody signed
     */
    @Schema(name = "ClinicPolicy")
    record Full(
            String version,
            Map<String, String> values,
            @Nullable Signed signature,
            List<PolicyCatalogue.Entry> catalogue) {}

    /** The clinic as it was; changedAt and changedBy are missing where they were not kept yet. */
    @Schema(name = "ClinicVersion")
    record Version(
            String version,
            String name,
            List<String> languages,
            int altitudeMetres,
            String altitudeProfile,
            String state,
            Map<String, String> policyValues,
            @Nullable Signed policySignature,
            @Nullable Signed altitudeSignature,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy,
            @Nullable String reason) {}

    @Schema(name = "ClinicVersions")
    record Versions(List<Version> items) {}
}
