package org.paincare.patient.sheet;

/** What a sheet is about. */
public enum SheetKind {
    CONTACTS,
    GOALS,
    CARE_PLAN,
    REFERRALS,
    PAYERS
}
