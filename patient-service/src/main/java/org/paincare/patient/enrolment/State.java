package org.paincare.patient.enrolment;

/** Where an enrolment is. */
enum State {
    REFERRED,
    SCREENING,
    ELIGIBLE,
    INELIGIBLE,
    DECLINED,
    INDUCTION,
    MAINTENANCE,
    PAUSED,
    LOST_TO_FOLLOW_UP,
    COMPLETED,
    WITHDRAWN,
    DECEASED
}
