package org.paincare.session.quantity;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The one text form of a clinical decimal, in JSON, in data files and in signed texts: {@code ^-?\d{1,9}(\.\d{1,6})?$}. */
public final class Decimals {

    static final int MAX_SCALE = 6;
    private static final int LONGEST = 17;
    private static final BigDecimal BEYOND = BigDecimal.TEN.pow(9);
    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,6})?");

    private Decimals() {}

    /** @throws InvalidQuantity for exponents, NaN, plus signs, spaces, non-ASCII digits and anything overlong */
    public static BigDecimal parse(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
            throw new InvalidQuantity(
                    InvalidQuantity.Code.DECIMAL_MALFORMED,
                    "not a decimal with at most 9 digits before and 6 after the point: " + shown);
        }
        return new BigDecimal(text);
    }

    /** The shortest text of the number: no exponent, no trailing zeros, zero without a sign. */
    public static String format(BigDecimal value) {
        checked(value);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** The number itself if it has that text form; never expands a huge exponent. */
    public static BigDecimal checked(BigDecimal value) {
        // Order matters: 1e-100000000 must be refused before anything writes it out.
        if (value.precision() - value.scale() > 9
                || value.scale() > 4 * MAX_SCALE
                || value.abs().compareTo(BEYOND) >= 0) {
            throw new InvalidQuantity(InvalidQuantity.Code.DECIMAL_MALFORMED, "not a decimal of 9 and 6 digits");
        }
        if (value.signum() != 0 && value.stripTrailingZeros().scale() > MAX_SCALE) {
            throw new InvalidQuantity(InvalidQuantity.Code.DECIMAL_MALFORMED, "more than 6 decimals");
        }
        return value;
    }
}
