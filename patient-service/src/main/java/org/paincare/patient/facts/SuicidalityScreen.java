package org.paincare.patient.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/**
 * Takes item 9 of every PHQ-9 that outcome-service tells of into the record, so that rule E16 asks for a safety assessment
 * of the same day before the next session. The event carries flags and not the item: positive is kept as 1, "at least one".
 */
@ApplicationScoped
class SuicidalityScreen implements EventHandler {

    private final ClinicalFacts facts;

    SuicidalityScreen(ClinicalFacts facts) {
        this.facts = facts;
    }

    /** What is read of AssessmentCompleted. */
    record Completed(UUID patientId, String instrument, List<String> flags, Instant occurredAt) {

        /** The fact it comes to; empty for another instrument. */
        Optional<FactEntry> fact() {
            if (!instrument.equals("PHQ-9")) {
                return Optional.empty();
            }
            if (flags.contains("PHQ9_ITEM9_POSITIVE")) {
                return Optional.of(entry(TriState.PRESENT, BigDecimal.ONE));
            }
            return Optional.of(
                    flags.contains("PHQ9_ITEM9_MISSING")
                            ? entry(TriState.UNKNOWN, null)
                            : entry(TriState.PRESENT, BigDecimal.ZERO));
        }

        private FactEntry entry(TriState state, @Nullable BigDecimal value) {
            return new FactEntry("PHQ9_ITEM9", state, value, null, null, null, occurredAt, FactSource.PATIENT);
        }
    }

    @Override
    public String type() {
        return "org.paincare.outcome.AssessmentCompleted.v1";
    }

    @Override
    public void handle(IncomingEvent event) {
        var completed = event.dataAs(Completed.class);
        completed.fact().ifPresent(fact -> facts.recordHeard(completed.patientId(), fact));
    }
}
