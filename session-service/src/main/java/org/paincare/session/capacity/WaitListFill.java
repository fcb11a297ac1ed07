package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.booking.Span;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;

/**
 * Offers a freed place to the first of the wait list whom it suits: the place is held for them, and somebody is asked to
 * call. What is not accepted in time goes to the next, and nobody is offered the same place twice.
 */
@ApplicationScoped
class WaitListFill implements DueHandler {

    private final Jdbc jdbc;
    private final WaitList list;
    private final Bookings bookings;
    private final Chairs chairs;
    private final Monitors monitors;
    private final Places places;
    private final ActivePlans plans;
    private final KnownPatients patients;
    private final ClinicProfiles clinics;
    private final Tasks tasks;
    private final DueWork due;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    WaitListFill(
            DataSource pool,
            WaitList list,
            Bookings bookings,
            Chairs chairs,
            Monitors monitors,
            Places places,
            ActivePlans plans,
            KnownPatients patients,
            ClinicProfiles clinics,
            Tasks tasks,
            DueWork due,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.list = list;
        this.bookings = bookings;
        this.chairs = chairs;
        this.monitors = monitors;
        this.places = places;
        this.plans = plans;
        this.patients = patients;
        this.clinics = clinics;
        this.tasks = tasks;
        this.due = due;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return FreedPlaces.FILL;
    }

    @Override
    public void run(UUID placeId, Instant dueAt) {
        var place = jdbc.first(
                "SELECT chair_id, starts_at, ends_at FROM freed_place WHERE clinic_id = ? AND id = ?",
                row -> new FreedPlaces.Place(
                        row.getObject("chair_id", UUID.class),
                        new Span(Jdbc.instant(row, "starts_at"), Jdbc.instant(row, "ends_at"))),
                clinic.get(),
                placeId);
        var now = clock.instant();
        if (place.isEmpty() || !place.get().span().from().isAfter(now) || !clinics.takesOnNew()) {
            return;
        }
        chairs.locked(place.get().chair());
        if (chairs.findByIdOptional(place.get().chair()).filter(Chair::isActive).isEmpty()) {
            return;
        }
        for (var entry : list.waiting()) {
            if (suits(entry, placeId, now) && offer(entry, placeId, place.get(), now)) {
                return;
            }
        }
    }

    private boolean suits(WaitListEntry entry, UUID placeId, Instant now) {
        var today = LocalDate.ofInstant(now, clinics.current().zone());
        return plans.isActive(entry.planId())
                && patients.stopFacts(entry.patientId(), today).isEmpty()
                && jdbc.first(
                                "SELECT 1 FROM wait_list_offer WHERE clinic_id = ? AND place_id = ? AND entry_id = ?",
                                row -> 1,
                                clinic.get(),
                                placeId,
                                entry.id())
                        .isEmpty();
    }

    /** True if the place is held for them now; false if it does not suit, or is no longer free for them. */
    private boolean offer(WaitListEntry entry, UUID placeId, FreedPlaces.Place place, Instant now) {
        var span = entry.fit(place.span(), clinics.current().zone());
        if (span == null
                || isTaken(entry, place.chair(), span)
                || list.stillWaiting(entry).isEmpty()) {
            return false;
        }
        var policy = places.policy();
        var wanted = new Places.Wanted(place.chair(), null, span, null);
        var monitor = monitorFor(policy, span);
        if (monitor.isEmpty() || !fits(wanted, entry)) {
            return false;
        }
        var until = earlier(now.plus(policy.offer()), span.from());
        var booking = new Booking(
                clinic.get(),
                Ids.next(),
                entry.patientId(),
                new BookingJson.Book(
                        entry.patientId(),
                        entry.planId(),
                        place.chair(),
                        null,
                        null,
                        span.from(),
                        span.to(),
                        null,
                        null),
                monitor.get().id(),
                places.chairFreeAt(span.to()),
                until,
                null,
                CurrentClinic.NONE,
                now);
        bookings.persistAndFlush(booking);
        entry.offer(booking.id());
        list.flush();
        jdbc.update(
                "INSERT INTO wait_list_offer (clinic_id, place_id, entry_id, booking_id, offered_at) VALUES (?, ?, ?, ?, ?)",
                clinic.get(),
                placeId,
                entry.id(),
                booking.id(),
                now);
        due.schedule(Bookings.HOLD_EXPIRY, booking.id(), until);
        tasks.raise(new Tasks.Wanted(FreedPlaces.OFFER, entry.patientId(), null, booking.id(), null, until));
        audit.wroteBySystem(AuditEntry.of("PLACE_OFFERED", "booking", booking.id(), entry.patientId()));
        return true;
    }

    private record MonitorKept(@Nullable UUID id) {}

    /** Empty where a monitor is needed and none is free. */
    private Optional<MonitorKept> monitorFor(CapacityPolicy policy, Span span) {
        try {
            return Optional.of(
                    new MonitorKept(monitors.locked(null, policy.monitorBinds(), null, span.from(), span.to())));
        } catch (Problem none) {
            return Optional.empty();
        }
    }

    private boolean fits(Places.Wanted wanted, WaitListEntry entry) {
        try {
            places.mustFit(wanted, plans.get(entry.planId()).content());
            return true;
        } catch (Problem doesNot) {
            return false;
        }
    }

    /** Chair or patient; with the chair locked nobody takes it meanwhile. */
    private boolean isTaken(WaitListEntry entry, UUID chair, Span span) {
        return jdbc.first(
                        "SELECT 1 FROM booking WHERE clinic_id = ? AND (chair_id = ? OR patient_id = ?)"
                                + " AND starts_at > ?::timestamptz - interval '28 hours'"
                                + " AND starts_at < ? AND coalesce(chair_free_at, ends_at) > ?"
                                + " AND (state = 'BOOKED' OR state = 'HELD') LIMIT 1",
                        row -> 1,
                        clinic.get(),
                        chair,
                        entry.patientId(),
                        span.from(),
                        places.chairFreeAt(span.to()),
                        span.from())
                .isPresent();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
