package org.paincare.session.reference;

/** Where the treatment happens: an operand of every rule of a session (reference 0.1, 12). */
public enum Setting {
    OUTPATIENT,
    INPATIENT,
    EMERGENCY,
    HOME
}
