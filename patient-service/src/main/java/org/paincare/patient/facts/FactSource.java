package org.paincare.patient.facts;

/** Where a fact comes from. */
public enum FactSource {
    PATIENT,
    CAREGIVER,
    CLINICIAN,
    DEVICE,
    LABORATORY,
    REFERRAL,
    RECORD,
    SESSION
}
