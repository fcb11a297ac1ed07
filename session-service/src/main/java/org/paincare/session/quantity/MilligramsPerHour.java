package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.time.Duration;

/** A mass rate in mg/h, 0 or more. */
public record MilligramsPerHour(Fraction exact) implements Quantity<MilligramsPerHour> {

    public MilligramsPerHour {
        Unit.MILLIGRAM_PER_HOUR.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MilligramsPerHour of(String text) {
        return new MilligramsPerHour(Unit.MILLIGRAM_PER_HOUR.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static MilligramsPerHour of(BigDecimal value) {
        return new MilligramsPerHour(Unit.MILLIGRAM_PER_HOUR.from(value));
    }

    /** What the pump is set to. */
    public MillilitresPerHour in(MilligramsPerMillilitre concentration) {
        return new MillilitresPerHour(exact.dividedBy(concentration.exact()));
    }

    public Milligrams over(Duration duration) {
        return new Milligrams(exact.times(Fraction.hours(duration)));
    }

    public MilligramsPerKilogramPerHour per(Kilograms weight) {
        return new MilligramsPerKilogramPerHour(exact.dividedBy(weight.exact()));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public MilligramsPerHour stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLIGRAM_PER_HOUR;
    }

    @Override
    public String toString() {
        return shown();
    }
}
