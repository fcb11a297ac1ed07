package org.paincare.patient.substance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.patient.Actor;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.FactReading;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** The medication and allergy lists of the current clinic's patients. */
@ApplicationScoped
public class Substances {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final int MOST_ENTRIES = 500;
    private static final int MOST_DECIMALS = 6;

    private final SubstanceTable table;
    private final SubstanceClasses classes;
    private final Patients patients;
    private final ClinicRules rules;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;
    private final Event<ClinicalChange> changes;

    Substances(
            SubstanceTable table,
            SubstanceClasses classes,
            Patients patients,
            ClinicRules rules,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock,
            Event<ClinicalChange> changes) {
        this.table = table;
        this.classes = classes;
        this.patients = patients;
        this.rules = rules;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Adds an entry. Entries of one patient are added one after another, so that a list never says "none" beside a drug.
     *
     * @throws Problem SUBSTANCE_REFUSED with every violation, SUBSTANCE_ALREADY_SUPERSEDED, NOT_FOUND
     */
    @Transactional
    SubstanceJson.Recorded record(UUID patientId, SubstanceJson.Entry entry, Actor by) {
        var person = patients.locked(patientId);
        var here = rules.of(clinic.get());
        var now = clock.instant();
        var wrong = new ArrayList<Violation>();
        checkSubstance(entry, wrong);
        if (entry.observedAt().isAfter(now.plus(CLOCK_SKEW))
                || here.dayOf(entry.observedAt()).isBefore(person.birthDate())) {
            wrong.add(violation("/observedAt", "IMPLAUSIBLE", "Between birth and now", "Entre el nacimiento y ahora"));
        }
        checkDays(entry, person, here, wrong);
        if (wrong.isEmpty()) {
            checkList(patientId, entry, wrong);
        }
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.SUBSTANCE_REFUSED, wrong);
        }
        var id = Ids.next();
        table.insert(patientId, id, entry, now, by);
        var recorded = table.find(patientId, entry.list(), id).orElseThrow();
        outbox.append(OutgoingEvent.of("FactRecorded", patientId, now, told(recorded, entry.list())));
        audit.wrote(AuditEntry.of(entry.list() + "_RECORDED", "substance", id, patientId));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.FACT));
        return recorded;
    }

    @Transactional
    SubstanceJson.Recorded read(UUID patientId, SubstanceJson.Kind list, UUID id) {
        patients.person(patientId);
        audit.read(AuditEntry.of(list + "_READ", "substance", id, patientId));
        return table.find(patientId, list, id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** @param history with amended, refuted and ended entries and what was said of the whole list */
    @Transactional
    SubstanceJson.Listed list(UUID patientId, SubstanceJson.Kind list, boolean history) {
        patients.person(patientId);
        audit.read(AuditEntry.of(list + "_LIST_READ", "patient", patientId, patientId));
        var today = rules.of(clinic.get()).dayOf(clock.instant());
        var all = table.all(patientId, list);
        var current = all.stream().filter(entry -> entry.isCurrent(today)).toList();
        var state = current.isEmpty() ? saidOfTheWhole(all) : SubstanceJson.ListState.LISTED;
        return new SubstanceJson.Listed(state, classes.version(), history ? all : current);
    }

    /** What is recorded of a patient, corrected by what the lists say; as the rule engine reads it. */
    @Transactional
    public Map<String, List<FactReading>> over(UUID patientId, Map<String, List<FactReading>> recorded) {
        var listed = new ListedFacts(
                RuleSets.current().vocabulary(), rules.of(clinic.get()).dayOf(clock.instant()));
        var readings = recorded;
        for (var list : SubstanceJson.Kind.values()) {
            readings = listed.over(readings, table.all(patientId, list), list + "_LIST");
        }
        return readings;
    }

    private static SubstanceJson.ListState saidOfTheWhole(List<SubstanceJson.Recorded> all) {
        return all.stream()
                .filter(entry -> entry.substance() == null && entry.supersededBy() == null)
                .findFirst()
                .map(entry -> entry.state() == TriState.ABSENT
                        ? SubstanceJson.ListState.NONE
                        : SubstanceJson.ListState.UNKNOWN)
                .orElse(SubstanceJson.ListState.NOT_ASKED);
    }

    private static void checkSubstance(SubstanceJson.Entry entry, List<Violation> wrong) {
        var substance = entry.substance();
        if (substance == null) {
            if (entry.state() == TriState.PRESENT) {
                wrong.add(violation("/substance", "REQUIRED", "Which substance", "Qué sustancia"));
            }
        } else if ((substance.code() == null) != (substance.system() == null)) {
            wrong.add(violation(
                    "/substance/code",
                    "CODE_AND_SYSTEM",
                    "A code and its system, or neither",
                    "Un código y su sistema, o ninguno"));
        } else if (substance.code() != null && !substance.system().has(substance.code())) {
            wrong.add(violation(
                    "/substance/code",
                    "WRONG_FORM",
                    "Not a code of " + substance.system(),
                    "No es un código de " + substance.system()));
        }
        if (entry.state() != TriState.PRESENT && entry.hasDetails()) {
            wrong.add(violation(
                    "/state",
                    "DETAILS_NOT_ALLOWED",
                    "Details belong to what is present",
                    "Los detalles son de lo que está presente"));
        }
        if (entry.morphineMgPerDay() != null
                && entry.morphineMgPerDay().stripTrailingZeros().scale() > MOST_DECIMALS) {
            wrong.add(violation(
                    "/morphineMgPerDay", "TOO_MANY_DECIMALS", "At most six decimals", "Seis decimales como máximo"));
        }
    }

    private void checkDays(
            SubstanceJson.Entry entry, Patients.Person person, ClinicRules.Rules here, List<Violation> wrong) {
        var today = here.dayOf(clock.instant());
        var started = entry.startedOn();
        var ended = entry.endedOn();
        if (started != null && (started.isAfter(today) || started.isBefore(person.birthDate()))) {
            wrong.add(violation("/startedOn", "IMPLAUSIBLE", "Between birth and today", "Entre el nacimiento y hoy"));
        }
        if (ended != null && (ended.isAfter(today.plusYears(1)) || ended.isBefore(person.birthDate()))) {
            wrong.add(violation(
                    "/endedOn",
                    "IMPLAUSIBLE",
                    "Between birth and a year from today",
                    "Entre el nacimiento y un año desde hoy"));
        }
        if (started != null && ended != null && ended.isBefore(started)) {
            wrong.add(violation("/endedOn", "BEFORE_START", "Not before its start", "No antes de su inicio"));
        }
    }

    private void checkList(UUID patientId, SubstanceJson.Entry entry, List<Violation> wrong) {
        var today = rules.of(clinic.get()).dayOf(clock.instant());
        if (table.size(patientId, entry.list()) >= MOST_ENTRIES) {
            wrong.add(violation(
                    "/", "LIST_FULL", "The list is full: " + MOST_ENTRIES, "La lista está llena: " + MOST_ENTRIES));
        }
        boolean none = entry.substance() == null && entry.state() == TriState.ABSENT;
        if (none
                && table.all(patientId, entry.list()).stream()
                        .anyMatch(other -> other.isCurrent(today) && !other.id().equals(entry.supersedesId()))) {
            wrong.add(violation(
                    "/state",
                    "CONTRADICTS_LIST",
                    "There is something on the list: amend or end it first",
                    "Hay algo en la lista: corríjalo o termínelo primero"));
        }
    }

    private SubstanceJson.Told told(SubstanceJson.Recorded entry, SubstanceJson.Kind list) {
        var substance = entry.substance();
        var code = substance == null ? null : substance.code();
        var ended = entry.state() == TriState.PRESENT
                && !entry.isCurrent(rules.of(clinic.get()).dayOf(clock.instant()));
        return new SubstanceJson.Told(
                entry.patientId(),
                entry.id(),
                list.name(),
                ended ? TriState.ABSENT : entry.state(),
                code,
                code == null || substance.system() == null
                        ? null
                        : substance.system().name(),
                entry.source(),
                entry.observedAt(),
                entry.supersedesId());
    }

    private static Violation violation(String at, String code, String en, String es) {
        return new Violation(at, code, new Text(en, es));
    }
}
