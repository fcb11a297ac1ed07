package org.paincare.session.protocol;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;

/**
 * The infusion of a template as published.
 *
 * @param startRate usual start, mg/kg/h
 * @param startRateUpTo upper end where a range is published
 * @param step rise per step, null where the regimen has none
 * @param minimumInterval time between steps, present exactly where there is a step
 * @param ceiling highest rate of the regimen, mg/kg/h
 * @param dose total of a fixed dose, mg/kg, where the regimen names one
 * @param doseUpTo upper end where a range is published
 */
public record InfusionRegimen(
        MilligramsPerKilogramPerHour startRate,
        @Nullable MilligramsPerKilogramPerHour startRateUpTo,
        @Nullable MilligramsPerKilogramPerHour step,
        @Nullable Duration minimumInterval,
        @Nullable MilligramsPerKilogramPerHour ceiling,
        @Nullable MilligramsPerKilogram dose,
        @Nullable MilligramsPerKilogram doseUpTo,
        Duration duration,
        @Nullable Duration durationUpTo) {

    public InfusionRegimen {
        require((step == null) == (minimumInterval == null), "a step and its minimum interval come together");
        require(step == null || ceiling != null, "a regimen with steps needs a ceiling");
        require(ceiling == null || !startRate.isMoreThan(ceiling), "the start rate is above the ceiling");
        require(startRateUpTo == null || !startRateUpTo.isLessThan(startRate), "start range is upside down");
        require(durationUpTo == null || durationUpTo.compareTo(duration) >= 0, "duration range is upside down");
        require(duration.isPositive(), "an infusion takes time");
        require(doseUpTo == null || (dose != null && !doseUpTo.isLessThan(dose)), "dose range is upside down");
    }
}
