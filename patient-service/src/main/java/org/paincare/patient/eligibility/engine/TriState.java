package org.paincare.patient.eligibility.engine;

/**
 * What is known about a clinical fact. Unknown is not "no": a rule that meets {@link #UNKNOWN} cannot pass because of it
 * (reference 0, point 4).
 */
public enum TriState {
    PRESENT,
    ABSENT,
    UNKNOWN
}
