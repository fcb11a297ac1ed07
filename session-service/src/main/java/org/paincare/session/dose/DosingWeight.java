package org.paincare.session.dose;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Kilograms;

/**
 * The weight an order is computed with, and how it is known.
 *
 * @param bodyMassIndex kg/m2 where the height is known; 40 or more is information, never a change of dose
 */
public record DosingWeight(
        Kilograms kg, Instant measuredAt, How how, @Nullable BigDecimal bodyMassIndex) {

    public DosingWeight {
        if (bodyMassIndex != null && Decimals.checked(bodyMassIndex).signum() <= 0) {
            throw new IllegalArgumentException("a body mass index is above 0");
        }
    }

    /** MEASURED on a scale here; REPORTED by the patient; IDEAL chosen by the prescriber. */
    public enum How {
        MEASURED,
        REPORTED,
        IDEAL
    }
}
