package org.paincare.session.dose;

import java.time.Duration;
import org.paincare.session.quantity.MilligramsPerKilogram;

/** A single intravenous bolus, up to 100 mg/kg on paper (guardrails refuse long before), over 1 s to 24 h. */
public record BolusOrder(MilligramsPerKilogram dose, Duration over) {

    private static final MilligramsPerKilogram BEYOND_SENSE = MilligramsPerKilogram.of("100");

    public BolusOrder {
        if (dose.isMoreThan(BEYOND_SENSE)) {
            throw new IllegalArgumentException("a bolus is at most 100 mg/kg");
        }
        if (over.compareTo(Duration.ofSeconds(1)) < 0 || over.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a bolus takes a second to a day");
        }
    }
}
