package org.paincare.session.reference;

/** The staff who may waive, order, witness or sign inside a session. */
public enum Role {
    MEDICAL_DIRECTOR,
    PRESCRIBER,
    HEAD_NURSE,
    NURSE,
    PHARMACIST
}
