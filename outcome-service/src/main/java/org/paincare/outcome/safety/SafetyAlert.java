package org.paincare.outcome.safety;

import java.time.Instant;
import org.paincare.outcome.rules.Explanation;

/**
 * An alert to be raised.
 *
 * @param alertId A1 to A9 of the reference
 * @param trigger what exactly, stable
 * @param key the same finding from the same source has the same key: it is raised once while it stands
 * @param acknowledgeBy after this it escalates, again and again, until a human acknowledges
 */
public record SafetyAlert(
        String alertId, String trigger, AlertLevel level, String key, Instant acknowledgeBy, Explanation explanation) {

    public Finding finding() {
        return Finding.of(key);
    }
}
