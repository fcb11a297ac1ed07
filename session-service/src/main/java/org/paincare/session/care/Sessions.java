package org.paincare.session.care;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.standing.KnownPatients;
import org.paincare.session.standing.KnownStaff;
import org.paincare.session.standing.PatientService.Reply;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.SessionState;

/** The sessions of the current clinic: made by bookings, and what is not done at the bedside. */
@ApplicationScoped
public class Sessions implements PanacheRepositoryBase<Session, UUID> {

    private static final Set<SessionState> DID_NOT_TAKE_PLACE =
            Set.of(SessionState.CANCELLED, SessionState.NO_SHOW, SessionState.ABORTED_PRECHECK);

    private final Lifecycle lifecycle;
    private final Lifecycle.Waiting waiting;
    private final PreChecks preChecks;
    private final Waivers waivers;
    private final Standings standings;
    private final SessionEvents events;
    private final BookingDesk bookings;
    private final DrugStops drug;
    private final KnownStaff staff;
    private final KnownPatients patients;
    private final Audit audit;
    private final CurrentClinic clinic;
    private static final Set<SessionState> NOT_BEGUN = EnumSet.of(
            SessionState.PLANNED,
            SessionState.SCHEDULED,
            SessionState.CHECKED_IN,
            SessionState.PRECHECK,
            SessionState.READY);

    private final CurrentCaller caller;
    private final InstantSource clock;

    Sessions(
            Lifecycle lifecycle,
            Lifecycle.Waiting waiting,
            PreChecks preChecks,
            Waivers waivers,
            Standings standings,
            SessionEvents events,
            BookingDesk bookings,
            DrugStops drug,
            KnownStaff staff,
            KnownPatients patients,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.lifecycle = lifecycle;
        this.waiting = waiting;
        this.preChecks = preChecks;
        this.waivers = waivers;
        this.standings = standings;
        this.events = events;
        this.bookings = bookings;
        this.drug = drug;
        this.staff = staff;
        this.patients = patients;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** Gives a place back when its session is over or does not take place. */
    public interface BookingDesk {
        /** @param bookingId null for a session that has none, which gives nothing back */
        void release(@Nullable UUID bookingId);
    }

    /** Takes note that drug stops because the patient is taken elsewhere or died; the pump's volume is read later. */
    public interface DrugStops {
        void drugStops(Session session, Instant at);
    }

    /** Makes the session of a booking; the plan is locked by the caller, so that no two take the same place in it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Session schedule(UUID id, Session.Scheduling wanted) {
        var session = new Session(clinic.get(), id, wanted, placesTaken(wanted.planId()) + 1, clock.instant());
        persistAndFlush(session);
        waiting.begins(session);
        return session;
    }

    /** A session without a booking; the plan is locked by the caller. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Session plan(UUID id, Session.Planning wanted) {
        var session = new Session(clinic.get(), id, wanted, placesTaken(wanted.planId()) + 1, clock.instant());
        persistAndFlush(session);
        waiting.begins(session);
        return session;
    }

    /**
     * A booking gives a planned session its place.
     *
     * @throws Problem NOT_FOUND for another plan's or patient's session, STATE_DOES_NOT_ALLOW for one that is not planned
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Session schedulePlanned(UUID id, Session.Scheduling wanted) {
        var session = lifecycle.lock(id);
        if (!session.planId().equals(wanted.planId())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        lifecycle.mustBeIn(session, Command.SCHEDULE.name(), SessionState.PLANNED);
        session.book(wanted.bookingId(), wanted.chairId(), wanted.startsAt(), wanted.endsAt());
        return lifecycle
                .step(
                        session,
                        new Lifecycle.Ask(Command.SCHEDULE, null, null, null),
                        evidence -> evidence.booking(true, false))
                .session();
    }

    /** How many sessions of a plan are planned, booked or took place. */
    public int placesTaken(UUID planId) {
        return Math.toIntExact(count("planId = ?1 and state not in ?2", planId, DID_NOT_TAKE_PLACE));
    }

    /** Another chair or time for a session that has not begun. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void move(UUID id, UUID chair, Instant from, Instant to) {
        var session = lifecycle.lock(id);
        lifecycle.mustBeIn(session, "MOVE", SessionState.PLANNED, SessionState.SCHEDULED);
        session.moveTo(chair, from, to);
        flush();
        waiting.begins(session);
    }

    @Transactional
    Session read(UUID id) {
        var session = lifecycle.find(id);
        caller.mustOwn(session.patientId());
        if (caller.ownRecordsOnly() && session.state() != SessionState.CLOSED) {
            // A patient reads their session once it is closed (matrix of product.md).
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        audit.read(AuditEntry.of("SESSION_READ", "session", id, session.patientId()));
        return session;
    }

    @Transactional
    List<Session> ofPatient(UUID patientId, @Nullable Instant after, @Nullable UUID afterId, int most) {
        patients.get(patientId);
        audit.read(AuditEntry.of("SESSIONS_READ", "session", patientId, patientId));
        var ids = patients.aliases(patientId);
        return after == null
                ? find("patientId in ?1 order by startsAt, id", ids)
                        .page(0, most)
                        .list()
                : find(
                                "patientId in ?1 and (startsAt > ?2 or startsAt = ?2 and id > ?3) order by startsAt, id",
                                ids,
                                after,
                                afterId)
                        .page(0, most)
                        .list();
    }

    @Transactional
    List<Session> ofClinic(Instant from, Instant to, @Nullable Instant after, @Nullable UUID afterId, int most) {
        audit.read(new AuditEntry("SESSIONS_READ", "session", null, null, null));
        return after == null
                ? find("startsAt >= ?1 and startsAt < ?2 order by startsAt, id", from, to)
                        .page(0, most)
                        .list()
                : find(
                                "startsAt >= ?1 and startsAt < ?2 and (startsAt > ?3 or startsAt = ?3 and id > ?4)"
                                        + " order by startsAt, id",
                                from,
                                to,
                                after,
                                afterId)
                        .page(0, most)
                        .list();
    }

    @Transactional
    Session checkIn(UUID id, @Nullable String ifMatch, SessionJson.CheckIn asked) {
        var session = lifecycle.lock(id);
        var taken = lifecycle.take(
                session, new Lifecycle.Ask(Command.CHECK_IN, ifMatch, null, asked.occurredAt()), evidence -> {});
        if (asked.responsibleNurseId() != null) {
            giveTo(session, asked.responsibleNurseId());
        } else if (caller.get().is(Role.NURSE) || caller.get().is(Role.HEAD_NURSE)) {
            session.giveTo(staff.idOf(caller.get().id()), caller.get().displayName());
        }
        flush();
        return taken.session();
    }

    @Transactional
    Session makeResponsible(UUID id, @Nullable String ifMatch, UUID nurse) {
        var session = lifecycle.lock(id);
        Etags.mustMatch(ifMatch, session);
        // Before the day a nurse is planned; once somebody answers for the patient, both confirm. A head nurse may
        // decide.
        if (session.responsibleNurse() != null
                && session.state() != SessionState.SCHEDULED
                && !caller.get().is(Role.HEAD_NURSE)) {
            throw Problem.of(SessionProblem.HANDOVER_NEEDED);
        }
        giveTo(session, nurse);
        audit.wrote(AuditEntry.of("SESSION_GIVEN_TO_NURSE", "session", id, session.patientId()));
        flush();
        return session;
    }

    private void giveTo(Session session, UUID nurse) {
        staff.find(nurse).filter(KnownStaff.Member::nurses).orElseThrow(() -> Problem.of(SessionProblem.UNKNOWN_STAFF));
        session.giveTo(nurse, null);
    }

    /** Answers pre-check items; the first answer begins the pre-check. */
    @Transactional
    Session preCheck(UUID id, SessionJson.PreChecks asked) {
        var session = lifecycle.lock(id);
        if (session.state() == SessionState.CHECKED_IN) {
            lifecycle.step(session, new Lifecycle.Ask(Command.BEGIN_PRECHECK, null, null, asked.occurredAt()), e -> {});
        }
        lifecycle.mustBeIn(session, "PRE_CHECK", SessionState.PRECHECK, SessionState.READY);
        var now = clock.instant();
        preChecks.answer(session, asked.items(), lifecycle.occurred(session, asked.occurredAt(), now), now);
        audit.wrote(AuditEntry.of("PRE_CHECK_ANSWERED", "session", id, session.patientId()));
        lifecycle.touch(session);
        return session;
    }

    @Transactional
    Session waive(UUID id, SessionJson.WaiverAsked asked) {
        var session = lifecycle.lock(id);
        waivers.give(id, asked);
        audit.wrote(AuditEntry.of("SESSION_POINT_WAIVED", "session", id, session.patientId())
                .because(asked.ruleId()));
        lifecycle.touch(session);
        return session;
    }

    /** @param reply what patient-service said just now */
    @Transactional
    Session ready(UUID id, @Nullable String ifMatch, SessionJson.Step asked, Reply reply) {
        var session = lifecycle.lock(id);
        standings.record(id, reply);
        return lifecycle
                .take(session, ask(Command.MAKE_READY, ifMatch, asked), evidence -> {})
                .session();
    }

    /** Keeps what patient-service said just now; in the transaction of the start that follows. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void answered(UUID sessionId, Reply reply) {
        standings.record(sessionId, reply);
    }

    /** A step that brings nothing with it but its record. */
    @Transactional
    Session step(UUID id, Command command, @Nullable String ifMatch, SessionJson.Step asked) {
        var session = lifecycle.lock(id);
        if (command != Command.CLOSE && session.startedAt() != null && session.stoppedAt() == null) {
            drug.drugStops(session, lifecycle.occurred(session, asked.occurredAt(), clock.instant()));
        }
        var taken = lifecycle.take(session, ask(command, ifMatch, asked), evidence -> {});
        afterwards(taken);
        return session;
    }

    @Transactional
    Session leave(UUID id, @Nullable String ifMatch, SessionJson.Leave asked) {
        var session = lifecycle.lock(id);
        var witnesses = asked.witnessIds() == null ? Set.<UUID>of() : Set.copyOf(asked.witnessIds());
        var known = witnesses.stream()
                .filter(w -> staff.find(w).filter(KnownStaff.Member::vouches).isPresent())
                .count();
        var taken = lifecycle.take(
                session,
                new Lifecycle.Ask(Command.LEAVE_AGAINST_ADVICE, ifMatch, asked.reason(), asked.occurredAt()),
                evidence -> evidence.refusal(asked.refusalSigned(), Math.toIntExact(known)));
        afterwards(taken);
        return session;
    }

    /** The session does not take place: cancelled, aborted at pre-check, or the patient did not come. */
    @Transactional
    Session doesNotTakePlace(
            UUID id,
            Command command,
            @Nullable String ifMatch,
            SessionJson.@Nullable CancelReason reason,
            @Nullable String explanation,
            @Nullable Instant occurredAt) {
        var session = lifecycle.lock(id);
        Etags.mustMatch(ifMatch, session);
        endBeforeItBegan(session, command, reason, explanation, occurredAt);
        return session;
    }

    /** The booking was cancelled, and the session with it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void cancelWithBooking(UUID id, SessionJson.CancelReason reason, @Nullable String explanation) {
        endBeforeItBegan(lifecycle.lock(id), Command.CANCEL, reason, explanation, null);
    }

    /** Whether the pump was started or the session has ended; such a one is not taken back. */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean hasBegun(UUID id) {
        return !NOT_BEGUN.contains(lifecycle.lock(id).state());
    }

    private void endBeforeItBegan(
            Session session,
            Command command,
            SessionJson.@Nullable CancelReason reason,
            @Nullable String explanation,
            @Nullable Instant occurredAt) {
        var why = reason == null ? explanation : reason + (explanation == null ? "" : ": " + explanation);
        var taken = lifecycle.step(session, new Lifecycle.Ask(command, null, why, occurredAt), evidence -> {});
        var blocking = reason == SessionJson.CancelReason.ELIGIBILITY
                ? standings
                        .latest(session.id())
                        .map(SessionJson.StandingView::blockingRuleIds)
                        .orElse(List.of())
                : List.<String>of();
        events.cancelled(
                session,
                taken.transition().to(),
                command == Command.MARK_NO_SHOW ? "NO_SHOW" : reason == null ? "OTHER" : reason.name(),
                blocking,
                clock.instant());
        bookings.release(session.bookingId());
    }

    private void afterwards(Lifecycle.Taken taken) {
        switch (taken.transition().to()) {
            case TRANSFERRED, LEFT_AGAINST_ADVICE, DIED ->
                bookings.release(taken.session().bookingId());
            case CLOSED -> {
                bookings.release(taken.session().bookingId());
                events.closed(taken.session(), taken.transition().from(), clock.instant());
            }
            default -> {
                // The chair is still in use.
            }
        }
    }

    private static Lifecycle.Ask ask(Command command, @Nullable String ifMatch, SessionJson.Step asked) {
        return new Lifecycle.Ask(command, ifMatch, asked.reason(), asked.occurredAt());
    }
}
