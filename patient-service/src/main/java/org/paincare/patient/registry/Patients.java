package org.paincare.patient.registry;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.audit.PatientRegister;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** The patients of the current clinic. */
@ApplicationScoped
public class Patients implements PanacheRepositoryBase<Patient, UUID>, PatientRegister {

    private static final int OLDEST_YEARS = 120;

    private final Jdbc jdbc;
    private final ClinicRules rules;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<PatientDeath> deaths;

    Patients(
            DataSource pool,
            ClinicRules rules,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<PatientDeath> deaths) {
        this.deaths = deaths;
        this.jdbc = new Jdbc(pool);
        this.rules = rules;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** A patient together with their identifiers, and the version they were read at. */
    record Known(Patient patient, List<PatientJson.Identifier> identifiers) {
        PatientJson.Full json() {
            return patient.full(identifiers);
        }
    }

    /**
     * Enters a new patient.
     *
     * @throws Problem PATIENT_IDENTIFIER_TAKEN, UNKNOWN_IDENTIFIER_TYPE, IMPLAUSIBLE_BIRTH_DATE
     */
    @Transactional
    Known register(PatientJson.Demographics person) {
        var now = clock.instant();
        var zone = rules.of(clinic.get());
        check(person, zone, now);
        var patient = new Patient(clinic.get(), Ids.next(), person, caller.get().id(), now);
        persistAndFlush(patient);
        addIdentifiers(patient.id(), person.identifiers());
        outbox.append(OutgoingEvent.of(
                "PatientRegistered",
                patient.id(),
                now,
                patient.registered(zone.zone().getId(), now)));
        audit.wrote(AuditEntry.of("PATIENT_REGISTERED", "patient", patient.id(), patient.id()));
        return new Known(patient, List.copyOf(person.identifiers()));
    }

    /** Reads a patient; who reads is on record before the answer leaves. */
    @Transactional
    Known read(UUID id) {
        var known = known(id);
        audit.read(AuditEntry.of("PATIENT_READ", "patient", id, id));
        return known;
    }

    /**
     * Replaces what is known of who a patient is. Identifiers are added, never taken away.
     *
     * @throws Problem as for registration, and PRECONDITION_REQUIRED, STALE
     */
    @Transactional
    Known change(UUID id, @Nullable String ifMatch, PatientJson.Demographics person) {
        var known = known(id);
        Etags.mustMatch(ifMatch, known.patient());
        var now = clock.instant();
        var clinicRules = rules.of(clinic.get());
        check(person, clinicRules, now);
        if (!new HashSet<>(person.identifiers()).containsAll(known.identifiers())) {
            throw Problem.of(
                    PlatformProblem.READ_ONLY,
                    new Violation(
                            "/identifiers",
                            "READ_ONLY",
                            new Text(
                                    "Identifiers are added, never removed",
                                    "Los identificadores se añaden, nunca se quitan")));
        }
        known.patient().change(person, now);
        flush();
        var added = person.identifiers().stream()
                .filter(i -> !known.identifiers().contains(i))
                .toList();
        addIdentifiers(id, added);
        outbox.append(OutgoingEvent.of(
                "PatientUpdated",
                id,
                now,
                known.patient().registered(clinicRules.zone().getId(), now)));
        audit.wrote(AuditEntry.of("PATIENT_CHANGED", "patient", id, id));
        return new Known(known.patient(), List.copyOf(person.identifiers()));
    }

    /** Up to {@code most} patients whose name contains every word asked for, best match first; at most 100. */
    @Transactional
    List<PatientJson.Found> findByName(String name, int most) {
        var onlyBy = caller.ownRecordsOnly() ? caller.get().id() : null;
        var found = jdbc.list(
                "SELECT p.id, p.given_names, p.first_surname, p.second_surname, p.birth_date, p.version"
                        + " FROM patient_by_name(?, ?) n JOIN patient p ON p.clinic_id = current_clinic() AND p.id = n.id"
                        + " WHERE ?::uuid IS NULL OR p.registered_by = ?"
                        + " ORDER BY n.likeness DESC, p.id",
                row -> new PatientJson.Found(
                        row.getObject("id", UUID.class),
                        row.getString("given_names"),
                        row.getString("first_surname"),
                        row.getString("second_surname"),
                        row.getObject("birth_date", LocalDate.class),
                        "\"v" + row.getInt("version") + "\""),
                name,
                most,
                onlyBy,
                onlyBy);
        audit.read(new AuditEntry("PATIENTS_SEARCHED", "patient", null, null, null));
        return found;
    }

    /**
     * Records a death. The same report again changes nothing.
     *
     * @throws Problem IMPLAUSIBLE_DEATH, DEATH_RECORDED_OTHERWISE
     */
    @Transactional
    Known died(UUID id, PatientJson.Death death) {
        locked(id);
        var known = known(id);
        var patient = known.patient();
        if (death.diedOn().equals(patient.diedOn())) {
            return known;
        }
        if (patient.diedOn() != null) {
            throw Problem.of(PatientProblem.DEATH_RECORDED_OTHERWISE);
        }
        var now = clock.instant();
        var zone = rules.of(clinic.get());
        var occurredAt = death.occurredAt() != null ? death.occurredAt() : about(death.diedOn(), now, zone);
        if (death.diedOn().isAfter(zone.dayOf(now))
                || death.diedOn().isBefore(patient.birthDate())
                || occurredAt.isAfter(now)
                || !zone.dayOf(occurredAt).equals(death.diedOn())) {
            throw Problem.of(
                    PatientProblem.IMPLAUSIBLE_DEATH,
                    new Violation(
                            "/diedOn",
                            "IMPLAUSIBLE",
                            new Text(
                                    "Not in the future, not before birth, the day of occurredAt",
                                    "No futuro, no anterior al nacimiento, el día de occurredAt")));
        }
        patient.died(death.diedOn());
        flush();
        outbox.append(OutgoingEvent.of(
                "PatientDied",
                id,
                now,
                new PatientJson.Died(id, death.diedOn(), death.relatedSessionId(), occurredAt)));
        audit.wrote(AuditEntry.of("PATIENT_DEATH_RECORDED", "patient", id, id));
        deaths.fire(new PatientDeath(id, occurredAt));
        return known;
    }

    /** Now for a death of today, else noon of the day. */
    private static Instant about(LocalDate day, Instant now, ClinicRules.Rules clinic) {
        return day.equals(clinic.dayOf(now))
                ? now
                : day.atTime(LocalTime.NOON).atZone(clinic.zone()).toInstant();
    }

    /** What other features need to know of a person. */
    public record Person(
            UUID id, LocalDate birthDate, @Nullable LocalDate diedOn) {}

    /**
     * A patient of the clinic whom the caller may see; any other is not there.
     *
     * @throws Problem NOT_FOUND
     */
    @Transactional
    public Person person(UUID id) {
        var patient = visible(id);
        return new Person(patient.id(), patient.birthDate(), patient.diedOn());
    }

    /** As {@link #person}, holding the record against others who decide on it, up to the end of the transaction. */
    @Transactional
    public Person locked(UUID id) {
        jdbc.first(
                "SELECT 1 FROM patient WHERE clinic_id = ? AND id = ? FOR NO KEY UPDATE",
                row -> true,
                clinic.get(),
                id);
        return person(id);
    }

    /**
     * As {@link #locked}, for what is no longer done after a death.
     *
     * @throws Problem NOT_FOUND, PATIENT_DECEASED
     */
    @Transactional
    public Person lockedAlive(UUID id) {
        var person = locked(id);
        if (person.diedOn() != null) {
            throw Problem.of(PatientProblem.PATIENT_DECEASED);
        }
        return person;
    }

    /** True where this clinic has such a patient: events may speak of others. */
    @Override
    @Transactional
    public boolean knows(UUID id) {
        return findByIdOptional(id).isPresent();
    }

    private Patient visible(UUID id) {
        return findByIdOptional(id).filter(this::isVisible).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private Known known(UUID id) {
        var patient = visible(id);
        var identifiers = jdbc.list(
                "SELECT type, value FROM patient_identifier WHERE clinic_id = ? AND patient_id = ? ORDER BY id",
                row -> new PatientJson.Identifier(row.getString("type"), row.getString("value")),
                clinic.get(),
                id);
        return new Known(patient, identifiers);
    }

    /** A patient sees themself, a partner whom they registered. */
    private boolean isVisible(Patient patient) {
        if (!caller.ownRecordsOnly()) {
            return true;
        }
        var self = caller.get();
        return self.is(Role.PATIENT)
                ? patient.id().equals(self.patientId())
                : patient.registeredBy().equals(self.id());
    }

    private void addIdentifiers(UUID patient, List<PatientJson.Identifier> identifiers) {
        for (var identifier : identifiers) {
            try {
                jdbc.update(
                        "INSERT INTO patient_identifier (clinic_id, id, patient_id, type, value) VALUES (?, ?, ?, ?, ?)",
                        clinic.get(),
                        Ids.next(),
                        patient,
                        identifier.type(),
                        identifier.value());
            } catch (RuntimeException failure) {
                throw "patient_identifier_taken".equals(DatabaseFailures.constraintOf(failure))
                        ? Problem.of(PatientProblem.PATIENT_IDENTIFIER_TAKEN)
                        : failure;
            }
        }
    }

    private static void check(PatientJson.Demographics person, ClinicRules.Rules rules, Instant now) {
        var today = LocalDate.ofInstant(now, rules.zone());
        if (person.birthDate().isAfter(today) || person.birthDate().isBefore(today.minusYears(OLDEST_YEARS))) {
            throw Problem.of(
                    PatientProblem.IMPLAUSIBLE_BIRTH_DATE,
                    new Violation(
                            "/birthDate",
                            "IMPLAUSIBLE",
                            new Text(
                                    "Not in the future, at most 120 years ago",
                                    "No futura, hace 120 años como máximo")));
        }
        Set<String> types = rules.identifierTypes();
        for (int i = 0; i < person.identifiers().size(); i++) {
            if (!types.contains(person.identifiers().get(i).type())) {
                throw Problem.of(
                        PatientProblem.UNKNOWN_IDENTIFIER_TYPE,
                        new Violation(
                                "/identifiers/" + i + "/type",
                                "UNKNOWN_IDENTIFIER_TYPE",
                                new Text("Allowed: " + types, "Permitidos: " + types)));
            }
        }
    }
}
