package org.paincare.patient.enrolment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may move an enrolment. Things of the same instant count in the order in which they are declared here; the reason of
 * the move is the trigger's name where none was given.
 */
enum Trigger {
    REFERRED("referral", Kind.COMMAND),
    RE_REFERRED("re-referral", Kind.COMMAND),
    SCREENING_STARTED("screening", Kind.COMMAND),
    FOUND_ELIGIBLE("decision", Kind.COMMAND),
    FOUND_INELIGIBLE("decision", Kind.COMMAND),
    DECLINED("decision", Kind.COMMAND),
    INDUCTION_STARTED("induction", Kind.COMMAND),
    MAINTENANCE_STARTED("maintenance", Kind.COMMAND),
    PAUSED("pause", Kind.COMMAND),
    RESUMED("resume", Kind.COMMAND),
    COMPLETED("completion", Kind.COMMAND),
    LOST("loss", Kind.COMMAND),
    WITHDRAWN("withdrawal", Kind.COMMAND),
    /** A signed plan of the induction phase took effect. */
    PLAN_ACTIVATED(null, Kind.EVENT),
    /** A signed plan of the maintenance phase took effect. */
    MAINTENANCE_PLAN_ACTIVATED(null, Kind.EVENT),
    FIRST_SESSION(null, Kind.EVENT),
    /** The patient responds and the series is over. */
    MAINTENANCE_DUE(null, Kind.EVENT),
    REVIEW_PAUSED(null, Kind.EVENT),
    REVIEW_STOPPED(null, Kind.EVENT),
    REVIEW_REFERRED(null, Kind.EVENT),
    /** The plan ended for an adverse event, a clinical reason or the patient's wish. */
    PLAN_HALTED(null, Kind.EVENT),
    /** The plan ended because it does not help. */
    PLAN_FUTILE(null, Kind.EVENT),
    PLAN_WITHDRAWN(null, Kind.EVENT),
    REFERRAL_AGED(null, Kind.DEADLINE),
    SCREENING_AGED(null, Kind.DEADLINE),
    ELIGIBILITY_AGED(null, Kind.DEADLINE),
    PAUSE_AGED(null, Kind.DEADLINE),
    /** A death had been recorded by mistake: the enrolment is where it would be without it. */
    DEATH_CORRECTED(null, Kind.EVENT),
    DIED(null, Kind.EVENT);

    /** Where it comes from. */
    enum Kind {
        COMMAND,
        EVENT,
        DEADLINE
    }

    private final @Nullable String command;
    private final Kind kind;

    Trigger(@Nullable String command, Kind kind) {
        this.command = command;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The last part of the path that gives it, for a command. */
    @Nullable
    String command() {
        return command;
    }

    /** Every command but a withdrawal, which is the patient's will whatever else changed. */
    boolean needsIfMatch() {
        return kind == Kind.COMMAND && this != WITHDRAWN;
    }

    /** The deadline's trigger of a state that has one. */
    static Optional<Trigger> deadlineOf(State state) {
        return Edge.TABLE.stream()
                .filter(edge -> edge.from() == state && edge.trigger().kind() == Kind.DEADLINE)
                .map(Edge::trigger)
                .findFirst();
    }
}
