package org.paincare.session.reference;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers among a clinic's policy values. A code's last word is its unit; a value that is none is not there, and what
 * the data file says holds.
 *
 * @param version of the policy; null where nothing is known of the clinic
 */
public record PolicyNumbers(@Nullable String version, Map<String, String> values) {

    /** Of a clinic whose settings have not arrived. */
    public static final PolicyNumbers NONE = new PolicyNumbers(null, Map.of());

    private static final String MINUTES = "_MINUTES";
    private static final String SECONDS = "_SECONDS";

    public PolicyNumbers {
        values = Map.copyOf(values);
    }

    public Optional<Long> whole(String code) {
        return Optional.ofNullable(values.get(code))
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(Long::valueOf);
    }

    /** A number above 0 that the clinic set for itself; a code of null is nobody's to set. */
    public Optional<BigDecimal> decimal(@Nullable String code) {
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(values.get(code))
                        .filter(value -> value.matches("[0-9]{1,6}(\\.[0-9]{1,3})?"))
                        .map(BigDecimal::new)
                        .filter(value -> value.signum() > 0);
    }

    /** How long the clinic set for itself, else what is usual; a code of null is nobody's to set. */
    public Duration duration(@Nullable String code, Duration usual) {
        if (code == null) {
            return usual;
        }
        if (code.endsWith(MINUTES)) {
            return whole(code)
                    .map(Duration::ofMinutes)
                    .filter(Duration::isPositive)
                    .orElse(usual);
        }
        if (code.endsWith(SECONDS)) {
            return whole(code)
                    .map(Duration::ofSeconds)
                    .filter(Duration::isPositive)
                    .orElse(usual);
        }
        throw new InvalidData("a duration's setting ends in its unit, not " + code);
    }
}
