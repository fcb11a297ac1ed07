package org.paincare.session.treatment;

/** The life of a session (reference 3.1, with 0.1.8 and 0.2.16). */
public enum SessionState {
    PLANNED,
    SCHEDULED,
    CHECKED_IN,
    PRECHECK,
    READY,
    INFUSING,
    PAUSED,
    COMPLETED_INFUSION,
    STOPPED_EARLY,
    RECOVERY,
    DISCHARGE_READY,
    DISCHARGED,
    /** To an emergency department or ward, on the way to reconciliation. */
    TRANSFERRED,
    LEFT_AGAINST_ADVICE,
    DIED,
    CANCELLED,
    ABORTED_PRECHECK,
    NO_SHOW,
    CLOSED;

    /** Nothing leads on from here. */
    public boolean isFinal() {
        return this == CLOSED || this == NO_SHOW;
    }
}
