package org.paincare.patient.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.ChangeLimit;
import org.paincare.patient.eligibility.engine.FactReading;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** Records clinical facts and says what stands. Nothing is ever overwritten: an amendment is a fact of its own. */
@ApplicationScoped
public class ClinicalFacts {

    private final FactTable table;
    private final FactUnits units;
    private final FirstWeight firstWeight;
    private final Patients patients;
    private final ClinicRules rules;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;
    private final Event<ClinicalChange> changes;

    ClinicalFacts(
            FactTable table,
            FactUnits units,
            FirstWeight firstWeight,
            Patients patients,
            ClinicRules rules,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock,
            Event<ClinicalChange> changes) {
        this.table = table;
        this.units = units;
        this.firstWeight = firstWeight;
        this.patients = patients;
        this.rules = rules;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
        this.changes = changes;
    }

    /** A body weight in kg as last measured. */
    public record Weight(BigDecimal kg, Instant observedAt) {}

    /**
     * Records all entries or none.
     *
     * @throws Problem FACT_REFUSED with every violation, FACT_ALREADY_SUPERSEDED, NOT_FOUND
     */
    @Transactional
    List<FactJson.Fact> record(UUID patient, List<FactEntry> entries, Actor by) {
        var kept = units.converted(entries);
        return recordMeasured(patient, kept, i -> Entered.of(entries.get(i), kept.get(i)), by, "");
    }

    /**
     * Records what another feature made of what it was told.
     *
     * @param entered the number that it was told, where it has one
     * @param at      where in the request it stands, for the pointers of a refusal
     * @throws Problem FACT_REFUSED, FACT_ALREADY_SUPERSEDED, NOT_FOUND
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID recordDerived(UUID patient, FactEntry entry, @Nullable Entered entered, Actor by, String at) {
        return recordMeasured(patient, List.of(entry), i -> entered, by, at)
                .getFirst()
                .id();
    }

    private List<FactJson.Fact> recordMeasured(
            UUID patient, List<FactEntry> entries, IntFunction<@Nullable Entered> entered, Actor by, String at) {
        var findings = check(patient, entries, at);
        var facts = IntStream.range(0, entries.size())
                .mapToObj(i -> write(patient, null, entries.get(i), entered.apply(i), findings.get(i), by))
                .toList();
        audit.wrote(AuditEntry.of("FACTS_RECORDED", "patient", patient, patient));
        changes.fire(new ClinicalChange(patient, ClinicalChange.Kind.FACT));
        return facts;
    }

    /**
     * Records the facts that a session took today. Sent again they change nothing; the same moment with another value is
     * an amendment.
     *
     * @param at where in the request they stand, for the pointers of a refusal
     * @throws Problem FACT_REFUSED
     */
    @Transactional
    public void recordForSession(UUID patient, @Nullable UUID session, List<FactEntry> said, Actor by, String at) {
        var entries = units.converted(said);
        Map<String, FactJson.Fact> before = session == null
                ? Map.of()
                : table.ofSession(patient, session).stream()
                        .collect(Collectors.toMap(
                                f -> f.code() + f.observedAt(), Function.identity(), (a, b) -> b, HashMap::new));
        var news = entries.stream()
                .map(entry -> {
                    var known = before.get(entry.code() + entry.observedAt());
                    return known == null || known.is(entry) ? entry : entry.amending(known.id());
                })
                .toList();
        var findings = check(patient, news, at);
        boolean changed = false;
        for (int i = 0; i < news.size(); i++) {
            var entry = news.get(i);
            var known = before.get(entry.code() + entry.observedAt());
            if (known != null && known.is(entry)) {
                continue;
            }
            write(patient, session, entry, Entered.of(said.get(i), entry), findings.get(i), by);
            changed = true;
        }
        if (changed) {
            audit.wrote(AuditEntry.of("FACTS_RECORDED", "patient", patient, patient));
            changes.fire(new ClinicalChange(patient, ClinicalChange.Kind.FACT));
        }
    }

    /**
     * Records what another service told; of a patient nobody knows here, nothing.
     *
     * @throws Problem FACT_REFUSED, which parks the event: a contract that does not fit the vocabulary is a fault
     */
    @Transactional
    void recordHeard(UUID patient, FactEntry entry) {
        if (!patients.knows(patient)) {
            return;
        }
        var findings = check(patient, List.of(entry), "");
        var fact = write(patient, null, entry, null, findings.getFirst(), Actor.SYSTEM);
        audit.wroteBySystem(AuditEntry.of("FACTS_RECORDED", "fact", fact.id(), patient));
        changes.fire(new ClinicalChange(patient, ClinicalChange.Kind.FACT));
    }

    /** Refuses what {@link #recordForSession} would refuse, and records nothing: for a dry run. */
    @Transactional
    public Map<String, List<FactReading>> readingsWith(UUID patient, List<FactEntry> said, String at) {
        var entries = units.converted(said);
        check(patient, entries, at);
        var readings = new TreeMap<>(readings(patient));
        var now = clock.instant();
        var replaced = entries.stream()
                .map(FactEntry::supersedesFactId)
                .filter(java.util.Objects::nonNull)
                .map(UUID::toString)
                .collect(Collectors.toSet());
        readings.replaceAll((code, known) ->
                known.stream().filter(r -> !replaced.contains(r.id())).toList());
        for (int i = 0; i < entries.size(); i++) {
            var reading = entries.get(i).reading("request-" + i, now, "request");
            readings.merge(entries.get(i).code(), List.of(reading), ClinicalFacts::joined);
        }
        return readings;
    }

    /** What stands, as the rule engine reads it. */
    @Transactional
    public Map<String, List<FactReading>> readings(UUID patient) {
        var readings = new TreeMap<String, List<FactReading>>();
        table.standing(patient)
                .forEach((code, facts) -> readings.put(
                        code, facts.stream().map(ClinicalFacts::reading).toList()));
        return readings;
    }

    @Transactional
    public Optional<Weight> weight(UUID patient) {
        return table.current(patient, FirstWeight.WEIGHT).stream()
                .filter(fact -> fact.value() != null)
                .map(fact -> new Weight(fact.value(), fact.observedAt()))
                .findFirst();
    }

    /** What the latest observation of a fact says; empty where nobody recorded it. */
    @Transactional
    public Optional<TriState> state(UUID patient, String code) {
        return table.current(patient, code).stream().findFirst().map(FactJson.Fact::state);
    }

    /** Codes among these whose latest observation is PRESENT. */
    @Transactional
    public List<String> present(UUID patient, java.util.Set<String> codes) {
        return table.current(patient, null).stream()
                .filter(fact -> codes.contains(fact.code()))
                .filter(fact -> fact.state() == TriState.PRESENT)
                .map(FactJson.Fact::code)
                .sorted()
                .toList();
    }

    @Transactional
    FactJson.Fact get(UUID patient, UUID id) {
        patients.person(patient);
        var fact = table.find(patient, id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        audit.read(AuditEntry.of("FACT_READ", "fact", id, patient));
        return fact;
    }

    @Transactional
    List<FactJson.Fact> timeline(
            UUID patient,
            @Nullable String code,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Instant beforeObserved,
            @Nullable UUID beforeId,
            int limit) {
        patients.person(patient);
        audit.read(AuditEntry.of("FACTS_READ", "patient", patient, patient));
        return table.timeline(patient, code, from, to, beforeObserved, beforeId, limit);
    }

    @Transactional
    List<FactJson.Fact> current(UUID patient, @Nullable String code) {
        patients.person(patient);
        audit.read(AuditEntry.of("FACTS_READ", "patient", patient, patient));
        return table.current(patient, code);
    }

    /** What is remarkable about each entry's number, where all can be recorded. */
    private List<ChangeLimit.Finding> check(UUID patient, List<FactEntry> entries, String at) {
        var person = patients.person(patient);
        var checker = new FactRules(
                RuleSets.current().vocabulary(), rules.of(clinic.get()), person.birthDate(), clock.instant());
        var wrong = new ArrayList<Violation>();
        IntStream.range(0, entries.size()).forEach(i -> wrong.addAll(checker.check(entries.get(i), at + "/" + i)));
        var amended = new HashSet<UUID>();
        for (int i = 0; i < entries.size(); i++) {
            checkAmendment(patient, entries.get(i), at + "/" + i, amended, wrong);
        }
        // A number that is no number of its kind says nothing about a change.
        var findings = wrong.isEmpty() ? changes(patient, entries, checker, at, wrong) : List.<ChangeLimit.Finding>of();
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.FACT_REFUSED, wrong);
        }
        return findings;
    }

    private List<ChangeLimit.Finding> changes(
            UUID patient, List<FactEntry> entries, FactRules checker, String at, List<Violation> wrong) {
        var findings = new ArrayList<ChangeLimit.Finding>();
        for (int i = 0; i < entries.size(); i++) {
            var earlier = entries.subList(0, i);
            var finding = checker.change(entries.get(i), (entry, since) -> before(patient, entry, since, earlier));
            checker.unconfirmed(entries.get(i), finding, at + "/" + i).ifPresent(wrong::add);
            if (firstWeight.isSuspect(entries.get(i))
                    && before(patient, entries.get(i), Instant.EPOCH, earlier).isEmpty()
                    && firstWeight.fitsNoHeight(patient, entries.get(i), entries)) {
                wrong.add(FactRules.implausibleForHeight(at + "/" + i));
            }
            findings.add(finding);
        }
        return findings;
    }

    /** The number known last: of the same request, where it comes earlier there and in time, or else on record. */
    private Optional<BigDecimal> before(UUID patient, FactEntry entry, Instant since, List<FactEntry> earlier) {
        return earlier.stream()
                .filter(other -> other.code().equals(entry.code()) && other.value() != null)
                .filter(other -> !other.observedAt().isAfter(entry.observedAt()))
                .max(Comparator.comparing(FactEntry::observedAt))
                .map(FactEntry::value)
                .or(() ->
                        table.numberBefore(patient, entry.code(), entry.observedAt(), since, entry.supersedesFactId()));
    }

    private void checkAmendment(
            UUID patient, FactEntry entry, String at, HashSet<UUID> amended, List<Violation> wrong) {
        var id = entry.supersedesFactId();
        if (id == null) {
            return;
        }
        var old = table.find(patient, id).filter(fact -> fact.code().equals(entry.code()));
        if (old.isEmpty()) {
            wrong.add(FactRules.violation(
                    at + "/supersedesFactId",
                    "NOTHING_TO_SUPERSEDE",
                    "The patient has no such fact of this code",
                    "La persona no tiene ese dato con este código"));
        } else if (old.get().supersededBy() != null || !amended.add(id)) {
            throw Problem.of(PatientProblem.FACT_ALREADY_SUPERSEDED);
        }
    }

    private FactJson.Fact write(
            UUID patient,
            @Nullable UUID session,
            FactEntry entry,
            @Nullable Entered entered,
            ChangeLimit.Finding change,
            Actor by) {
        var vocabulary = RuleSets.current().vocabulary();
        var now = clock.instant();
        var unit = entry.value() == null
                ? null
                : vocabulary.find(entry.code()).orElseThrow().unit();
        var fact = new FactJson.Fact(
                Ids.next(),
                patient,
                entry.code(),
                entry.state(),
                entry.value(),
                entry.valueCode(),
                entry.valueDate(),
                unit,
                entered,
                entry.observedAt(),
                entry.source(),
                entry.validUntil(),
                session,
                vocabulary.version(),
                entry.supersedesFactId(),
                null,
                warnings(change),
                now,
                by);
        table.insert(fact);
        outbox.append(OutgoingEvent.of("FactRecorded", patient, now, FactJson.Event.of(fact)));
        return fact;
    }

    private static @Nullable List<FactJson.Warning> warnings(ChangeLimit.Finding change) {
        return switch (change) {
            case NONE -> null;
            case WARN -> List.of(FactJson.Warning.CHANGED_MUCH);
            case CONFIRM, CONFIRM_UNIT -> List.of(FactJson.Warning.CHANGED_MUCH, FactJson.Warning.CHANGE_CONFIRMED);
        };
    }

    private static FactReading reading(FactJson.Fact fact) {
        var by = fact.recordedBy().id();
        var entry = new FactEntry(
                fact.code(),
                fact.state(),
                fact.value(),
                fact.valueCode(),
                fact.valueDate(),
                fact.unit(),
                fact.observedAt(),
                fact.source(),
                null,
                fact.validUntil(),
                null);
        return entry.reading(fact.id().toString(), fact.recordedAt(), by == null ? "system" : by.toString());
    }

    private static List<FactReading> joined(List<FactReading> known, List<FactReading> more) {
        var all = new ArrayList<>(known);
        all.addAll(more);
        return all;
    }
}
