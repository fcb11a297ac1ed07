package org.paincare.session.monitoring;

/** A reading that is refused with a field problem and never stored: no sensor and no patient gives it. */
public record ReadingProblem(Sign field, Code code, String minimum, String maximum) {

    /** What is wrong with the number. */
    public enum Code {
        IMPLAUSIBLE,
        /** More decimals than the sign has. */
        TOO_PRECISE,
        /** Diastolic at or above systolic. */
        DIASTOLIC_NOT_UNDER_SYSTOLIC
    }
}
