package org.paincare.session.capacity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.booking.Span;
import org.paincare.session.care.Session;
import org.paincare.session.care.Sessions;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;
import org.paincare.session.standing.KnownStaff;

/**
 * Bookings of the current clinic. Each change first expires lapsed holds, then locks plan, chair, monitor and staff in that order
 * (ids ascending within a kind), so that racers queue instead of deadlocking; the exclusion constraints decide. Who comes
 * when a place is already taken is told so before any lock, so that a crowd does not wait in that queue to lose.
 */
@ApplicationScoped
class Bookings implements PanacheRepositoryBase<Booking, UUID>, Sessions.BookingDesk {

    static final String HOLD_EXPIRY = "BOOKING_HOLD_EXPIRY";

    private static final Duration SHORTEST = Duration.ofMinutes(15);
    static final Duration LONGEST = Duration.ofHours(24);
    /** A booking may begin a little before it is entered: the patient is standing there (D). */
    private static final Duration ENTERED_LATE = Duration.ofMinutes(15);

    private final Jdbc jdbc;
    private final Chairs chairs;
    private final Monitors monitors;
    private final Places places;
    private final FreedPlaces freed;
    private final ActivePlans plans;
    private final Sessions sessions;
    private final KnownPatients patients;
    private final KnownStaff staff;
    private final ClinicProfiles clinics;
    private final DueWork due;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Bookings(
            DataSource pool,
            Chairs chairs,
            Monitors monitors,
            Places places,
            FreedPlaces freed,
            ActivePlans plans,
            Sessions sessions,
            KnownPatients patients,
            KnownStaff staff,
            ClinicProfiles clinics,
            DueWork due,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.chairs = chairs;
        this.monitors = monitors;
        this.places = places;
        this.freed = freed;
        this.plans = plans;
        this.sessions = sessions;
        this.patients = patients;
        this.staff = staff;
        this.clinics = clinics;
        this.due = due;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Takes the place; a booking makes its session at once, a hold only keeps the place.
     *
     * @throws Problem NOT_FOUND, PLAN_NOT_ACTIVE, PATIENT_NOT_IN_CARE, CHAIR_UNKNOWN, UNKNOWN_STAFF,
     *     BOOKING_TIME_INVALID, CHAIR_TAKEN, PATIENT_BOOKED, NURSE_BOOKED, CLINIC_SUSPENDED, CLINIC_CLOSED
     */
    @Transactional
    Booking book(BookingJson.Book asked) {
        caller.mustOwn(asked.patientId());
        clinics.mustTakeOnNew();
        var now = clock.instant();
        mustBeATime(asked.startsAt(), asked.endsAt(), now);
        var patient = patients.canonical(asked.patientId());
        mustBeInCare(patient, now);
        places.mustLookFree(patient, asked, now);
        var plan = plans.activeLocked(asked.planId());
        if (!plan.patientId().equals(patient)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        var monitor =
                lock(asked.chairId(), asked.nurseId(), asked.monitorId(), null, asked.startsAt(), asked.endsAt(), now);
        places.mustFit(
                new Places.Wanted(asked.chairId(), asked.nurseId(), new Span(asked.startsAt(), asked.endsAt()), null),
                plan.content());
        var hold = asked.holdMinutes();
        var until = hold == null ? null : now.plus(Duration.ofMinutes(hold));
        if (hold != null && asked.sessionId() != null) {
            throw Problem.of(
                    PlatformProblem.VALIDATION_FAILED,
                    new Violation(
                            "/sessionId",
                            "NOT_WITH_HOLD",
                            new Text("A hold schedules no session", "Una reserva provisional no programa sesión")));
        }
        var session = hold != null ? null : asked.sessionId() == null ? Ids.next() : asked.sessionId();
        var booking = new Booking(
                clinic.get(),
                Ids.next(),
                patient,
                asked,
                monitor,
                places.chairFreeAt(asked.endsAt()),
                until,
                session,
                caller.get().id(),
                now);
        persist(booking);
        flushed();
        if (until != null) {
            due.schedule(HOLD_EXPIRY, booking.id(), until);
        } else {
            makeSession(booking, plan, Objects.requireNonNull(session), asked.sessionId() != null, now);
        }
        audit.wrote(AuditEntry.of("SESSION_BOOKED", "booking", booking.id(), patient));
        return booking;
    }

    /** The day of that time in the clinic's zone. */
    @Transactional
    LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, clinics.current().zone());
    }

    @Transactional
    Booking confirm(UUID id, @Nullable String ifMatch) {
        var booking = forChange(id, ifMatch);
        clinics.mustTakeOnNew();
        var now = clock.instant();
        mustBeInCare(booking.patientId(), now);
        var plan = plans.activeLocked(booking.planId());
        mustBeInUse(booking.chairId());
        monitors.mustBeInUse(booking.monitorId());
        places.mustFit(
                new Places.Wanted(
                        booking.chairId(), booking.nurseId(), new Span(booking.startsAt(), booking.endsAt()), id),
                plan.content());
        var session = Ids.next();
        booking.confirm(session, now);
        flushed();
        freed.taken(id);
        makeSession(booking, plan, session, false, now);
        audit.wrote(AuditEntry.of("BOOKING_CONFIRMED", "booking", id, booking.patientId()));
        return booking;
    }

    /** @param planned the session is there already, and is scheduled */
    private void makeSession(Booking booking, ActivePlans.InForce plan, UUID sessionId, boolean planned, Instant now) {
        var wanted = new Session.Scheduling(
                booking.patientId(),
                plan.planId(),
                plan.content().setting(),
                booking.id(),
                booking.chairId(),
                booking.startsAt(),
                booking.endsAt());
        var session = planned ? sessions.schedulePlanned(sessionId, wanted) : sessions.schedule(sessionId, wanted);
        outbox.append(OutgoingEvent.of(
                "SessionBooked",
                booking.patientId(),
                now,
                new BookingJson.Booked(
                        booking.patientId(),
                        sessionId,
                        booking.id(),
                        plan.planId(),
                        booking.chairId(),
                        booking.startsAt(),
                        booking.endsAt(),
                        session.seriesIndex())));
    }

    @Transactional
    Booking move(UUID id, @Nullable String ifMatch, BookingJson.Move asked) {
        var booking = forChange(id, ifMatch);
        var now = clock.instant();
        mustBeATime(asked.startsAt(), asked.endsAt(), now);
        booking.mustBe(Booking.State.HELD, Booking.State.BOOKED);
        var before = booking.startsAt();
        var left = new FreedPlaces.Place(booking.chairId(), new Span(booking.startsAt(), booking.endsAt()));
        var monitor =
                lock(asked.chairId(), asked.nurseId(), asked.monitorId(), id, asked.startsAt(), asked.endsAt(), now);
        places.mustFit(
                new Places.Wanted(asked.chairId(), asked.nurseId(), new Span(asked.startsAt(), asked.endsAt()), id),
                plans.get(booking.planId()).content());
        booking.move(
                asked.chairId(),
                asked.nurseId(),
                monitor,
                asked.startsAt(),
                asked.endsAt(),
                places.chairFreeAt(asked.endsAt()));
        flushed();
        freed.free(left, now);
        var session = booking.sessionId();
        if (session != null) {
            sessions.move(session, asked.chairId(), asked.startsAt(), asked.endsAt());
            outbox.append(OutgoingEvent.of(
                    "SessionMoved",
                    booking.patientId(),
                    now,
                    new BookingJson.Moved(
                            booking.patientId(),
                            session,
                            id,
                            asked.chairId(),
                            asked.startsAt(),
                            asked.endsAt(),
                            before,
                            asked.reason())));
        }
        audit.wrote(AuditEntry.of("BOOKING_MOVED", "booking", id, booking.patientId()));
        return booking;
    }

    @Transactional
    Booking cancel(UUID id, @Nullable String ifMatch, BookingJson.Cancel asked) {
        var booking = forChange(id, ifMatch);
        booking.cancel(asked.reason().name());
        flush();
        freed.free(booking, clock.instant());
        if (booking.sessionId() != null) {
            sessions.cancelWithBooking(booking.sessionId(), asked.reason(), asked.explanation());
        }
        audit.wrote(AuditEntry.of("BOOKING_CANCELLED", "booking", id, booking.patientId())
                .because(asked.reason().name()));
        return booking;
    }

    @Transactional
    Booking read(UUID id) {
        var booking = findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(booking.patientId());
        return booking;
    }

    @Transactional
    List<Booking> between(UUID clinicId, Instant from, Instant to, int most) {
        clinics.mustBeCurrent(clinicId);
        return find("startsAt >= ?1 and startsAt < ?2 order by startsAt, id", from, to)
                .page(0, most)
                .list();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void release(@Nullable UUID bookingId) {
        if (bookingId == null) {
            return;
        }
        findByIdOptional(bookingId).ifPresent(booking -> {
            var kept = booking.keepsItsPlace();
            booking.release();
            flush();
            if (kept) {
                freed.free(booking, clock.instant());
            }
        });
    }

    /** A hold that nobody confirmed gives its place back. */
    @Transactional(Transactional.TxType.MANDATORY)
    void expire(UUID bookingId) {
        findByIdOptional(bookingId, LockModeType.PESSIMISTIC_WRITE)
                .filter(booking -> booking.state() == Booking.State.HELD || booking.state() == Booking.State.EXPIRED)
                .ifPresent(booking -> {
                    booking.expire();
                    flush();
                    freed.free(booking, clock.instant());
                });
    }

    private Booking forChange(UUID id, @Nullable String ifMatch) {
        var booking = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(booking.patientId());
        Etags.mustMatch(ifMatch, booking);
        return booking;
    }

    /** Chair, monitor, nurse, in this order and in the order of ids; the monitor that the booking takes. */
    private @Nullable UUID lock(
            UUID chair,
            @Nullable UUID nurse,
            @Nullable UUID monitor,
            @Nullable UUID except,
            Instant from,
            Instant to,
            Instant now) {
        jdbc.update(
                "UPDATE booking SET state = 'EXPIRED', version = version + 1"
                        + " WHERE clinic_id = ? AND state = 'HELD' AND hold_until <= ?",
                clinic.get(),
                now);
        mustBeInUse(chair);
        var taken = monitors.locked(monitor, places.policy().monitorBinds(), except, from, to);
        if (nurse != null) {
            staff.find(nurse)
                    .filter(KnownStaff.Member::nurses)
                    .orElseThrow(() -> Problem.of(SessionProblem.UNKNOWN_STAFF));
            jdbc.list(
                    "SELECT 1 FROM known_staff WHERE clinic_id = ? AND id = ? FOR UPDATE",
                    row -> 0,
                    clinic.get(),
                    nurse);
        }
        return taken;
    }

    /** Locks the chair: who retires it waits, or is seen here. */
    private void mustBeInUse(UUID chair) {
        if (chairs.findByIdOptional(chair, LockModeType.PESSIMISTIC_WRITE)
                .filter(Chair::isActive)
                .isEmpty()) {
            throw Problem.of(SessionProblem.CHAIR_UNKNOWN);
        }
    }

    private void flushed() {
        try {
            flush();
        } catch (RuntimeException failure) {
            throw switch (DatabaseFailures.constraintOf(failure)) {
                case "chair_taken" -> Problem.of(SessionProblem.CHAIR_TAKEN);
                case "patient_booked" -> Problem.of(SessionProblem.PATIENT_BOOKED);
                case "nurse_booked" -> Problem.of(SessionProblem.NURSE_BOOKED);
                case "monitor_taken" -> Problem.of(SessionProblem.MONITOR_TAKEN);
                default -> failure;
            };
        }
    }

    private void mustBeInCare(UUID patient, Instant now) {
        var today = LocalDate.ofInstant(now, clinics.current().zone());
        var stops = patients.stopFacts(patient, today);
        if (!stops.isEmpty()) {
            throw Problem.of(SessionProblem.PATIENT_NOT_IN_CARE)
                    .with("stopFacts", stops.stream().map(Enum::name).toList());
        }
    }

    private static void mustBeATime(Instant from, Instant to, Instant now) {
        var length = Duration.between(from, to);
        var possible = Stream.of(
                        length.compareTo(SHORTEST) >= 0,
                        length.compareTo(LONGEST) <= 0,
                        !from.isBefore(now.minus(ENTERED_LATE)))
                .allMatch(holds -> holds);
        if (!possible) {
            throw Problem.of(SessionProblem.BOOKING_TIME_INVALID);
        }
    }
}
