package org.paincare.patient.eligibility.engine;

/** Why a reading cannot be believed. The engine takes such a reading as UNKNOWN; a recorder should refuse it. */
public enum FactProblem {
    /** The vocabulary has no such fact, or the engine derives it and nobody records it. */
    UNKNOWN_CODE,
    /** PRESENT without the number or code that the kind needs. */
    VALUE_MISSING,
    /** ABSENT, UNKNOWN or a plain tri-state with a value, or a value of another kind. */
    VALUE_NOT_ALLOWED,
    /** A code outside the allowed list. */
    CODE_NOT_ALLOWED,
    /** A number outside the plausible range: a slip of unit or finger. */
    OUT_OF_RANGE,
    /** ABSENT is no answer to this question (a laboratory value is known or not). */
    ABSENT_NOT_ALLOWED,
    /** An event later than the day it was observed on. */
    DATE_IN_FUTURE
}
