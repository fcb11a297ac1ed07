package org.paincare.outcome.instrument;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the instrument files once, at the first use after the start. */
class ShippedInstruments {

    @Produces
    @Singleton
    Instruments instruments() {
        return Instruments.shipped();
    }
}
