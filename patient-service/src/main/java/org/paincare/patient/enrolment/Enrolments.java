package org.paincare.patient.enrolment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.CareChange;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.ProgrammeStage;
import org.paincare.patient.registry.PatientDeath;
import org.paincare.patient.registry.PatientDeathCorrected;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** The enrolments of the current clinic: enters what happened, and lets the enrolment become what all of it comes to. */
@ApplicationScoped
class Enrolments implements PanacheRepositoryBase<Enrolment, UUID> {

    private final EntryTable entries;
    private final LifeRules rules;
    private final EnrolmentEvents events;
    private final EnrolmentGuards guards;
    private final Patients patients;
    private final ClinicRules clinicRules;
    private final DueWork due;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<CareChange> changes;

    Enrolments(
            EntryTable entries,
            LifeRules rules,
            EnrolmentEvents events,
            EnrolmentGuards guards,
            Patients patients,
            ClinicRules clinicRules,
            DueWork due,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<CareChange> changes) {
        this.entries = entries;
        this.rules = rules;
        this.events = events;
        this.guards = guards;
        this.patients = patients;
        this.clinicRules = clinicRules;
        this.due = due;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    /**
     * Refers a patient to the programme.
     *
     * @throws Problem ALREADY_REFERRED with the enrolment there is, PATIENT_DECEASED, NOT_FOUND
     */
    @Transactional
    Enrolment refer(UUID patientId, EnrolmentJson.Refer referral) {
        patients.lockedAlive(patientId);
        ofPatient(patientId).ifPresent(there -> {
            throw Problem.of(PatientProblem.ALREADY_REFERRED)
                    .with("enrolmentId", there.id())
                    .with("currentState", String.valueOf(there.state()));
        });
        var enrolment = new Enrolment(clinic.get(), Ids.next(), patientId, referral.programmeOrDefault());
        enter(patientId, Trigger.REFERRED, null, referral.note(), clock.instant());
        settle(enrolment);
        audit.wrote(AuditEntry.of("PATIENT_REFERRED", "enrolment", enrolment.id(), patientId));
        return enrolment;
    }

    /**
     * Gives a command.
     *
     * @param ifMatch null only where the command needs none
     * @throws Problem ENROLMENT_STATE with the commands that are allowed, NOT_ELIGIBLE with the rules that block, STALE
     */
    @Transactional
    Enrolment command(UUID id, Trigger trigger, EnrolmentJson.Step step, @Nullable String ifMatch) {
        var patientId = known(id).patientId();
        patients.locked(patientId);
        var enrolment = known(id);
        getEntityManager().refresh(enrolment);
        if (trigger.needsIfMatch()) {
            Etags.mustMatch(ifMatch, enrolment);
        }
        var life = life(patientId);
        if (!life.allows(trigger)) {
            throw Problem.of(PatientProblem.ENROLMENT_STATE)
                    .with("currentState", life.state())
                    .with("allowedCommands", guards.allowed(patientId, life));
        }
        var blocked = guards.blocking(patientId, trigger);
        if (!blocked.isEmpty()) {
            throw Problem.of(PatientProblem.NOT_ELIGIBLE)
                    .with("currentState", life.state())
                    .with("blockedBy", blocked)
                    .with("allowedCommands", guards.allowed(patientId, life));
        }
        var now = clock.instant();
        var at = now.isAfter(life.since()) ? now : life.since().plusMillis(1);
        enter(patientId, trigger, step.reason(), step.note(), at);
        settle(enrolment);
        audit.wrote(AuditEntry.of("ENROLMENT_" + trigger, "enrolment", id, patientId));
        return enrolment;
    }

    /** Enters what another service told; the patient or their enrolment may not be known yet. The same again is nothing. */
    @Transactional
    void heard(UUID eventId, UUID patientId, Trigger trigger, @Nullable String reason, Instant occurredAt) {
        if (patients.knows(patientId)) {
            patients.locked(patientId);
        }
        entries.insert(
                patientId,
                new EntryTable.Row(eventId, trigger, reason, null, occurredAt, Actor.SYSTEM),
                clock.instant());
        ofPatient(patientId).ifPresent(enrolment -> {
            if (settle(enrolment)) {
                audit.wroteBySystem(AuditEntry.of("ENROLMENT_" + trigger, "enrolment", enrolment.id(), patientId));
            }
        });
    }

    /** The state was waited in for as long as it may be. */
    @Transactional
    void aged(UUID id, Instant dueAt) {
        findByIdOptional(id).filter(e -> dueAt.equals(e.deadlineAt())).ifPresent(enrolment -> {
            var trigger = Trigger.deadlineOf(enrolment.state()).orElseThrow();
            patients.locked(enrolment.patientId());
            entries.insert(
                    enrolment.patientId(),
                    new EntryTable.Row(Ids.next(), trigger, null, null, dueAt, Actor.SYSTEM),
                    clock.instant());
            settle(enrolment);
            audit.wroteBySystem(AuditEntry.of("ENROLMENT_" + trigger, "enrolment", id, enrolment.patientId()));
        });
    }

    void died(@Observes PatientDeath death) {
        enter(death.patientId(), Trigger.DIED, null, null, death.occurredAt());
        ofPatient(death.patientId()).ifPresent(this::settle);
    }

    void lives(@Observes PatientDeathCorrected corrected) {
        enter(corrected.patientId(), Trigger.DEATH_CORRECTED, null, null, corrected.correctedAt());
        ofPatient(corrected.patientId()).ifPresent(this::settle);
    }

    /**
     * What follow-up needs of somebody on the way changed: the event is told anew. Before enrolment too: the provisional
     * baseline of SCREENING is kept in the measure of the diagnosis.
     */
    void changed(@Observes ClinicalChange change) {
        if (change.kind() == ClinicalChange.Kind.HISTORY) {
            ofPatient(change.patientId())
                    .filter(enrolment -> Stages.of(enrolment.state()) != ProgrammeStage.Stage.ENDED)
                    .ifPresent(
                            enrolment -> events.told(enrolment, enrolment.state(), "DETAILS_CHANGED", clock.instant()));
        }
    }

    @Transactional
    EnrolmentJson.Full read(UUID id) {
        var enrolment = known(id);
        audit.read(AuditEntry.of("ENROLMENT_READ", "enrolment", id, enrolment.patientId()));
        return json(enrolment);
    }

    /** At most one today; a list because a patient may come to be in several programmes. */
    @Transactional
    List<Enrolment> listOf(UUID patientId) {
        patients.person(patientId);
        audit.read(AuditEntry.of("ENROLMENTS_READ", "patient", patientId, patientId));
        return list("patientId", patientId);
    }

    /** In the order of their ids, after the given one. */
    @Transactional
    List<Enrolment> page(@Nullable State state, @Nullable UUID after, int limit) {
        audit.read(new AuditEntry("ENROLMENTS_READ", "enrolment", null, null, null));
        var own = caller.ownRecordsOnly() ? caller.get().patientId() : null;
        if (caller.ownRecordsOnly() && own == null) {
            return List.of();
        }
        return find(
                        "(?1 is null or state = ?1) and (?2 is null or id > ?2) and (?3 is null or patientId = ?3) order by id",
                        state,
                        after,
                        own)
                .page(0, limit)
                .list();
    }

    /** The enrolment's version as the next command needs it. */
    @Transactional
    Enrolment entity(UUID id) {
        return known(id);
    }

    EnrolmentJson.Full json(Enrolment enrolment) {
        var patientId = enrolment.patientId();
        var life = life(patientId);
        return new EnrolmentJson.Full(
                enrolment.id(),
                patientId,
                enrolment.programme(),
                life.state(),
                life.since(),
                enrolment.startedOn(),
                enrolment.deadlineAt(),
                guards.moves(entries.of(patientId), life),
                guards.allowed(patientId, life));
    }

    Optional<Enrolment> ofPatient(UUID patientId) {
        return find("patientId", patientId).firstResultOptional();
    }

    private Enrolment known(UUID id) {
        var enrolment = findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(enrolment.patientId());
        return enrolment;
    }

    private void enter(
            UUID patientId, Trigger trigger, @Nullable String reason, @Nullable String note, Instant occurredAt) {
        entries.insert(
                patientId,
                new EntryTable.Row(Ids.next(), trigger, reason, note, occurredAt, Actor.of(caller.get())),
                clock.instant());
    }

    private Life life(UUID patientId) {
        return Life.of(entries.of(patientId).stream().map(EntryTable.Row::entry).toList(), rules.deadlines())
                .orElseThrow(() -> new IllegalStateException("an enrolment begins with a referral"));
    }

    /** Lets the enrolment become what its entries come to; true where that is another state. */
    private boolean settle(Enrolment enrolment) {
        var life = life(enrolment.patientId());
        var before = enrolment.state();
        Duration wait = rules.deadlines().get(life.state());
        var deadline = wait == null ? null : life.since().plus(wait);
        var eligibleAt = life.eligibleAt();
        enrolment.become(
                life, eligibleAt == null ? null : clinicRules.of(clinic.get()).dayOf(eligibleAt), deadline);
        persistAndFlush(enrolment);
        due.cancel(Deadline.KIND, enrolment.id());
        if (deadline != null) {
            due.schedule(Deadline.KIND, enrolment.id(), deadline);
        }
        if (before == life.state()) {
            return false;
        }
        var last = life.lastMove();
        events.told(enrolment, before, last.reason(), last.at());
        changes.fire(new CareChange(enrolment.patientId()));
        return true;
    }
}
