package org.paincare.patient.history;

/** Whether a trial was long and strong enough to count. */
enum Adequacy {
    ADEQUATE,
    INADEQUATE,
    /** What would tell is not recorded; such a trial counts as no failure. */
    UNKNOWN;

    static Adequacy of(boolean adequate) {
        return adequate ? ADEQUATE : INADEQUATE;
    }
}
