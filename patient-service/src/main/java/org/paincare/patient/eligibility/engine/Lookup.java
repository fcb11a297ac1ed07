package org.paincare.patient.eligibility.engine;

/** What the snapshot has to say about one fact. */
sealed interface Lookup {

    /** A believable latest reading, PRESENT or ABSENT. */
    record Known(FactReading reading, FactUse use) implements Lookup {

        boolean present() {
            return reading.state() == TriState.PRESENT;
        }
    }

    /** Nothing to go by; the use says why. */
    record Unusable(FactUse use) implements Lookup {}
}
