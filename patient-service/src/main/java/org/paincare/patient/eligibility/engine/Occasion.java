package org.paincare.patient.eligibility.engine;

/**
 * Why the programme scope is evaluated. Day-scale ages (pregnancy test, PDMP query, weight) decide only on the first two;
 * on the third their expiry asks for a task and never changes the decision (reference 0.1, point 6).
 */
public enum Occasion {
    ENROLMENT,
    PROGRAMME_REVIEW,
    FOLLOW_UP
}
