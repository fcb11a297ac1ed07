package org.paincare.session.dose;

import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/**
 * What the prescriber says the order comes to. The engine derives the same figures from weight, rate and concentration
 * and refuses a difference: a decimal point in the wrong place has to be wrong twice in the same way to pass.
 *
 * @param doseMg total of the session; for a titration order the ceiling of the session
 * @param volumeMl that total in the prepared concentration
 * @param pumpRateMlPerHour pump setting at the start, for an infusion
 */
public record Stated(
        @Nullable Milligrams doseMg,
        @Nullable Millilitres volumeMl,
        @Nullable MillilitresPerHour pumpRateMlPerHour) {

    /** A draft for which the engine shall propose the figures. */
    public static final Stated NOTHING = new Stated(null, null, null);
}
