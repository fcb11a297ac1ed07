package org.paincare.patient.eligibility.engine;

/** What a rule does to the decision when its condition holds (reference 1.5). */
public enum Severity {
    /** Absolute exclusion. No override exists. */
    X,
    /** Needs a prescriber's override with reason, signature and expiry. */
    O,
    /** Something is missing; blocks until it is recorded. */
    M,
    /** As M, but a clinician may defer it with a reason. Written M* in the reference. */
    M_DEFERRABLE,
    /** Information; never blocks. */
    I
}
