package org.paincare.session.dose;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.reference.PolicyNumbers;

/**
 * One threshold of a guardrail row; the figure that crosses it makes a finding of this level and code.
 *
 * @param setting the policy value by which a clinic moves a soft limit; null where none does
 */
public record Limit(
        Level level,
        String code,
        Comparison when,
        String value,
        @Nullable Boolean secondSignature,
        @Nullable String setting) {

    public Limit {
        BigDecimal parsed = Decimals.parse(value);
        if (!Decimals.format(parsed).equals(value)) {
            throw new IllegalArgumentException("a limit is written in its shortest form, not " + value);
        }
        if (Boolean.TRUE.equals(secondSignature) && level != Level.SOFT) {
            throw new IllegalArgumentException(code + ": only a soft limit asks for a second signature");
        }
        if (setting != null && level != Level.SOFT) {
            throw new IllegalArgumentException(code + ": a clinic moves soft limits only");
        }
    }

    /** With the value that a clinic set for itself. */
    Limit setBy(PolicyNumbers policy) {
        return policy.decimal(setting)
                .map(own -> new Limit(level, code, when, Decimals.format(own), secondSignature, setting))
                .orElse(this);
    }

    boolean asksSecondSignature() {
        return Boolean.TRUE.equals(secondSignature);
    }

    boolean isCrossedBy(Fraction figure) {
        return when.holds(figure, threshold());
    }

    Fraction threshold() {
        return Fraction.of(Decimals.parse(value));
    }
}
