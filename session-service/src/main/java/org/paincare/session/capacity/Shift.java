package org.paincare.session.capacity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.booking.Span;

/** Somebody of the staff at work from one time to another. */
@Entity
@Table(name = "shift")
class Shift extends ClinicOwned {

    enum State {
        PLANNED,
        CANCELLED
    }

    @Column(name = "staff_id", updatable = false)
    private UUID staffId;

    @Column(name = "starts_at", updatable = false)
    private Instant startsAt;

    @Column(name = "ends_at", updatable = false)
    private Instant endsAt;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String reason;

    @Column(updatable = false)
    private UUID person;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Shift() {}

    Shift(UUID clinicId, UUID id, CapacityJson.NewShift asked, UUID person, Instant now) {
        super(clinicId, id);
        this.staffId = asked.staffId();
        this.startsAt = asked.startsAt();
        this.endsAt = asked.endsAt();
        this.state = State.PLANNED;
        this.person = person;
        this.createdAt = now;
    }

    Span span() {
        return new Span(startsAt, endsAt);
    }

    void cancel(String why) {
        if (state != State.PLANNED) {
            throw Problem.of(SessionProblem.SHIFT_STATE).with("currentState", state);
        }
        state = State.CANCELLED;
        reason = why;
    }

    CapacityJson.ShiftView view(@Nullable List<UUID> understaffed) {
        return new CapacityJson.ShiftView(
                id(), staffId, startsAt, endsAt, state.name(), understaffed, Etags.written(this));
    }
}
