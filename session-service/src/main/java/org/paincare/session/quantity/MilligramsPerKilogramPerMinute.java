package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;

/** The speed of a bolus in mg/kg/min, 0 or more. */
public record MilligramsPerKilogramPerMinute(Fraction exact) implements Quantity<MilligramsPerKilogramPerMinute> {

    public MilligramsPerKilogramPerMinute {
        Unit.MILLIGRAM_PER_KILOGRAM_PER_MINUTE.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MilligramsPerKilogramPerMinute of(String text) {
        return new MilligramsPerKilogramPerMinute(Unit.MILLIGRAM_PER_KILOGRAM_PER_MINUTE.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static MilligramsPerKilogramPerMinute of(BigDecimal value) {
        return new MilligramsPerKilogramPerMinute(Unit.MILLIGRAM_PER_KILOGRAM_PER_MINUTE.from(value));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public MilligramsPerKilogramPerMinute stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLIGRAM_PER_KILOGRAM_PER_MINUTE;
    }

    @Override
    public String toString() {
        return shown();
    }
}
