package org.paincare.patient.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    @Column(name = "died_on")
    private @Nullable LocalDate diedOn;

    @Column(name = "registered_at", updatable = false)
    private Instant registeredAt;

    /** Moves with every change, so that the version does too where only identifiers were added. */
    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "registered_by", updatable = false)
    private UUID registeredBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Patient() {}

    @SuppressWarnings("NullAway")
    Patient(UUID clinicId, UUID id, PatientJson.Demographics person, UUID registeredBy, Instant now) {
        super(clinicId, id);
        this.registeredBy = registeredBy;
        this.registeredAt = now;
        change(person, now);
    }

    void change(PatientJson.Demographics person, Instant now) {
        this.changedAt = now;
        this.givenNames = person.givenNames().strip();
        this.firstSurname = person.firstSurname().strip();
        this.secondSurname =
                person.secondSurname() == null ? null : person.secondSurname().strip();
        this.birthDate = person.birthDate();
        this.sexAtBirth = person.sexAtBirth();
        this.language = person.language();
        this.phone = person.phone();
        this.email = person.email();
        this.municipalityCode = person.municipalityCode();
        this.healthInsurer = person.healthInsurer();
    }

    /** Records the death; a recorded one is never changed here. */
    void died(LocalDate on) {
        this.diedOn = on;
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
                diedOn,
                registeredAt);
    }

    PatientJson.Registered registered(String zone, Instant now) {
        return new PatientJson.Registered(id(), birthDate, sexAtBirth, List.of(language), zone, now);
    }
}
