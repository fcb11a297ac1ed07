package org.paincare.patient.enrolment;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.paincare.patient.DataFile;
import org.paincare.patient.eligibility.engine.RuleSets;

/** The numbers and lists of enrolment that a medical director may change, versioned data ({@code enrolment/life-*.json}). */
@Singleton
class LifeRules {

    private record Shipped(
            String version, String source, Map<State, Integer> deadlineDays, Set<String> comorbidityFacts) {}

    private final Shipped shipped = DataFile.read("/enrolment/life-2026.1.json", Shipped.class);
    private final Map<State, Duration> deadlines = new EnumMap<>(State.class);

    LifeRules() {
        for (var state : State.values()) {
            boolean timed = Trigger.deadlineOf(state).isPresent();
            if (timed != shipped.deadlineDays().containsKey(state)) {
                throw new IllegalStateException("deadlineDays and the table of edges disagree about " + state);
            }
            if (timed) {
                deadlines.put(state, Duration.ofDays(shipped.deadlineDays().get(state)));
            }
        }
        var vocabulary = RuleSets.current().vocabulary();
        shipped.comorbidityFacts().stream()
                .filter(code -> vocabulary.find(code).isEmpty())
                .findFirst()
                .ifPresent(code -> {
                    throw new IllegalStateException("the vocabulary has no fact " + code);
                });
    }

    Map<State, Duration> deadlines() {
        return Map.copyOf(deadlines);
    }

    Set<String> comorbidityFacts() {
        return Set.copyOf(shipped.comorbidityFacts());
    }
}
