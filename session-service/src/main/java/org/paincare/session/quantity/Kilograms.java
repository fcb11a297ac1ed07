package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;

/** A body weight in kg, 0.001 to 500 (what may be dosed is a guardrail). */
public record Kilograms(Fraction exact) implements Quantity<Kilograms> {

    public Kilograms {
        Unit.KILOGRAM.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Kilograms of(String text) {
        return new Kilograms(Unit.KILOGRAM.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static Kilograms of(BigDecimal value) {
        return new Kilograms(Unit.KILOGRAM.from(value));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public Kilograms stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.KILOGRAM;
    }

    @Override
    public String toString() {
        return shown();
    }
}
