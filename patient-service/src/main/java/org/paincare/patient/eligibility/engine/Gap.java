package org.paincare.patient.eligibility.engine;

/** Why a fact that a rule asked for could not be used. */
public enum Gap {
    /** Nobody recorded it. */
    NOT_RECORDED,
    /** Somebody recorded that it is not known. */
    RECORDED_UNKNOWN,
    /** Older than the rule allows, or not of today. */
    TOO_OLD,
    /** Its value is not believable; see {@link FactProblem}. */
    NOT_USABLE,
    /** Known, but not what the rule asks for (a test that is not negative, a weight that changed). */
    NOT_AS_REQUIRED,
    /** One blood pressure is not enough: a second, far enough after it, decides. */
    NEEDS_SECOND_READING
}
