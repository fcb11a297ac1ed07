package org.paincare.session.quantity;

import java.math.BigDecimal;

/**
 * The units of dosing with what a number in them can physically mean.
 *
 * <p>These bounds are those of sense, not of care: clinical limits live in the guardrail data. They are chosen so that
 * no arithmetic on an order of at most 30 days can leave the nine digits of a stored number.
 */
public enum Unit {
    MILLIGRAM("mg", "0", "999999999"),
    MILLILITRE("mL", "0", "999999999"),
    KILOGRAM("kg", "0.001", "500"),
    MILLIGRAM_PER_MILLILITRE("mg/mL", "0.01", "1000"),
    MILLIGRAM_PER_KILOGRAM("mg/kg", "0", "100000"),
    MILLIGRAM_PER_HOUR("mg/h", "0", "999999999"),
    MILLIGRAM_PER_KILOGRAM_PER_HOUR("mg/kg/h", "0", "20"),
    MILLIGRAM_PER_KILOGRAM_PER_MINUTE("mg/kg/min", "0", "100000"),
    MILLILITRE_PER_HOUR("mL/h", "0", "999999999");

    private final String symbol;
    private final Fraction smallest;
    private final Fraction largest;

    Unit(String symbol, String smallest, String largest) {
        this.symbol = symbol;
        this.smallest = Fraction.of(new BigDecimal(smallest));
        this.largest = Fraction.of(new BigDecimal(largest));
    }

    public String symbol() {
        return symbol;
    }

    Fraction checked(Fraction value) {
        if (value.isLessThan(smallest) || value.isMoreThan(largest)) {
            throw new InvalidQuantity(
                    InvalidQuantity.Code.OUT_OF_RANGE,
                    symbol + " must be "
                            + smallest.rounded(3).stripTrailingZeros().toPlainString() + " to " + largest.numerator());
        }
        return value;
    }

    Fraction parse(String text) {
        return checked(Fraction.of(Decimals.parse(text)));
    }

    Fraction from(BigDecimal value) {
        return checked(Fraction.of(Decimals.checked(value)));
    }
}
