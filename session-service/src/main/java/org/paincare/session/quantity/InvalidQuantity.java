package org.paincare.session.quantity;

/** A text or number that is no quantity: a field problem of the caller, never of the record that holds it. */
public final class InvalidQuantity extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What is wrong; stable, part of the API's violations. */
    public enum Code {
        /** Not of the form {@code ^-?\d{1,9}(\.\d{1,6})?$}: exponents, NaN, signs, spaces, 40 digits. */
        DECIMAL_MALFORMED,
        /** A number outside what the unit can mean (negative mass, a concentration of zero). */
        OUT_OF_RANGE
    }

    private final Code code;

    InvalidQuantity(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
