package org.paincare.session.dose;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;

/**
 * An infusion at one rate, or, with a titration, rising from it.
 *
 * @param duration planned pump running time, at least a minute and at most 30 days
 */
public record InfusionOrder(
        MilligramsPerKilogramPerHour startRate,
        Duration duration,
        @Nullable Titration titration) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    public InfusionOrder {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an infusion runs from a minute to 30 days");
        }
        if (titration != null && titration.ceiling().isLessThan(startRate)) {
            throw new IllegalArgumentException("the ceiling of a titration is not under its start rate");
        }
    }

    MilligramsPerKilogramPerHour highestRate() {
        return titration == null ? startRate : titration.ceiling();
    }

    /** What the order gives at its start rate throughout. */
    Milligrams atStartRate(Kilograms weight) {
        return startRate.times(weight).over(duration);
    }

    /** The most it can give: every step taken as early as allowed, up to the ceiling. */
    Milligrams atMost(Kilograms weight) {
        if (titration == null) {
            return atStartRate(weight);
        }
        Fraction start = startRate.exact();
        Fraction step = titration.step().exact();
        Fraction interval = Fraction.hours(titration.minimumInterval());
        Fraction hours = Fraction.hours(duration);
        long stepsInTime = hours.dividedBy(interval).floor().longValueExact();
        long stepsToCeiling = titration
                .ceiling()
                .exact()
                .minus(start)
                .dividedBy(step)
                .ceiling()
                .longValueExact();
        Fraction steps = Fraction.of(Math.min(stepsInTime, stepsToCeiling));
        // Level k is start + k*step and lasts one interval; the last level, never above the ceiling, lasts the rest.
        Fraction levels = steps.times(start)
                .plus(step.times(steps).times(steps.minus(Fraction.of(1))).dividedBy(Fraction.of(2)));
        Fraction last =
                start.plus(step.times(steps)).smaller(titration.ceiling().exact());
        Fraction perKilogram = levels.times(interval).plus(last.times(hours.minus(steps.times(interval))));
        return new Milligrams(perKilogram.times(weight.exact()));
    }
}
