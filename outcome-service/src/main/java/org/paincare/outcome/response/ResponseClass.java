package org.paincare.outcome.response;

/** How one window compares with the baseline, best first. */
public enum ResponseClass {
    R100,
    R75,
    R50,
    R30,
    NON_RESPONDER,
    WORSENED;

    /** R30 or better, R50 or better and so on. */
    public boolean reaches(ResponseClass level) {
        return ordinal() <= level.ordinal();
    }
}
