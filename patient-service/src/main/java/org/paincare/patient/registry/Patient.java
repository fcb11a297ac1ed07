package org.paincare.patient.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.LastChange;
import org.paincare.platform.tenancy.ClinicOwned;

/** A person in the clinic's care. */
@Entity
@Table(name = "patient")
class Patient extends ClinicOwned {

    @Column(name = "given_names")
    private String givenNames;

    @Column(name = "first_surname")
    private String firstSurname;

    @Column(name = "second_surname")
    private @Nullable String secondSurname;

    @Column(name = "birth_date")
    private LocalDate birthDate;

    @Column(name = "sex_at_birth")
    @Enumerated(EnumType.STRING)
    private PatientJson.SexAtBirth sexAtBirth;

    private String language;
    private @Nullable String phone;
    private @Nullable String email;

    @Column(name = "municipality_code")
    private @Nullable String municipalityCode;

    @Column(name = "health_insurer")
    private @Nullable String healthInsurer;

    @Column(name = "insurance_regime")
    private @Nullable String insuranceRegime;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private @Nullable List<String> languages;

    @Column(name = "died_on")
    private @Nullable LocalDate diedOn;

    @Column(name = "registered_at", updatable = false)
    private Instant registeredAt;

    /** Moves with every change, so that the version does too where only identifiers were added. */
    @Embedded
    private LastChange lastChange;

    @Column(name = "registered_by", updatable = false)
    private UUID registeredBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Patient() {}

    @SuppressWarnings("NullAway")
    Patient(UUID clinicId, UUID id, PatientJson.Demographics person, UUID registeredBy, LastChange by) {
        super(clinicId, id);
        this.registeredBy = registeredBy;
        this.registeredAt = by.at();
        change(person, by);
    }

    void change(PatientJson.Demographics person, LastChange by) {
        this.lastChange = by;
        this.givenNames = name(person.givenNames());
        this.firstSurname = name(person.firstSurname());
        this.secondSurname = person.secondSurname() == null ? null : name(person.secondSurname());
        this.birthDate = person.birthDate();
        this.sexAtBirth = person.sexAtBirth();
        this.language = person.language();
        this.phone = person.phone();
        this.email = person.email();
        this.municipalityCode = person.municipalityCode();
        this.healthInsurer = person.healthInsurer();
        this.insuranceRegime = person.insuranceRegime();
        this.languages = person.languages() == null ? null : List.copyOf(person.languages());
    }

    /** As one and the same text however the keyboard composed it. */
    private static String name(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    }

    /** Records the death; a recorded one is never changed here. */
    void died(LocalDate on, LastChange by) {
        this.lastChange = by;
        this.diedOn = on;
    }

    /** Takes a recorded death back: the version before keeps it. */
    void lives(LastChange by) {
        this.lastChange = by;
        this.diedOn = null;
    }

    @Nullable
    LocalDate diedOn() {
        return diedOn;
    }

    LocalDate birthDate() {
        return birthDate;
    }

    UUID registeredBy() {
        return registeredBy;
    }

    PatientJson.Full full(List<PatientJson.Identifier> identifiers) {
        return new PatientJson.Full(
                id(),
                givenNames,
                firstSurname,
                secondSurname,
                birthDate,
                sexAtBirth,
                language,
                identifiers,
                phone,
                email,
                municipalityCode,
                healthInsurer,
                insuranceRegime,
                languages == null ? null : List.copyOf(languages),
                diedOn,
                registeredAt);
    }

    PatientJson.Registered registered(String zone, Instant now) {
        return new PatientJson.Registered(id(), birthDate, sexAtBirth, spoken(), zone, now);
    }

    /** In order of preference; the language that the system speaks to the person is always among them. */
    private List<String> spoken() {
        if (languages == null) {
            return List.of(language);
        }
        return languages.stream().anyMatch(l -> l.startsWith(language))
                ? List.copyOf(languages)
                : Stream.concat(languages.stream(), Stream.of(language)).toList();
    }
}
