package org.paincare.session.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.session.SessionProblem;

/** A person's treatment plan and where it is in its life; what it says is in its revisions. */
@Entity
@Table(name = "plan")
class Plan extends ClinicOwned {

    /** {@code DRAFT} until first signed; {@code ENDED} for good. */
    enum State {
        DRAFT,
        ACTIVE,
        ON_HOLD,
        ENDED
    }

    enum Command {
        SIGN(Set.of(State.DRAFT, State.ACTIVE, State.ON_HOLD)),
        REVISE(Set.of(State.ACTIVE, State.ON_HOLD)),
        HOLD(Set.of(State.ACTIVE)),
        RESUME(Set.of(State.ON_HOLD)),
        END(Set.of(State.DRAFT, State.ACTIVE, State.ON_HOLD));

        private final Set<State> from;

        Command(Set<State> from) {
            this.from = from;
        }

        boolean isPossibleIn(State state) {
            return from.contains(state);
        }
    }

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    private State state;

    private int revision;

    private @Nullable String reason;

    @Column(name = "created_by", updatable = false)
    private UUID createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Plan() {}

    Plan(UUID clinicId, UUID id, UUID patientId, UUID createdBy, Instant now) {
        super(clinicId, id);
        this.patientId = patientId;
        this.state = State.DRAFT;
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    UUID patientId() {
        return patientId;
    }

    State state() {
        return state;
    }

    /** The revision in force; 0 before the first signature. */
    int revision() {
        return revision;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /**
     * Refuses what the state does not allow.
     *
     * @throws Problem PLAN_STATE with the current state
     */
    void must(Command command) {
        if (!command.isPossibleIn(state)) {
            throw Problem.of(SessionProblem.PLAN_STATE)
                    .with("currentState", state)
                    .with(
                            "allowedCommands",
                            List.of(Command.values()).stream()
                                    .filter(c -> c.isPossibleIn(state))
                                    .map(Enum::name)
                                    .toList());
        }
    }

    /** A newly signed revision is in force; a plan on hold stays there. */
    void putInForce(int signedRevision) {
        must(Command.SIGN);
        revision = signedRevision;
        state = state == State.DRAFT ? State.ACTIVE : state;
    }

    void hold(int heldRevision, String why) {
        must(Command.HOLD);
        revision = heldRevision;
        state = State.ON_HOLD;
        reason = why;
    }

    void resume(int resumedRevision) {
        must(Command.RESUME);
        revision = resumedRevision;
        state = State.ACTIVE;
        reason = null;
    }

    /** A draft that is given up was never a plan: it ends as one with a revision of its own would. */
    void end(String why, Instant now) {
        must(Command.END);
        state = State.ENDED;
        revision = Math.max(revision, 1);
        reason = why;
        endedAt = now;
    }
}
