package org.paincare.patient.consent;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.ConsentGrant;
import org.paincare.patient.eligibility.engine.RuleSet;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.patient.expectation.Expectations;
import org.paincare.patient.facts.ClinicalFacts;
import org.paincare.patient.registry.Patients;
import org.paincare.patient.ruleset.ActiveRuleSets;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** The consents of the current clinic's patients. */
@ApplicationScoped
public class Consents implements PanacheRepositoryBase<Consent, UUID> {

    private static final String CAPACITY = "DECISION_CAPACITY";
    private static final String MONTHS = "CONSENT_MONTHS";
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final ConsentDocuments documents;
    private final Expectations expectations;
    private final ActiveRuleSets active;
    private final ClinicalFacts facts;
    private final Patients patients;
    private final ClinicRules rules;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<ClinicalChange> changes;

    Consents(
            ConsentDocuments documents,
            Expectations expectations,
            ActiveRuleSets active,
            ClinicalFacts facts,
            Patients patients,
            ClinicRules rules,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<ClinicalChange> changes) {
        this.documents = documents;
        this.expectations = expectations;
        this.active = active;
        this.facts = facts;
        this.patients = patients;
        this.rules = rules;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Records a signed consent. It supersedes the one of its type that stands; one signed before that is recorded as
     * superseded itself.
     *
     * @throws Problem CONSENT_REFUSED, PATIENT_DECEASED, LOST_RACE, NOT_FOUND
     */
    @Transactional
    Consent grant(UUID patientId, ConsentJson.Grant signed) {
        var person = patients.lockedAlive(patientId);
        var now = clock.instant();
        var signedOn = day(signed.signedAt());
        var latest = signedOn.plusMonths(months());
        var expiresOn = signed.expiresOn() == null ? latest : signed.expiresOn();
        var wrong = wrong(signed, signedOn, expiresOn, latest, person.birthDate(), now);
        wrong.addAll(documents.wrong(signed));
        if (signed.type() == ConsentType.TREATMENT_OFF_LABEL
                && !expectations.wasSeen(patientId, signed.signedAt().plus(CLOCK_SKEW))) {
            wrong.add(violation(
                    "/type",
                    "EXPECTATIONS_NOT_SEEN",
                    "Before this is signed the patient sees the expectations sheet in force: record that first",
                    "Antes de firmar, la persona ve la hoja de expectativas vigente: registre eso primero"));
        }
        if (signed.capacity() == ConsentJson.Capacity.HAS_CAPACITY
                && facts.state(patientId, CAPACITY).equals(Optional.of(TriState.ABSENT))) {
            wrong.add(violation(
                    "/capacity",
                    "CAPACITY_RECORDED_ABSENT",
                    "The record says that capacity is lacking: a representative signs, or record that it is back",
                    "Según la historia falta la capacidad: firma un representante, o registre que la recuperó"));
        }
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.CONSENT_REFUSED, wrong);
        }
        var consent = new Consent(clinic.get(), Ids.next(), patientId, signed, expiresOn, caller.get(), now);
        var standing = standing(patientId, signed.type());
        if (standing != null && standing.signedAt().isAfter(signed.signedAt())) {
            consent.supersede(standing.id());
            standing = null;
        } else if (standing != null) {
            standing.supersede(consent.id());
        }
        save(consent);
        outbox.append(OutgoingEvent.of(
                "ConsentGranted", patientId, now, consent.granted(standing == null ? null : standing.id())));
        audit.wrote(AuditEntry.of("CONSENT_GRANTED", "consent", consent.id(), patientId));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.CONSENT));
        return consent;
    }

    /**
     * Takes a consent back; again, it changes nothing.
     *
     * @throws Problem CONSENT_REFUSED for a time in the future or before the signature, NOT_FOUND
     */
    @Transactional
    Consent withdraw(UUID patientId, UUID id, ConsentJson.Withdraw withdrawal) {
        patients.locked(patientId);
        var consent = known(patientId, id);
        if (consent.isWithdrawn()) {
            return consent;
        }
        var now = clock.instant();
        var at = withdrawal.occurredAt() == null ? now : withdrawal.occurredAt();
        if (at.isAfter(now.plus(CLOCK_SKEW)) || at.isBefore(consent.signedAt())) {
            throw Problem.of(
                    PatientProblem.CONSENT_REFUSED,
                    violation(
                            "/occurredAt",
                            "IMPLAUSIBLE",
                            "After the signature, not in the future",
                            "Después de la firma y no futuro"));
        }
        consent.withdraw(at, withdrawal.reason());
        flush();
        outbox.append(OutgoingEvent.of("ConsentWithdrawn", patientId, now, consent.withdrawn(at)));
        audit.wrote(AuditEntry.of("CONSENT_WITHDRAWN", "consent", id, patientId));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.CONSENT));
        return consent;
    }

    @Transactional
    ConsentJson.Full read(UUID patientId, UUID id) {
        patients.person(patientId);
        var consent = known(patientId, id);
        audit.read(AuditEntry.of("CONSENT_READ", "consent", id, patientId));
        return consent.full(asOf());
    }

    ConsentJson.Full json(Consent consent) {
        return consent.full(asOf());
    }

    /** All there ever were, newest signature first. */
    @Transactional
    List<ConsentJson.Full> list(UUID patientId) {
        patients.person(patientId);
        audit.read(AuditEntry.of("CONSENTS_READ", "patient", patientId, patientId));
        var moment = asOf();
        return all(patientId).stream().map(consent -> consent.full(moment)).toList();
    }

    /** What is missing for the programme, for a session, or for one purpose. */
    @Transactional
    ConsentJson.MissingFor missing(UUID patientId, AskedPurpose purpose) {
        patients.person(patientId);
        audit.read(AuditEntry.of("CONSENTS_READ", "patient", patientId, patientId));
        var jurisdiction = rules.of(clinic.get()).jurisdiction();
        var missing = missing(all(patientId), purpose.required(active.current(), jurisdiction), asOf());
        return new ConsentJson.MissingFor(purpose.name(), missing.isEmpty(), missing);
    }

    /**
     * What a purpose may build on.
     *
     * @param expiresOn last day, where it is permitted
     * @param missing   where it is not: ABSENT, EXPIRED, WITHDRAWN, or OUTDATED by a later version of the document
     */
    public record Permission(
            ConsentType.Purpose purpose,
            boolean permitted,
            @Nullable UUID consentId,
            @Nullable LocalDate expiresOn,
            @Nullable String missing) {}

    /** The answer for each purpose there is. */
    @Transactional
    public List<Permission> permissions(UUID patientId) {
        var moment = asOf();
        var all = all(patientId);
        return Arrays.stream(ConsentType.values())
                .map(type -> permission(
                        type, all.stream().filter(c -> c.type() == type).toList(), moment))
                .toList();
    }

    private static Permission permission(ConsentType type, List<Consent> ofType, AsOf moment) {
        return ofType.stream()
                .filter(consent -> consent.state(moment) == ConsentJson.State.STANDING)
                .findFirst()
                .map(consent -> new Permission(type.purpose(), true, consent.id(), consent.expiresOn(), null))
                .orElseGet(() -> new Permission(
                        type.purpose(), false, null, null, gap(ofType, moment).name()));
    }

    /** As the rule engine reads them. */
    @Transactional
    public List<ConsentGrant> grants(UUID patientId) {
        var moment = asOf();
        return all(patientId).stream().map(consent -> consent.grant(moment)).toList();
    }

    private static List<ConsentJson.Missing> missing(List<Consent> all, List<ConsentType> required, AsOf moment) {
        var missing = new ArrayList<ConsentJson.Missing>();
        for (var type : required) {
            var ofType = all.stream().filter(c -> c.type() == type).toList();
            if (ofType.stream().noneMatch(c -> c.state(moment) == ConsentJson.State.STANDING)) {
                missing.add(new ConsentJson.Missing(type, gap(ofType, moment)));
            }
        }
        return missing;
    }

    /** Why the latest signature of a type does not count. */
    private static ConsentJson.Gap gap(List<Consent> ofType, AsOf moment) {
        return ofType.stream()
                .max(Comparator.comparing(Consent::signedAt).thenComparing(Consent::id))
                .map(latest -> switch (latest.state(moment)) {
                    case WITHDRAWN -> ConsentJson.Gap.WITHDRAWN;
                    case OUTDATED -> ConsentJson.Gap.OUTDATED;
                    case EXPIRED, SUPERSEDED, STANDING -> ConsentJson.Gap.EXPIRED;
                })
                .orElse(ConsentJson.Gap.ABSENT);
    }

    private List<Consent> all(UUID patientId) {
        return list("patientId = ?1 order by signedAt desc, id desc", patientId);
    }

    private @Nullable Consent standing(UUID patientId, ConsentType type) {
        return find("patientId = ?1 and type = ?2 and supersededBy is null and withdrawnAt is null", patientId, type)
                .firstResult();
    }

    private Consent known(UUID patientId, UUID id) {
        return findByIdOptional(id)
                .filter(consent -> consent.patientId().equals(patientId))
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private void save(Consent consent) {
        try {
            // The superseded one first: the database lets one of a type stand.
            flush();
            persistAndFlush(consent);
        } catch (RuntimeException failure) {
            throw "consent_one_stands".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PlatformProblem.LOST_RACE)
                    : failure;
        }
    }

    private static List<Violation> wrong(
            ConsentJson.Grant signed,
            LocalDate signedOn,
            LocalDate expiresOn,
            LocalDate latest,
            LocalDate birthDate,
            Instant now) {
        var wrong = new ArrayList<Violation>();
        if (signed.signedAt().isAfter(now.plus(CLOCK_SKEW)) || signedOn.isBefore(birthDate)) {
            wrong.add(violation("/signedAt", "IMPLAUSIBLE", "Between birth and now", "Entre el nacimiento y ahora"));
        }
        if (expiresOn.isBefore(signedOn) || expiresOn.isAfter(latest)) {
            wrong.add(violation(
                    "/expiresOn",
                    "OUT_OF_RANGE",
                    "From the day of the signature to " + latest,
                    "Del día de la firma a " + latest));
        }
        if (signed.capacity() == ConsentJson.Capacity.LACKS_CAPACITY && signed.representative() == null) {
            wrong.add(violation(
                    "/representative",
                    "REPRESENTATIVE_REQUIRED",
                    "Without capacity a legal representative signs",
                    "Sin capacidad firma un representante legal"));
        }
        if (signed.method() == ConsentJson.Method.VERBAL && signed.witness() == null) {
            wrong.add(violation(
                    "/witness",
                    "WITNESS_REQUIRED",
                    "A spoken consent needs a witness",
                    "Un consentimiento verbal necesita un testigo"));
        }
        return wrong;
    }

    private static Violation violation(String at, String code, String en, String es) {
        return new Violation(at, code, new Text(en, es));
    }

    /** Months after which consent is asked for anew: what the clinic set, else the rule set's number. */
    private int months() {
        var own = rules.of(clinic.get()).policyNumbers().get(MONTHS);
        return (own == null ? active.current().parameters().get(MONTHS).value() : own).intValueExact();
    }

    private LocalDate day(Instant instant) {
        return rules.of(clinic.get()).dayOf(instant);
    }

    private AsOf asOf() {
        var now = clock.instant();
        return new AsOf(day(now), now, documents.all());
    }

    /** What a caller may ask about: the sets that eligibility requires, or one purpose. */
    enum AskedPurpose {
        /** Being in the programme. */
        PROGRAMME,
        /** Being treated today. */
        SESSION,
        TREATMENT,
        SEDATION,
        CONTROLLED_SUBSTANCE,
        NO_DRIVING,
        DATA_PROCESSING,
        SENSITIVE_DATA,
        MESSAGING,
        OUTCOME_REPORTING,
        RESEARCH,
        DISCLOSURE;

        List<ConsentType> required(RuleSet rules, String jurisdiction) {
            return switch (this) {
                case PROGRAMME -> ofScope(rules, Scope.P, jurisdiction);
                case SESSION -> ofScope(rules, Scope.S, jurisdiction);
                case TREATMENT,
                        SEDATION,
                        CONTROLLED_SUBSTANCE,
                        NO_DRIVING,
                        DATA_PROCESSING,
                        SENSITIVE_DATA,
                        MESSAGING,
                        OUTCOME_REPORTING,
                        RESEARCH,
                        DISCLOSURE ->
                    Arrays.stream(ConsentType.values())
                            .filter(type -> type.purpose().name().equals(name()))
                            .toList();
            };
        }

        private static List<ConsentType> ofScope(RuleSet rules, Scope scope, String jurisdiction) {
            return rules.requiredConsents(scope, jurisdiction).stream()
                    .map(required -> ConsentType.valueOf(required.type()))
                    .toList();
        }
    }
}
