package org.paincare.patient.registry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PlainLine;

/** Patients as they travel over HTTP and in events. */
final class PatientJson {

    /** From this likeness on (0 to 1, trigrams in any order) two names are called alike. */
    static final BigDecimal ALIKE_NAMES = new BigDecimal("0.4");

    /** A line of text: no control characters, not only spaces. */
    private static final String LINE = PlainLine.REGEX;

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
     * @param type  one of the jurisdiction's types: CC, CE, TI ... in Colombia, MRN in the US
     * @param value stored and compared as its type says: upper case, without what people write in between
     */
    record Identifier(
            @NotNull @Pattern(regexp = "[A-Z]{2,5}") String type,

            @NotNull @Pattern(regexp = "[A-Za-z0-9. -]{1,40}")
            String value) {}

    /**
     * Who somebody is, as registered.
     *
     * @param birthDate        not in the future, at most 120 years ago
     * @param phone            E.164
     * @param language         of what the system says to the person
     * @param municipalityCode DANE code, five digits
     * @param healthInsurer    EPS or payer
     * @param insuranceRegime  a code of the jurisdiction's regimes ({@code GET /v1/catalogue/jurisdictions})
     * @param languages        that the person speaks, BCP 47, the preferred first
     */
    @Schema(name = "PatientDemographics")
    record Demographics(
            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String givenNames,

            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String firstSurname,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String secondSurname,

            @NotNull LocalDate birthDate,
            @NotNull SexAtBirth sexAtBirth,
            @NotNull @Pattern(regexp = "es|en") String language,
            @NotNull @Size(max = 5) List<@NotNull @Valid Identifier> identifiers,
            @Nullable @Pattern(regexp = "\\+[0-9]{7,15}") String phone,
            @Nullable @Size(max = 254) @Email String email,
            @Nullable @Pattern(regexp = "[0-9]{5}") String municipalityCode,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String healthInsurer,

            @Nullable @Pattern(regexp = "[A-Z][A-Z_]{1,29}") String insuranceRegime,

            @Nullable @Size(min = 1, max = 5) @UniqueElements
            List<@NotNull @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?") String> languages) {

        Probe probe() {
            return new Probe(givenNames, firstSurname, secondSurname, birthDate, identifiers);
        }

        Demographics with(List<Identifier> canonical) {
            return new Demographics(
                    givenNames,
                    firstSurname,
                    secondSurname,
                    birthDate,
                    sexAtBirth,
                    language,
                    canonical,
                    phone,
                    email,
                    municipalityCode,
                    healthInsurer,
                    insuranceRegime,
                    languages);
        }
    }

    /** What is known of somebody before they are registered. */
    @Schema(name = "DuplicateCheck")
    record Probe(
            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String givenNames,

            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String firstSurname,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String secondSurname,

            @NotNull LocalDate birthDate,
            @Nullable @Size(max = 5) List<@NotNull @Valid Identifier> identifiers) {

        List<Identifier> identifiersOrNone() {
            return identifiers == null ? List.of() : identifiers;
        }
    }

    /** In what a candidate is like the person asked about. */
    enum Alike {
        /** The same value of an identifier, of whatever type. */
        IDENTIFIER,
        BIRTH_DATE,
        /** A day that a slip of the pen makes of it: day and month swapped, a digit off. */
        BIRTH_DATE_SLIP,
        NAME
    }

    /** @param likeness of the names, 0 to 1 */
    @Schema(name = "DuplicateCandidate")
    record Candidate(Found patient, BigDecimal likeness, List<Alike> alike) {}

    @Schema(name = "DuplicateCandidates")
    record Candidates(List<Candidate> items) {}

    @Schema(name = "Patient")
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
            @Nullable String insuranceRegime,
            @Nullable List<String> languages,
            @Nullable LocalDate diedOn,
            Instant registeredAt) {}

    /** Who a patient was before, identifiers left out: these are only added. */
    @Schema(name = "PatientVersion")
    record Version(
            int version,
            Person person,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy) {}

    /** A row as it was. */
    @Schema(name = "PatientVersionPerson")
    record Person(
            String givenNames,
            String firstSurname,
            @Nullable String secondSurname,
            LocalDate birthDate,
            SexAtBirth sexAtBirth,
            String language,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String municipalityCode,
            @Nullable String healthInsurer,
            @Nullable String insuranceRegime,
            @Nullable List<String> languages,
            @Nullable LocalDate diedOn) {}

    @Schema(name = "PatientVersions")
    record Versions(List<Version> items) {}

    /** A line of a search; the tag is the one that {@code GET} of the patient answers. */
    @Schema(name = "PatientFound")
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
    @Schema(name = "PatientDeath")
    record Death(
            @NotNull LocalDate diedOn,
            @Nullable Instant occurredAt,
            @Nullable UUID relatedSessionId) {}

    /** Event data of PatientDied. */
    record Died(UUID patientId, LocalDate diedOn, @Nullable UUID relatedSessionId, Instant occurredAt) {}
}
