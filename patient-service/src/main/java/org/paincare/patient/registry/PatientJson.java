package org.paincare.patient.registry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Patients as they travel over HTTP and in events. */
final class PatientJson {

    private PatientJson() {}

    enum SexAtBirth {
        FEMALE,
        MALE,
        INTERSEX,
        UNKNOWN
    }

    /**
     * A document that names a person.
     *
     * @param type one of the jurisdiction's types: CC, CE, TI ... in Colombia, MRN in the US
     */
    record Identifier(
            @NotNull @Pattern(regexp = "[A-Z]{2,5}") String type,

            @NotNull @Pattern(regexp = "[A-Za-z0-9.-]{1,40}")
            String value) {}

    /**
     * Who somebody is, as registered.
     *
     * @param birthDate        not in the future, at most 120 years ago
     * @param phone            E.164
     * @param municipalityCode DANE code, five digits
     * @param healthInsurer    EPS or payer
     */
    record Demographics(
            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = "(?s).*\\S.*")
            String givenNames,

            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = "(?s).*\\S.*")
            String firstSurname,

            @Nullable @Size(min = 1, max = 100) String secondSurname,
            @NotNull LocalDate birthDate,
            @NotNull SexAtBirth sexAtBirth,
            @NotNull @Pattern(regexp = "es|en") String language,
            @NotNull @Size(max = 5) List<@NotNull @Valid Identifier> identifiers,
            @Nullable @Pattern(regexp = "\\+[0-9]{7,15}") String phone,
            @Nullable @Size(max = 254) @Email String email,
            @Nullable @Pattern(regexp = "[0-9]{5}") String municipalityCode,
            @Nullable @Size(min = 1, max = 100) String healthInsurer) {}

    record Full(
            UUID id,
            String givenNames,
            String firstSurname,
            @Nullable String secondSurname,
            LocalDate birthDate,
            SexAtBirth sexAtBirth,
            String language,
            List<Identifier> identifiers,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String municipalityCode,
            @Nullable String healthInsurer,
            @Nullable LocalDate diedOn,
            Instant registeredAt) {}

    /** A line of a search; the tag is the one that {@code GET} of the patient answers. */
    record Found(
            UUID id,
            String givenNames,
            String firstSurname,
            @Nullable String secondSurname,
            LocalDate birthDate,
            String etag) {}

    /** Event data of PatientRegistered and PatientUpdated: no name, no contact. */
    record Registered(
            UUID patientId,
            LocalDate birthDate,
            SexAtBirth sexAtBirth,
            List<String> languages,
            String zone,
            Instant occurredAt) {}

    /**
     * A death as it is reported.
     *
     * @param occurredAt       when; without it noon of the day, or now for today
     * @param relatedSessionId the session it happened in, if it did
     */
    record Death(
            @NotNull LocalDate diedOn,
            @Nullable Instant occurredAt,
            @Nullable UUID relatedSessionId) {}

    /** Event data of PatientDied. */
    record Died(UUID patientId, LocalDate diedOn, @Nullable UUID relatedSessionId, Instant occurredAt) {}
}
