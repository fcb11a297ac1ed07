package org.paincare.session.capacity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.booking.Span;

/** A patient who would come at short notice, on these days and at these hours. */
@Entity
@Table(name = "wait_list_entry")
class WaitListEntry extends ClinicOwned {

    enum State {
        WAITING,
        /** A freed place is held for them. */
        OFFERED,
        BOOKED,
        WITHDRAWN
    }

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "plan_id", updatable = false)
    private UUID planId;

    @Column(updatable = false)
    private short priority;

    @Column(name = "from_day", updatable = false)
    private LocalDate fromDay;

    @Column(name = "to_day", updatable = false)
    private LocalDate toDay;

    @Column(name = "not_before", updatable = false)
    private LocalTime notBefore;

    @Column(name = "not_after", updatable = false)
    private LocalTime notAfter;

    @Column(updatable = false)
    private int minutes;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "booking_id")
    private @Nullable UUID bookingId;

    private @Nullable String reason;

    @Column(updatable = false)
    private UUID person;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected WaitListEntry() {}

    WaitListEntry(
            UUID clinicId, UUID id, UUID patientId, CapacityJson.Wait asked, int minutes, UUID person, Instant now) {
        super(clinicId, id);
        this.patientId = patientId;
        this.planId = asked.planId();
        this.priority = asked.priority() == null ? 2 : asked.priority().shortValue();
        this.fromDay = asked.fromDay();
        this.toDay = asked.toDay();
        this.notBefore = asked.notBefore() == null ? LocalTime.MIN : asked.notBefore();
        this.notAfter = asked.notAfter() == null ? LocalTime.of(23, 59) : asked.notAfter();
        this.minutes = minutes;
        this.state = State.WAITING;
        this.person = person;
        this.createdAt = now;
    }

    UUID patientId() {
        return patientId;
    }

    UUID planId() {
        return planId;
    }

    State state() {
        return state;
    }

    /** The part of a free time that they would take, from its begin or from when they can; null where none fits. */
    @Nullable
    Span fit(Span free, ZoneId zone) {
        var begin = free.from().atZone(zone);
        var day = begin.toLocalDate();
        if (day.isBefore(fromDay) || day.isAfter(toDay)) {
            return null;
        }
        var from = begin.toLocalTime().isBefore(notBefore)
                ? day.atTime(notBefore).atZone(zone).toInstant()
                : free.from();
        var to = from.plus(Duration.ofMinutes(minutes));
        return from.atZone(zone).toLocalTime().isAfter(notAfter) || to.isAfter(free.to()) ? null : new Span(from, to);
    }

    void offer(UUID booking) {
        state = State.OFFERED;
        bookingId = booking;
    }

    void waitAgain() {
        state = State.WAITING;
        bookingId = null;
    }

    void booked() {
        state = State.BOOKED;
    }

    void withdraw(String why) {
        if (state != State.WAITING) {
            throw Problem.of(SessionProblem.WAIT_LIST_STATE).with("currentState", state);
        }
        state = State.WITHDRAWN;
        reason = why;
    }

    CapacityJson.WaitView view() {
        return new CapacityJson.WaitView(
                id(),
                patientId,
                planId,
                priority,
                fromDay,
                toDay,
                notBefore,
                notAfter,
                minutes,
                state.name(),
                bookingId,
                createdAt,
                Etags.written(this));
    }
}
