package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;

/** A mass of drug in mg, 0 or more; racemic ketamine hydrochloride counts as the salt on the label. */
public record Milligrams(Fraction exact) implements Quantity<Milligrams> {

    public static final Milligrams ZERO = new Milligrams(Fraction.ZERO);

    public Milligrams {
        Unit.MILLIGRAM.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Milligrams of(String text) {
        return new Milligrams(Unit.MILLIGRAM.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static Milligrams of(BigDecimal value) {
        return new Milligrams(Unit.MILLIGRAM.from(value));
    }

    public Milligrams plus(Milligrams other) {
        return new Milligrams(exact.plus(other.exact));
    }

    /** @throws InvalidQuantity if the result would be negative */
    public Milligrams minus(Milligrams other) {
        return new Milligrams(exact.minus(other.exact));
    }

    /** Exact volume that holds this mass. */
    public Millilitres in(MilligramsPerMillilitre concentration) {
        return new Millilitres(exact.dividedBy(concentration.exact()));
    }

    /** Dose per body weight. */
    public MilligramsPerKilogram per(Kilograms weight) {
        return new MilligramsPerKilogram(exact.dividedBy(weight.exact()));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public Milligrams stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLIGRAM;
    }

    @Override
    public String toString() {
        return shown();
    }
}
