package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.calendar.CheckResults;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.EventHandler;

/** What patient-service tells: clinics, patients, enrolments, the facts that safety rules and checks look at. */
@ApplicationScoped
class ToldByPatientService {

    static final String REVISIT = "CARE_REVISIT";
    private static final String PREFIX = "org.paincare.patient.";
    private static final String EMERGENCY_NUMBER = "EMERGENCY_NUMBER";
    private static final String OUTCOME_REPORTING = "OUTCOME_REPORTING";
    private static final Set<String> WATCHED = Set.of(
            "ALT_ULN_MULTIPLE",
            "AST_ULN_MULTIPLE",
            "BILIRUBIN_ULN_MULTIPLE",
            "HAEMATURIA",
            "URINARY_SYMPTOMS",
            "CYSTITIS_ACTIVE",
            "CRAVING",
            "EARLY_REFILL",
            "SYSTOLIC_BP",
            "DIASTOLIC_BP");

    /** What closes a check of the team. */
    private static final Set<String> CLOSING = CheckResults.shipped().facts();

    private final CareBook book;
    private final KnownConsents consents;
    private final DueWork due;
    private final InstantSource clock;

    ToldByPatientService(CareBook book, KnownConsents consents, DueWork due, InstantSource clock) {
        this.book = book;
        this.consents = consents;
        this.due = due;
        this.clock = clock;
    }

    record Setting(String code, String value) {}

    record ClinicConfigured(
            UUID clinicId,
            String zone,
            String jurisdiction,
            List<String> languages,
            @Nullable List<Setting> settings) {}

    @Produces
    @Singleton
    EventHandler clinicConfigured() {
        return new Told<>(PREFIX + "ClinicConfigured.v1", ClinicConfigured.class, (event, told) -> {
            var settings = told.settings() == null ? List.<Setting>of() : told.settings();
            var number = settings.stream()
                    .filter(setting -> setting.code().equals(EMERGENCY_NUMBER))
                    .map(Setting::value)
                    .findFirst()
                    .orElse(null);
            var zoneBefore = book.first(
                    "SELECT zone FROM care_clinic WHERE clinic_id = ?", row -> row.getString(1), book.clinicId());
            book.update(
                    "INSERT INTO care_clinic (clinic_id, id, zone, jurisdiction, languages, emergency_number, settings)"
                            + " VALUES (?, ?, ?, ?, ?, ?, jsonb_object(?::text[], ?::text[])) ON CONFLICT (clinic_id, id) DO UPDATE SET zone = excluded.zone,"
                            + " jurisdiction = excluded.jurisdiction, languages = excluded.languages,"
                            + " emergency_number = excluded.emergency_number, settings = excluded.settings",
                    book.clinicId(),
                    told.clinicId(),
                    told.zone(),
                    told.jurisdiction(),
                    CareBook.array(told.languages()),
                    number,
                    CareBook.array(settings.stream().map(Setting::code).toList()),
                    CareBook.array(settings.stream().map(Setting::value).toList()));
            if (!zoneBefore.equals(java.util.Optional.of(told.zone()))) {
                // Days are counted in the clinic's zone: what was computed without it, or in another, is stale.
                book.patients().forEach(patient -> due.schedule(REVISIT, patient, clock.instant()));
            }
        });
    }

    record StaffChanged(
            UUID staffId, UUID subject, @Nullable LocalDate registrationExpiresOn, boolean active) {}

    @Produces
    @Singleton
    EventHandler staffChanged() {
        return new Told<>(
                PREFIX + "StaffChanged.v1",
                StaffChanged.class,
                (event, told) -> book.update(
                        "INSERT INTO care_staff (clinic_id, id, subject, active, registration_expires_on, position)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                                + " subject = excluded.subject, active = excluded.active,"
                                + " registration_expires_on = excluded.registration_expires_on,"
                                + " position = excluded.position",
                        book.clinicId(),
                        told.staffId(),
                        told.subject(),
                        told.active(),
                        told.registrationExpiresOn(),
                        event.sequence()));
    }

    @Produces
    @Singleton
    DueHandler revisit() {
        return new DueHandler() {
            @Override
            public String kind() {
                return REVISIT;
            }

            @Override
            public void run(UUID patient, Instant dueAt) {
                book.about(patient, () -> {});
            }
        };
    }

    record Demographics(UUID patientId, List<String> languages) {}

    @Produces
    @Singleton
    EventHandler patientRegistered() {
        return new Told<>(PREFIX + "PatientRegistered.v1", Demographics.class, (event, told) -> demographics(told));
    }

    @Produces
    @Singleton
    EventHandler patientUpdated() {
        return new Told<>(PREFIX + "PatientUpdated.v1", Demographics.class, (event, told) -> demographics(told));
    }

    private void demographics(Demographics told) {
        book.speaks(told.patientId(), told.languages().getFirst());
    }

    record PatientDied(UUID patientId, LocalDate diedOn, Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler patientDied() {
        return new Told<>(
                PREFIX + "PatientDied.v1",
                PatientDied.class,
                (event, told) -> book.about(
                        told.patientId(),
                        () -> book.update(
                                "UPDATE care_patient SET died_at = ? WHERE clinic_id = ? AND id = ?",
                                told.occurredAt(),
                                book.clinicId(),
                                told.patientId())));
    }

    record PatientDeathCorrected(UUID patientId) {}

    /** Asked again from here on; what was due meanwhile was nobody's to answer. */
    @Produces
    @Singleton
    EventHandler patientDeathCorrected() {
        return new Told<>(
                PREFIX + "PatientDeathCorrected.v1",
                PatientDeathCorrected.class,
                (event, told) -> book.about(
                        told.patientId(),
                        () -> book.update(
                                "UPDATE care_patient SET died_at = NULL WHERE clinic_id = ? AND id = ?",
                                book.clinicId(),
                                told.patientId())));
    }

    record PatientMerged(UUID patientId, UUID aliasId, String state) {}

    @Produces
    @Singleton
    EventHandler patientMerged() {
        return new Told<>(
                PREFIX + "PatientMerged.v1",
                PatientMerged.class,
                (event, told) -> book.merge(
                        told.patientId(), told.aliasId(), told.state().equals("MERGED")));
    }

    record ConsentWithdrawn(UUID patientId, UUID consentId, List<String> purposes, Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler consentWithdrawn() {
        return new Told<>(PREFIX + "ConsentWithdrawn.v1", ConsentWithdrawn.class, (event, told) -> {
            if (told.purposes().contains(OUTCOME_REPORTING)) {
                consentEnded(told.patientId(), told.occurredAt());
            }
            KnownConsents.Purpose.among(told.purposes())
                    .forEach(purpose ->
                            consents.withdrawn(purpose, told.consentId(), told.patientId(), told.occurredAt()));
        });
    }

    record ConsentGranted(
            UUID patientId,
            UUID consentId,
            List<String> purposes,
            @Nullable LocalDate expiresOn,
            Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler consentGranted() {
        return new Told<>(PREFIX + "ConsentGranted.v1", ConsentGranted.class, (event, told) -> {
            if (told.purposes().contains(OUTCOME_REPORTING)) {
                consentEnded(told.patientId(), null);
            }
            KnownConsents.Purpose.among(told.purposes())
                    .forEach(purpose -> consents.granted(
                            purpose, told.consentId(), told.patientId(), told.expiresOn(), told.occurredAt()));
        });
    }

    private void consentEnded(UUID patient, @Nullable Instant at) {
        book.about(
                patient,
                () -> book.update(
                        "UPDATE care_patient SET consent_ended_at = ?::timestamptz WHERE clinic_id = ? AND id = ?",
                        at,
                        book.clinicId(),
                        patient));
    }

    record Diagnosis(String ichd3) {}

    record EnrolmentChanged(
            UUID patientId,
            UUID enrolmentId,
            String to,
            @Nullable Diagnosis diagnosis,
            @Nullable List<Diagnosis> secondaryDiagnoses,
            @Nullable String primaryMeasure,
            @Nullable String secondaryMeasure,
            @Nullable String migraineDefinition,
            @Nullable List<String> failedClasses,
            @Nullable List<String> comorbidityCodes,
            Instant occurredAt) {

        List<String> diagnoses() {
            var all = new ArrayList<String>();
            if (diagnosis != null) {
                all.add(diagnosis.ichd3());
            }
            if (secondaryDiagnoses != null) {
                secondaryDiagnoses.forEach(one -> all.add(one.ichd3()));
            }
            return all;
        }
    }

    @Produces
    @Singleton
    EventHandler enrolmentChanged() {
        return new Told<>(
                PREFIX + "EnrolmentChanged.v1",
                EnrolmentChanged.class,
                (event, told) -> book.about(told.patientId(), () -> {
                    book.update(
                            "INSERT INTO care_enrolment (clinic_id, id, patient_id, diagnoses, primary_measure,"
                                    + " secondary_measure, migraine_definition, failed_classes, comorbidity_codes)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                                    + " diagnoses = excluded.diagnoses, primary_measure = excluded.primary_measure,"
                                    + " secondary_measure = excluded.secondary_measure,"
                                    + " migraine_definition = excluded.migraine_definition,"
                                    + " failed_classes = excluded.failed_classes,"
                                    + " comorbidity_codes = excluded.comorbidity_codes",
                            book.clinicId(),
                            told.enrolmentId(),
                            told.patientId(),
                            CareBook.array(told.diagnoses()),
                            told.primaryMeasure(),
                            told.secondaryMeasure(),
                            told.migraineDefinition(),
                            CareBook.array(told.failedClasses()),
                            CareBook.array(told.comorbidityCodes()));
                    book.update(
                            "INSERT INTO care_enrolment_step (clinic_id, id, enrolment_id, sequence, state, occurred_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?)",
                            book.clinicId(),
                            event.id(),
                            told.enrolmentId(),
                            event.sequence(),
                            told.to(),
                            told.occurredAt());
                }));
    }

    record FactRecorded(
            UUID patientId,
            UUID factId,
            String code,
            String state,
            @Nullable BigDecimal value,
            @Nullable String valueCode,
            String source,
            Instant observedAt,
            @Nullable UUID supersedesFactId) {}

    @Produces
    @Singleton
    EventHandler factRecorded() {
        return new Told<>(PREFIX + "FactRecorded.v1", FactRecorded.class, (event, told) -> {
            var watched = WATCHED.contains(told.code());
            var closes = CLOSING.contains(told.code());
            if (watched || closes) {
                book.about(told.patientId(), () -> {
                    if (watched) {
                        finding(told);
                    }
                    if (closes) {
                        result(told);
                    }
                });
            }
        });
    }

    private void finding(FactRecorded told) {
        book.update(
                "INSERT INTO care_finding (clinic_id, id, patient_id, code, value, observed_at, supersedes)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                book.clinicId(),
                told.factId(),
                told.patientId(),
                told.state().equals("PRESENT") ? told.code() : "NOT_" + told.code(),
                told.value(),
                told.observedAt(),
                told.supersedesFactId());
    }

    private void result(FactRecorded told) {
        book.update(
                "INSERT INTO care_result (clinic_id, id, patient_id, code, state, value_code, source, observed_at,"
                        + " supersedes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                book.clinicId(),
                told.factId(),
                told.patientId(),
                told.code(),
                told.state(),
                told.valueCode(),
                told.source(),
                told.observedAt(),
                told.supersedesFactId());
    }
}
