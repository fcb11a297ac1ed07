package org.paincare.patient.clinic;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clinics and staff as they travel over HTTP and in events. */
final class ClinicJson {

    private ClinicJson() {}

    /** Selects retention, ledger and consent rules, code systems, identifier types. */
    enum Jurisdiction {
        CO,
        US
    }

    /**
     * A clinic as ops ask for it.
     *
     * @param id              taken where given (the identity provider's organisation), else made
     * @param zone            IANA name
     * @param altitudeMetres  above sea level
     * @param altitudeProfile name of the limits that hold at that altitude
     */
    record Create(
            @Nullable UUID id,

            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,39}")
            String slug,

            @NotNull @Size(min = 1, max = 200) String name,
            @NotNull Jurisdiction jurisdiction,
            @NotNull @Size(min = 1, max = 60) String zone,
            @NotEmpty @Size(max = 8) List<@NotNull @Pattern(regexp = "es|en") String> languages,
            @NotNull @Min(-430) @Max(5100) Integer altitudeMetres,
            @NotNull @Size(min = 1, max = 60) String altitudeProfile) {}

    /** What a clinic-admin may change. Zone and jurisdiction are fixed: records were made under them. */
    record Settings(
            @NotNull @Size(min = 1, max = 200) String name,
            @NotEmpty @Size(max = 8) List<@NotNull @Pattern(regexp = "es|en") String> languages,
            @NotNull @Min(-430) @Max(5100) Integer altitudeMetres,
            @NotNull @Size(min = 1, max = 60) String altitudeProfile) {}

    record Full(
            UUID id,
            String slug,
            String name,
            Jurisdiction jurisdiction,
            String zone,
            List<String> languages,
            int altitudeMetres,
            String altitudeProfile,
            Instant createdAt) {}

    /** What a patient sees of a clinic. */
    record NameOnly(UUID id, String name) {}

    /** Event data of ClinicConfigured. */
    record Configured(
            UUID clinicId,
            String zone,
            Jurisdiction jurisdiction,
            List<String> languages,
            ProfileInForce altitudeProfile,
            String policyVersion,
            Instant occurredAt) {}

    /** An altitude profile with the clinic's own altitude. */
    record ProfileInForce(@JsonUnwrapped AltitudeProfile limits, String version, int altitudeMetres) {}

    /** A member of staff as a clinic-admin states it. */
    record PutStaff(
            @NotNull UUID subject,
            @NotNull @Size(min = 1, max = 200) String displayName,
            @NotEmpty @Size(max = 12) List<@NotNull @Size(max = 30) String> roles,
            @Nullable @Size(min = 1, max = 40) String registrationNumber,
            @Nullable LocalDate registrationExpiresOn,
            @Nullable @Size(max = 32) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String> skills,
            @NotNull Boolean active) {}

    record Staff(
            UUID id,
            UUID subject,
            String displayName,
            List<String> roles,
            @Nullable String registrationNumber,
            @Nullable LocalDate registrationExpiresOn,
            List<String> skills,
            boolean active) {}

    /** Event data of StaffChanged; no name travels. */
    record StaffChanged(
            UUID clinicId,
            UUID staffId,
            UUID subject,
            List<String> roles,
            List<String> skills,
            @Nullable String registrationNumber,
            @Nullable LocalDate registrationExpiresOn,
            boolean active,
            Instant occurredAt) {}
}
