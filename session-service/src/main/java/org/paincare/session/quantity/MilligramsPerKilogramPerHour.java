package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;

/** An infusion rate in mg/kg/h, 0 or more: the unit every regimen and limit is written in. */
public record MilligramsPerKilogramPerHour(Fraction exact) implements Quantity<MilligramsPerKilogramPerHour> {

    public MilligramsPerKilogramPerHour {
        Unit.MILLIGRAM_PER_KILOGRAM_PER_HOUR.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MilligramsPerKilogramPerHour of(String text) {
        return new MilligramsPerKilogramPerHour(Unit.MILLIGRAM_PER_KILOGRAM_PER_HOUR.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static MilligramsPerKilogramPerHour of(BigDecimal value) {
        return new MilligramsPerKilogramPerHour(Unit.MILLIGRAM_PER_KILOGRAM_PER_HOUR.from(value));
    }

    public MilligramsPerKilogramPerHour plus(MilligramsPerKilogramPerHour other) {
        return new MilligramsPerKilogramPerHour(exact.plus(other.exact));
    }

    /** @throws InvalidQuantity if the result would be negative */
    public MilligramsPerKilogramPerHour minus(MilligramsPerKilogramPerHour other) {
        return new MilligramsPerKilogramPerHour(exact.minus(other.exact));
    }

    public MilligramsPerHour times(Kilograms weight) {
        return new MilligramsPerHour(exact.times(weight.exact()));
    }

    /** rate x kg / concentration = mL/h. */
    public MillilitresPerHour pumpRate(Kilograms weight, MilligramsPerMillilitre concentration) {
        return times(weight).in(concentration);
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public MilligramsPerKilogramPerHour stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLIGRAM_PER_KILOGRAM_PER_HOUR;
    }

    @Override
    public String toString() {
        return shown();
    }
}
