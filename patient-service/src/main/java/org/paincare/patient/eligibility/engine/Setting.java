package org.paincare.patient.eligibility.engine;

/** Where the infusion is given; an operand of every session rule (reference 0.1, point 12). */
public enum Setting {
    OUTPATIENT,
    INPATIENT
}
