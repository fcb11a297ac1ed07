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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.LastChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.RecordVersions;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.clinic.JurisdictionPack;
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
    private final RecordVersions versions;

    Patients(
            DataSource pool,
            ClinicRules rules,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<PatientDeath> deaths,
            RecordVersions versions) {
        this.deaths = deaths;
        this.versions = versions;
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
    Known register(PatientJson.Demographics said) {
        var now = clock.instant();
        var zone = rules.of(clinic.get());
        var person = checked(said, zone, now);
        var patient = new Patient(
                clinic.get(), Ids.next(), person, caller.get().id(), LastChange.of(caller.get(), null, now));
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
    Known change(UUID id, @Nullable String ifMatch, PatientJson.Demographics said) {
        var known = known(id);
        Etags.mustMatch(ifMatch, known.patient());
        var now = clock.instant();
        var clinicRules = rules.of(clinic.get());
        var person = checked(said, clinicRules, now);
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
        known.patient().change(person, LastChange.of(caller.get(), null, now));
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

    /** Who the patient was before, newest first; at most 100. */
    @Transactional
    List<PatientJson.Version> versions(UUID id) {
        read(id);
        return versions.of("patient", id, PatientJson.Person.class).stream()
                .map(kept ->
                        new PatientJson.Version(kept.version(), kept.content(), kept.changedAt(), kept.changedBy()))
                .toList();
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
        patient.died(death.diedOn(), LastChange.of(caller.get(), null, now));
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

    /** Of many at once one has the identifier; the others learn whose it is. */
    private void addIdentifiers(UUID patient, List<PatientJson.Identifier> identifiers) {
        for (var identifier : identifiers) {
            var added = jdbc.update(
                    "INSERT INTO patient_identifier (clinic_id, id, patient_id, type, value) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT ON CONSTRAINT patient_identifier_taken DO NOTHING",
                    clinic.get(),
                    Ids.next(),
                    patient,
                    identifier.type(),
                    identifier.value());
            if (added == 0) {
                throw taken(identifier);
            }
        }
    }

    private Problem taken(PatientJson.Identifier identifier) {
        var problem = Problem.of(PatientProblem.PATIENT_IDENTIFIER_TAKEN);
        if (caller.get().is(Role.PARTNER)) {
            return problem;
        }
        return jdbc.first(
                        "SELECT patient_id FROM patient_identifier WHERE clinic_id = ? AND type = ? AND value = ?",
                        row -> row.getObject("patient_id", UUID.class),
                        clinic.get(),
                        identifier.type(),
                        identifier.value())
                .map(owner -> problem.with("patientId", owner))
                .orElse(problem);
    }

    /** The person with every identifier as it is stored. */
    private static PatientJson.Demographics checked(
            PatientJson.Demographics person, ClinicRules.Rules rules, Instant now) {
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
        if (person.insuranceRegime() != null && !rules.pack().hasRegime(person.insuranceRegime())) {
            throw Problem.of(PatientProblem.UNKNOWN_INSURANCE_REGIME);
        }
        var canonical = new LinkedHashSet<PatientJson.Identifier>();
        for (int i = 0; i < person.identifiers().size(); i++) {
            canonical.add(canonical(person.identifiers().get(i), i, rules.pack()));
        }
        return person.with(List.copyOf(canonical));
    }

    private static PatientJson.Identifier canonical(PatientJson.Identifier said, int at, JurisdictionPack pack) {
        var type = pack.identifierType(said.type()).orElseThrow(() -> {
            var allowed = pack.identifierTypes().stream()
                    .map(JurisdictionPack.IdentifierType::code)
                    .toList();
            return Problem.of(
                    PatientProblem.UNKNOWN_IDENTIFIER_TYPE,
                    new Violation(
                            "/identifiers/" + at + "/type",
                            "UNKNOWN_IDENTIFIER_TYPE",
                            new Text("Allowed: " + allowed, "Permitidos: " + allowed)));
        });
        return new PatientJson.Identifier(
                said.type(),
                type.canonical(said.value())
                        .orElseThrow(() -> Problem.of(
                                PatientProblem.IMPLAUSIBLE_IDENTIFIER,
                                new Violation(
                                        "/identifiers/" + at + "/value",
                                        "IMPLAUSIBLE_IDENTIFIER",
                                        new Text(
                                                "Form of this type: " + type.pattern(),
                                                "Forma de este tipo: " + type.pattern())))));
    }
}
