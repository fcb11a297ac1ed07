package org.paincare.outcome.window;

/** How much of a window was recorded. */
public enum Completeness {
    SCORED,
    SCORED_PRORATED,
    /** Shown, but no response is classified from it. */
    LOW_CONFIDENCE,
    /** Too little to show a value. */
    NOT_SCORABLE;

    /** Whether response and course may rest on it; else the window counts as missing. */
    public boolean complete() {
        return this == SCORED || this == SCORED_PRORATED;
    }
}
