package org.paincare.session.infusion;

/** Why an entry cannot follow the series so far: it would tell a story that cannot have happened. */
public enum InfusionRefusal {
    /** The first entry is a start. */
    NOT_STARTED,
    ALREADY_STARTED,
    ALREADY_STOPPED,
    ALREADY_PAUSED,
    NOT_PAUSED,
    /** A bolus from the running pump needs it running. */
    PAUSED,
    /** Before the last entry: what was missed is an amendment, not an entry. */
    OUT_OF_ORDER
}
