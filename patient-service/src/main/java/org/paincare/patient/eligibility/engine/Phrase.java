package org.paincare.patient.eligibility.engine;

/** Sentence templates of the rule set that all rules share. The data file must hold each of them and no other. */
enum Phrase {
    PASS,
    MISSING,
    NOT_APPLICABLE,
    NOT_IMPLEMENTED,
    OVERRIDDEN,
    DEFERRED,
    CLEARED,
    TASK_ONLY,
    RECORD_MISSING,
    STATE_PRESENT,
    STATE_ABSENT,
    GAP_NOT_RECORDED,
    GAP_RECORDED_UNKNOWN,
    GAP_TOO_OLD,
    GAP_NOT_USABLE,
    GAP_NOT_AS_REQUIRED,
    GAP_NEEDS_SECOND_READING,
    NOTHING
}
