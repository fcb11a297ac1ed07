package org.paincare.session.monitoring;

import java.math.BigDecimal;
import java.util.Map;

/** One set of readings taken together; signs not taken are absent. */
public record Readings(Map<Sign, BigDecimal> values, boolean flatCapnograph) {

    public Readings {
        values = Map.copyOf(values);
    }

    public static Readings of(Map<Sign, BigDecimal> values) {
        return new Readings(values, false);
    }
}
