package org.paincare.patient.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.testing.contract.ConsumerContract;

/** Item 9 reaches the record whatever the total is. */
class SuicidalityScreenTest {

    private static final Instant AT = Instant.parse("2026-01-14T12:00:00Z");

    @Test
    void aPositiveItemIsKeptAsAtLeastOne() {
        assertThat(of("PHQ-9", "PHQ9_ITEM9_POSITIVE").value()).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void anUnansweredItemIsUnknownAndNotNo() {
        assertThat(of("PHQ-9", "PHQ9_ITEM9_MISSING").state()).isEqualTo(TriState.UNKNOWN);
    }

    @Test
    void withoutAFlagItIsZero() {
        assertThat(of("PHQ-9").value()).isEqualTo(BigDecimal.ZERO);
        assertThat(of("PHQ-9").observedAt()).isEqualTo(AT);
    }

    @Test
    void otherInstrumentsSayNothingOfIt() {
        assertThat(new SuicidalityScreen.Completed(UUID.randomUUID(), "HIT-6", List.of(), AT).fact())
                .isEmpty();
    }

    @Test
    void whateverTheContractAllowsIsRead() {
        ConsumerContract.assertReads("org.paincare.outcome.AssessmentCompleted.v1", data -> {
            var event = new IncomingEvent(
                    UUID.randomUUID(), "-", "-", UUID.randomUUID(), UUID.randomUUID(), 1, AT, null, data.toString());
            var completed = event.dataAs(SuicidalityScreen.Completed.class);
            completed.fact();
            return completed;
        });
    }

    private static FactEntry of(String instrument, String... flags) {
        return new SuicidalityScreen.Completed(UUID.randomUUID(), instrument, List.of(flags), AT)
                .fact()
                .orElseThrow();
    }
}
