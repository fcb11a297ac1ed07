package org.paincare.patient.clinic;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PlainLine;

/** Members of staff as they travel over HTTP and in events. */
final class StaffJson {

    static final String LINE = PlainLine.REGEX;

    private StaffJson() {}

    /**
     * A member of staff as a clinic-admin states it.
     *
     * @param subject               {@code sub} of the person's access token
     * @param registrationNumber    of the professional registration; the others are told one of letters, then digits, alone
     * @param registrationExpiresOn its last day in the clinic's zone: from the next on the person signs and witnesses
     *                              nothing
     * @param reason                why it is entered or changed; kept with the version
     */
    @Schema(name = "PutStaff")
    record Put(
            @NotNull UUID subject,

            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String displayName,

            @NotEmpty @Size(max = 12) @UniqueElements List<@NotNull @Size(max = 30) String> roles,

            @Nullable @Size(min = 1, max = 40) @Pattern(regexp = LINE)
            String registrationNumber,

            @Nullable LocalDate registrationExpiresOn,

            @Nullable @Size(max = 32) @UniqueElements
            List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String> skills,

            @NotNull Boolean active,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = LINE)
            String reason) {

        List<String> skillsOrNone() {
            return skills == null ? List.of() : List.copyOf(skills);
        }
    }

    @Schema(name = "Staff")
    record Member(
            UUID id,
            UUID subject,
            String displayName,
            List<String> roles,
            @Nullable String registrationNumber,
            @Nullable LocalDate registrationExpiresOn,
            List<String> skills,
            boolean active) {}

    /** What an entry was; changedAt and changedBy are missing where they were not kept yet. */
    @Schema(name = "StaffVersion")
    record Version(
            int version,
            Member staff,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy,
            @Nullable String reason) {}

    @Schema(name = "StaffVersions")
    record Versions(List<Version> items) {}

    /** Event data of StaffChanged; no name travels. */
    record Changed(
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
