package org.paincare.session.capacity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.session.SessionProblem;

/** A chair (and, where named, a nurse) kept for a patient from one time to another. */
@Entity
@Table(name = "booking")
class Booking extends ClinicOwned {

    /** HELD and BOOKED keep the place; the others do not. */
    enum State {
        HELD,
        BOOKED,
        /** A hold that nobody confirmed in time. */
        EXPIRED,
        CANCELLED,
        /** Its session is over or never came. */
        RELEASED
    }

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "plan_id", updatable = false)
    private UUID planId;

    @Column(name = "chair_id")
    private UUID chairId;

    @Column(name = "nurse_id")
    private @Nullable UUID nurseId;

    @Column(name = "monitor_id")
    private @Nullable UUID monitorId;

    @Column(name = "session_id")
    private @Nullable UUID sessionId;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "chair_free_at")
    private @Nullable Instant chairFreeAt;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "hold_until")
    private @Nullable Instant holdUntil;

    private @Nullable String reason;

    @Column(name = "booked_by", updatable = false)
    private UUID bookedBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Booking() {}

    Booking(
            UUID clinicId,
            UUID id,
            UUID patientId,
            BookingJson.Book asked,
            @Nullable UUID monitorId,
            Instant chairFreeAt,
            @Nullable Instant holdUntil,
            @Nullable UUID sessionId,
            UUID bookedBy,
            Instant now) {
        super(clinicId, id);
        this.patientId = patientId;
        this.planId = asked.planId();
        this.chairId = asked.chairId();
        this.nurseId = asked.nurseId();
        this.startsAt = asked.startsAt();
        this.endsAt = asked.endsAt();
        this.monitorId = monitorId;
        this.chairFreeAt = chairFreeAt;
        this.holdUntil = holdUntil;
        this.sessionId = sessionId;
        this.state = holdUntil == null ? State.BOOKED : State.HELD;
        this.bookedBy = bookedBy;
        this.createdAt = now;
    }

    UUID patientId() {
        return patientId;
    }

    UUID planId() {
        return planId;
    }

    UUID chairId() {
        return chairId;
    }

    @Nullable
    UUID nurseId() {
        return nurseId;
    }

    @Nullable
    UUID sessionId() {
        return sessionId;
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    State state() {
        return state;
    }

    @Nullable
    Instant holdUntil() {
        return holdUntil;
    }

    /** @throws Problem BOOKING_STATE unless the booking is in one of these states */
    void mustBe(State... states) {
        for (var allowed : states) {
            if (state == allowed) {
                return;
            }
        }
        throw Problem.of(SessionProblem.BOOKING_STATE).with("currentState", state);
    }

    void confirm(UUID session, Instant now) {
        mustBe(State.HELD);
        if (holdUntil == null || !now.isBefore(holdUntil)) {
            throw Problem.of(SessionProblem.BOOKING_STATE).with("currentState", State.EXPIRED);
        }
        state = State.BOOKED;
        sessionId = session;
        holdUntil = null;
    }

    void move(
            UUID toChair, @Nullable UUID toNurse, @Nullable UUID toMonitor, Instant from, Instant to, Instant freeAt) {
        mustBe(State.HELD, State.BOOKED);
        chairId = toChair;
        nurseId = toNurse;
        monitorId = toMonitor;
        chairFreeAt = freeAt;
        startsAt = from;
        endsAt = to;
    }

    @Nullable
    UUID monitorId() {
        return monitorId;
    }

    /** Whether it still keeps its place. */
    boolean keepsItsPlace() {
        return state == State.HELD || state == State.BOOKED;
    }

    void expire() {
        if (state == State.HELD) {
            state = State.EXPIRED;
        }
    }

    void cancel(String why) {
        mustBe(State.HELD, State.BOOKED);
        state = State.CANCELLED;
        reason = why;
    }

    /** Frees the place; the session it was for has ended, one way or another. */
    void release() {
        if (state == State.BOOKED) {
            state = State.RELEASED;
        }
    }

    BookingJson.View view() {
        return new BookingJson.View(
                id(),
                patientId,
                planId,
                chairId,
                nurseId,
                monitorId,
                sessionId,
                startsAt,
                endsAt,
                state.name(),
                holdUntil,
                createdAt,
                "\"v" + version() + "\"",
                null);
    }
}
