package org.paincare.session.dose;

import java.time.Duration;
import java.util.List;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;

/**
 * A signed room to move (reference 0.1, 4): inside it a nurse changes the rate without a new signature.
 *
 * @param step largest single rise, above 0
 * @param minimumInterval shortest time between rises, at least a minute
 * @param ceiling highest rate
 * @param holdCriteria when not to rise, in the prescriber's words; at least one
 */
public record Titration(
        MilligramsPerKilogramPerHour step,
        Duration minimumInterval,
        MilligramsPerKilogramPerHour ceiling,
        List<String> holdCriteria) {

    public Titration {
        holdCriteria = List.copyOf(holdCriteria);
        if (step.isZero()) {
            throw new IllegalArgumentException("a titration step is above 0");
        }
        if (minimumInterval.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a titration waits at least a minute between steps");
        }
        if (holdCriteria.isEmpty() || holdCriteria.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a titration order states when not to rise");
        }
    }
}
