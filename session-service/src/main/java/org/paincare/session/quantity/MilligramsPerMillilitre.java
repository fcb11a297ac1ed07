package org.paincare.session.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;

/** A concentration in mg/mL, 0.01 to 1000. Vials exist at 10, 50 and 100: a tenfold trap, so it is always explicit. */
public record MilligramsPerMillilitre(Fraction exact) implements Quantity<MilligramsPerMillilitre> {

    public MilligramsPerMillilitre {
        Unit.MILLIGRAM_PER_MILLILITRE.checked(exact);
    }

    /** @throws InvalidQuantity unless the text is a decimal of the agreed form and range */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MilligramsPerMillilitre of(String text) {
        return new MilligramsPerMillilitre(Unit.MILLIGRAM_PER_MILLILITRE.parse(text));
    }

    /** @throws InvalidQuantity unless the number has at most 9 digits before and 6 after the point, and the range */
    public static MilligramsPerMillilitre of(BigDecimal value) {
        return new MilligramsPerMillilitre(Unit.MILLIGRAM_PER_MILLILITRE.from(value));
    }

    /** Concentration of a mass in a final volume above 0. */
    public static MilligramsPerMillilitre of(Milligrams mass, Millilitres volume) {
        if (volume.isZero()) {
            throw new InvalidQuantity(InvalidQuantity.Code.OUT_OF_RANGE, "no concentration in a volume of 0 mL");
        }
        return new MilligramsPerMillilitre(mass.exact().dividedBy(volume.exact()));
    }

    /** As it will be stored and signed: computed values rounded to four decimals. */
    public MilligramsPerMillilitre stored() {
        return of(decimal());
    }

    @Override
    public Unit unit() {
        return Unit.MILLIGRAM_PER_MILLILITRE;
    }

    @Override
    public String toString() {
        return shown();
    }
}
