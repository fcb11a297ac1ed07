package org.paincare.session.adverse;

/** Figures from which some events are graded. */
public enum Measure {
    SBP,
    DBP,
    SPO2,
    RASS,
    /** Liver enzymes or bilirubin, in multiples of the upper limit of normal. */
    TIMES_UPPER_LIMIT
}
