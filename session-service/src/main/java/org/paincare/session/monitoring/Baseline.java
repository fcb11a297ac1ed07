package org.paincare.session.monitoring;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What is normal for this person.
 *
 * @param today the baseline set of the session; SpO2 on room air
 * @param earlierHighest highest value of each scale in the person's earlier sessions
 */
public record Baseline(Map<Sign, BigDecimal> today, Map<Sign, BigDecimal> earlierHighest) {

    public static final Baseline UNKNOWN = new Baseline(Map.of(), Map.of());

    public Baseline {
        today = Map.copyOf(today);
        earlierHighest = Map.copyOf(earlierHighest);
    }
}
