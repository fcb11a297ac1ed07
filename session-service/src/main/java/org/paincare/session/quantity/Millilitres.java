package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;

/** A volume in mL, 0 or more. */
public record Millilitres(Fraction exact) implements Quantity<Millilitres> {

    public static final Millilitres ZERO = new Millilitres(Fraction.ZERO);

    public Millilitres {
        Unit.MILLILITRE.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Millilitres of(String text) {
        return new Millilitres(Unit.MILLILITRE.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static Millilitres of(BigDecimal value) {
        return new Millilitres(Unit.MILLILITRE.from(value));
    }

    public Millilitres plus(Millilitres other) {
        return new Millilitres(exact.plus(other.exact));
    }

    /** @throws InvalidQuantity if the result would be negative */
    public Millilitres minus(Millilitres other) {
        return new Millilitres(exact.minus(other.exact));
    }

    /** Exact mass in this volume. */
    public Milligrams at(MilligramsPerMillilitre concentration) {
        return new Milligrams(exact.times(concentration.exact()));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public Millilitres stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLILITRE;
    }

    @Override
    public String toString() {
        return shown();
    }
}
