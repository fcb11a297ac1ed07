package org.paincare.patient.eligibility.engine;

/** Why a rule that stands does not block. The rule stays listed (reference 0.2, point 1). */
public enum Mark {
    /** An O rule that fires and carries a valid override. */
    OVERRIDDEN,
    /** An M* rule that a clinician put off with a reason. */
    DEFERRED,
    /** An "X until cleared" rule that passes because of a signed clearance. */
    CLEARED,
    /** A day-scale fact ran out after enrolment: make a task for the next session, leave the decision alone. */
    TASK_ONLY
}
