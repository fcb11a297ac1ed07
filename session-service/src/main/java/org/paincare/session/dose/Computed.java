package org.paincare.session.dose;

import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/**
 * What an order comes to, derived by the engine; exact.
 *
 * @param atLeast total if nothing is raised; for an order without titration the total
 * @param sessionTotal total the limits were judged on: with what was already given, the larger of stated and computed
 * @param volume of the order in its concentration
 */
public record Computed(
        Milligrams atLeast,
        Milligrams atMost,
        Milligrams sessionTotal,
        MilligramsPerKilogram sessionTotalPerKg,
        Millilitres volume,
        @Nullable Milligrams bolus,
        @Nullable MillilitresPerHour startPumpRate,
        @Nullable MillilitresPerHour highestPumpRate) {}
