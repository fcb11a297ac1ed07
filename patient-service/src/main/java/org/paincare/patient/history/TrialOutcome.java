package org.paincare.patient.history;

/** How a preventive trial ended. */
enum TrialOutcome {
    INEFFECTIVE,
    INTOLERANT,
    CONTRAINDICATED,
    EFFECTIVE,
    UNKNOWN
}
