package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.time.Duration;

/** A pump rate in mL/h, 0 or more. */
public record MillilitresPerHour(Fraction exact) implements Quantity<MillilitresPerHour> {

    public static final MillilitresPerHour ZERO = new MillilitresPerHour(Fraction.ZERO);

    public MillilitresPerHour {
        Unit.MILLILITRE_PER_HOUR.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MillilitresPerHour of(String text) {
        return new MillilitresPerHour(Unit.MILLILITRE_PER_HOUR.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static MillilitresPerHour of(BigDecimal value) {
        return new MillilitresPerHour(Unit.MILLILITRE_PER_HOUR.from(value));
    }

    public Millilitres over(Duration duration) {
        return new Millilitres(exact.times(Fraction.hours(duration)));
    }

    public MilligramsPerHour at(MilligramsPerMillilitre concentration) {
        return new MilligramsPerHour(exact.times(concentration.exact()));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public MillilitresPerHour stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLILITRE_PER_HOUR;
    }

    @Override
    public String toString() {
        return shown();
    }
}
