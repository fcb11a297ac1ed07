package org.paincare.session.dose;

import org.paincare.session.quantity.Fraction;

/** How a figure is held against a limit. */
public enum Comparison {
    OVER(">"),
    AT_LEAST("\u2265"),
    UNDER("<");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    boolean holds(Fraction value, Fraction limit) {
        int order = value.compareTo(limit);
        return switch (this) {
            case OVER -> order > 0;
            case AT_LEAST -> order >= 0;
            case UNDER -> order < 0;
        };
    }
}
