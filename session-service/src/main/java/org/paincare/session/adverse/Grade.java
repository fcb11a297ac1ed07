package org.paincare.session.adverse;

/** CTCAE grades: 1 mild, 2 minimal intervention, 3 severe or hospital, 4 life-threatening, 5 death. */
public enum Grade {
    G1,
    G2,
    G3,
    G4,
    G5;

    public boolean isAtLeast(Grade other) {
        return compareTo(other) >= 0;
    }
}
