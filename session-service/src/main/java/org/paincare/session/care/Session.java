package org.paincare.session.care;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.tenancy.ClinicOwned;
import org.paincare.session.reference.Setting;
import org.paincare.session.treatment.SessionState;

/** One treatment session of a patient: where it stands. What happened in it is kept by the features that did it. */
@Entity
@Table(name = "session")
public class Session extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "plan_id", updatable = false)
    private UUID planId;

    @Column(name = "series_index", updatable = false)
    private int seriesIndex;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Setting setting;

    @Enumerated(EnumType.STRING)
    private SessionState state;

    @Column(name = "entered_at")
    private Instant enteredAt;

    @Column(name = "booking_id")
    private @Nullable UUID bookingId;

    @Column(name = "chair_id")
    private @Nullable UUID chairId;

    @Column(name = "due_on", updatable = false)
    private @Nullable LocalDate dueOn;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "responsible_nurse")
    private @Nullable UUID responsibleNurse;

    @Column(name = "responsible_name")
    private @Nullable String responsibleName;

    @Column(name = "order_id")
    private @Nullable UUID orderId;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "stopped_at")
    private @Nullable Instant stoppedAt;

    @Column(name = "infusion_outcome")
    private @Nullable String infusionOutcome;

    @Column(name = "stop_reason")
    private @Nullable String stopReason;

    @Column(name = "end_outcome")
    private @Nullable String endOutcome;

    @Column(name = "critical_pause")
    private boolean criticalPause;

    @Column(name = "note_signed")
    private boolean noteSigned;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Session() {}

    /** Booked: chair and time are known. */
    Session(UUID clinicId, UUID id, Scheduling wanted, int seriesIndex, Instant now) {
        super(clinicId, id);
        this.patientId = wanted.patientId();
        this.planId = wanted.planId();
        this.seriesIndex = seriesIndex;
        this.setting = wanted.setting();
        this.state = SessionState.SCHEDULED;
        this.enteredAt = now;
        this.bookingId = wanted.bookingId();
        this.chairId = wanted.chairId();
        this.startsAt = wanted.startsAt();
        this.endsAt = wanted.endsAt();
        this.createdAt = now;
    }

    /** Planned for a day: neither chair nor hour are known. */
    Session(UUID clinicId, UUID id, Planning wanted, int seriesIndex, Instant now) {
        super(clinicId, id);
        this.patientId = wanted.patientId();
        this.planId = wanted.planId();
        this.seriesIndex = seriesIndex;
        this.setting = wanted.setting();
        this.state = SessionState.PLANNED;
        this.enteredAt = now;
        this.dueOn = wanted.dueOn();
        this.startsAt = wanted.dayBegins();
        this.endsAt = wanted.dayEnds();
        this.createdAt = now;
    }

    /**
     * What is said of a session that has no booking yet.
     *
     * @param dueOn day of the clinic's zone, from {@code dayBegins} to {@code dayEnds}
     */
    public record Planning(
            UUID patientId, UUID planId, Setting setting, LocalDate dueOn, Instant dayBegins, Instant dayEnds) {}

    /** What a booking says of the session it makes. */
    public record Scheduling(
            UUID patientId,
            UUID planId,
            Setting setting,
            UUID bookingId,
            UUID chairId,
            Instant startsAt,
            Instant endsAt) {}

    public UUID patientId() {
        return patientId;
    }

    public UUID planId() {
        return planId;
    }

    public int seriesIndex() {
        return seriesIndex;
    }

    public Setting setting() {
        return setting;
    }

    public SessionState state() {
        return state;
    }

    /** When it came into its state, bedside time. */
    public Instant enteredAt() {
        return enteredAt;
    }

    /** Null while it is only planned. */
    public @Nullable UUID bookingId() {
        return bookingId;
    }

    @Nullable
    LocalDate dueOn() {
        return dueOn;
    }

    @Nullable
    UUID chairId() {
        return chairId;
    }

    public Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    public @Nullable UUID responsibleNurse() {
        return responsibleNurse;
    }

    @Nullable
    String responsibleName() {
        return responsibleName;
    }

    /** The order last signed for this session; the one an infusion follows. */
    public @Nullable UUID orderId() {
        return orderId;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    /** When the drug stopped. */
    public @Nullable Instant stoppedAt() {
        return stoppedAt;
    }

    public @Nullable String infusionOutcome() {
        return infusionOutcome;
    }

    public @Nullable String stopReason() {
        return stopReason;
    }

    /** How the session ended for the outside: COMPLETED_INFUSION, STOPPED_EARLY, TRANSFERRED, LEFT_AGAINST_ADVICE, DIED. */
    public @Nullable String endOutcome() {
        return endOutcome;
    }

    public boolean criticalPause() {
        return criticalPause;
    }

    public boolean noteSigned() {
        return noteSigned;
    }

    Instant createdAt() {
        return createdAt;
    }

    void enter(SessionState next, Instant at) {
        if (state != next) {
            state = next;
            enteredAt = at;
        }
        switch (next) {
            case DISCHARGED -> endOutcome = infusionOutcome;
            case TRANSFERRED, LEFT_AGAINST_ADVICE, DIED -> endOutcome = next.name();
            default -> {
                // Only an end has an outcome.
            }
        }
    }

    void book(UUID booking, UUID chair, Instant from, Instant to) {
        bookingId = booking;
        moveTo(chair, from, to);
    }

    void moveTo(UUID chair, Instant from, Instant to) {
        chairId = chair;
        startsAt = from;
        endsAt = to;
    }

    void giveTo(UUID nurse, @Nullable String name) {
        responsibleNurse = nurse;
        responsibleName = name;
    }

    public void follow(UUID order) {
        orderId = order;
    }

    public void started(Instant at) {
        startedAt = at;
    }

    public void stopped(Instant at, String outcome, @Nullable String reason) {
        stoppedAt = at;
        infusionOutcome = outcome;
        stopReason = reason;
    }

    /** A critical reading stands behind the pause: going on needs a prescriber. */
    public void pausedCritically(boolean critical) {
        criticalPause = critical;
    }

    public void noteSignedBy() {
        noteSigned = true;
    }
}
