package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.time.Duration;

/** A dose per body weight in mg/kg, 0 or more. */
public record MilligramsPerKilogram(Fraction exact) implements Quantity<MilligramsPerKilogram> {

    public MilligramsPerKilogram {
        Unit.MILLIGRAM_PER_KILOGRAM.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MilligramsPerKilogram of(String text) {
        return new MilligramsPerKilogram(Unit.MILLIGRAM_PER_KILOGRAM.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static MilligramsPerKilogram of(BigDecimal value) {
        return new MilligramsPerKilogram(Unit.MILLIGRAM_PER_KILOGRAM.from(value));
    }

    public Milligrams times(Kilograms weight) {
        return new Milligrams(exact.times(weight.exact()));
    }

    /** Speed of a bolus given evenly over a time longer than nothing. */
    public MilligramsPerKilogramPerMinute over(Duration duration) {
        return new MilligramsPerKilogramPerMinute(
                exact.dividedBy(Fraction.hours(duration)).dividedBy(Fraction.of(60)));
    }

    /** Rate of an infusion given evenly over a time longer than nothing. */
    public MilligramsPerKilogramPerHour infusedOver(Duration duration) {
        return new MilligramsPerKilogramPerHour(exact.dividedBy(Fraction.hours(duration)));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public MilligramsPerKilogram stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLIGRAM_PER_KILOGRAM;
    }

    @Override
    public String toString() {
        return shown();
    }
}
