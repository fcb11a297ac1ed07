package org.paincare.patient.eligibility.engine;

/** What is being decided. */
public enum Scope {
    /** May this person be in the programme? */
    P,
    /** May this person be treated today? Checked again for every session. */
    S
}
