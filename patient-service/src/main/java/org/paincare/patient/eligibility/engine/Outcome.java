package org.paincare.patient.eligibility.engine;

/** What one rule says about one snapshot. */
public enum Outcome {
    /** The condition does not hold, and everything needed to say so is known. */
    PASS,
    /** The condition of an X, O or I rule holds. */
    FIRES,
    /** The rule cannot be decided, or it is an M rule and what it asks for is not there. */
    MISSING,
    /** The rule is not asked in this scope, jurisdiction, setting or kind of plan. */
    NOT_APPLICABLE
}
