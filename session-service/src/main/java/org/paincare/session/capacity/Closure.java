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
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.platform.web.Etags;

/** A time in which the clinic, or one of its chairs, treats nobody. */
@Entity
@Table(name = "closure")
class Closure extends ClinicOwned {

    enum State {
        IN_FORCE,
        CANCELLED
    }

    @Column(name = "chair_id", updatable = false)
    private @Nullable UUID chairId;

    @Column(name = "starts_at", updatable = false)
    private Instant startsAt;

    @Column(name = "ends_at", updatable = false)
    private Instant endsAt;

    @Column(updatable = false)
    private String reason;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(updatable = false)
    private UUID person;

    @Column(updatable = false)
    private String name;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Closure() {}

    Closure(UUID clinicId, UUID id, CapacityJson.Close asked, UUID person, String name, Instant now) {
        super(clinicId, id);
        this.chairId = asked.chairId();
        this.startsAt = asked.startsAt();
        this.endsAt = asked.endsAt();
        this.reason = asked.reason();
        this.state = State.IN_FORCE;
        this.person = person;
        this.name = name;
        this.createdAt = now;
    }

    void cancel() {
        state = State.CANCELLED;
    }

    CapacityJson.ClosureView view(@Nullable List<UUID> affected) {
        return new CapacityJson.ClosureView(
                id(), chairId, startsAt, endsAt, reason, state.name(), affected, Etags.written(this));
    }
}
