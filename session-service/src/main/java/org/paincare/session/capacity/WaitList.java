package org.paincare.session.capacity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;

/** Who waits for a freed place, by priority and then by who came first. */
@ApplicationScoped
class WaitList implements PanacheRepositoryBase<WaitListEntry, UUID> {

    private final CapacityPolicies policies;
    private final ActivePlans plans;
    private final KnownPatients patients;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    WaitList(
            CapacityPolicies policies,
            ActivePlans plans,
            KnownPatients patients,
            ClinicProfiles clinics,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.policies = policies;
        this.plans = plans;
        this.patients = patients;
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem NOT_FOUND, PLAN_NOT_ACTIVE, WAIT_LIST_DAYS_INVALID, WAIT_LIST_TWICE */
    @Transactional
    WaitListEntry add(UUID clinicId, CapacityJson.Wait asked) {
        clinics.mustBeCurrent(clinicId);
        var patient = patients.canonical(asked.patientId());
        var plan = plans.active(asked.planId());
        if (!plan.patientId().equals(patient)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        var today = LocalDate.ofInstant(clock.instant(), clinics.current().zone());
        var inOrder = asked.notBefore() == null
                || asked.notAfter() == null
                || !asked.notBefore().isAfter(asked.notAfter());
        if (asked.toDay().isBefore(today)
                || asked.fromDay().isAfter(asked.toDay())
                || asked.toDay().isAfter(today.plusYears(1))
                || !inOrder) {
            throw Problem.of(SessionProblem.WAIT_LIST_DAYS_INVALID);
        }
        var needed = policies.current().inTheChair(plan.content().duration()).toMinutes();
        var minutes = asked.minutes() == null ? Math.toIntExact(Math.min(needed, 1440)) : asked.minutes();
        var entry = new WaitListEntry(
                clinic.get(), Ids.next(), patient, asked, minutes, caller.get().id(), clock.instant());
        try {
            persistAndFlush(entry);
        } catch (RuntimeException failure) {
            throw "wait_list_once".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SessionProblem.WAIT_LIST_TWICE)
                    : failure;
        }
        audit.wrote(AuditEntry.of("WAIT_LIST_JOINED", "wait-list-entry", entry.id(), patient));
        return entry;
    }

    /** Those who wait or were offered a place. */
    @Transactional
    List<WaitListEntry> open(UUID clinicId, int most) {
        clinics.mustBeCurrent(clinicId);
        audit.read(new AuditEntry("WAIT_LIST_READ", "wait-list-entry", null, null, null));
        return find(
                        "state in ?1 order by priority, createdAt, id",
                        List.of(WaitListEntry.State.WAITING, WaitListEntry.State.OFFERED))
                .page(0, most)
                .list();
    }

    @Transactional
    WaitListEntry withdraw(UUID clinicId, UUID id, @Nullable String ifMatch, CapacityJson.Withdraw asked) {
        clinics.mustBeCurrent(clinicId);
        var entry = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, entry);
        entry.withdraw(asked.reason());
        flush();
        audit.wrote(AuditEntry.of("WAIT_LIST_LEFT", "wait-list-entry", id, entry.patientId())
                .because(asked.reason()));
        return entry;
    }

    /** They will not come: nothing is offered to them any more. */
    void leaves(UUID patientId, String why) {
        find("patientId = ?1 and state = ?2", patientId, WaitListEntry.State.WAITING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(entry -> {
                    entry.withdraw(why);
                    audit.wrote(AuditEntry.of("WAIT_LIST_LEFT", "wait-list-entry", entry.id(), patientId)
                            .because(why));
                });
        flush();
    }

    /** Who waits now, in the order in which places are offered. */
    List<WaitListEntry> waiting() {
        return list("state = ?1 order by priority, createdAt, id", WaitListEntry.State.WAITING);
    }

    /** The entry again, locked, if it still waits. */
    Optional<WaitListEntry> stillWaiting(WaitListEntry entry) {
        getEntityManager().refresh(entry, LockModeType.PESSIMISTIC_WRITE);
        return Optional.of(entry).filter(e -> e.state() == WaitListEntry.State.WAITING);
    }

    /** The entry that a held booking was made for. */
    Optional<WaitListEntry> offered(UUID bookingId) {
        return find("bookingId = ?1 and state = ?2", bookingId, WaitListEntry.State.OFFERED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }
}
