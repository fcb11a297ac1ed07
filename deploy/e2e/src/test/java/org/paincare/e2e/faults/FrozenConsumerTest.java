package org.paincare.e2e.faults;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/** R5: consumers stand still in the middle of their work and then go on with it, as if nothing had happened. */
class FrozenConsumerTest {

    private static final List<Component> CONSUMERS = List.of(Component.OUTCOME, Component.SESSION);

    @Test
    void nothingHasItsEffectTwiceOrOutOfOrder() throws Exception {
        Whole whole = Whole.running();
        whole.awaitReady();
        long seed = Seed.of("R5");
        try (History history = new History("R5", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            for (Component consumer : CONSUMERS) {
                history.event("SIGSTOP " + consumer.label());
                whole.system().freeze(consumer);
                try {
                    standStill();
                } finally {
                    history.event("SIGCONT " + consumer.label());
                    whole.system().thaw(consumer);
                }
                writes.awaitAcknowledged(10, Whole.PATIENCE);
            }
            writes.finish();

            Verdict.mustHold(whole, history, Duration.ofSeconds(60));
        }
    }

    /** How long they stand still is the fault. */
    private static void standStill() throws InterruptedException {
        Thread.sleep(Tier.current().frozen.dividedBy(CONSUMERS.size()));
    }
}
