package org.paincare.session.monitoring;

/** Which part of the monitoring schedule holds. */
public enum Phase {
    BASELINE,
    /** The first half hour, and the half hour after any rate rise. */
    AFTER_START_OR_RISE,
    STEADY,
    /** Inpatient, after a change of rate. */
    CONTINUOUS_AFTER_CHANGE,
    RECOVERY
}
