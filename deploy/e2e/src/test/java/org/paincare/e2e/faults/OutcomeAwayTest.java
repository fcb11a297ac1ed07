package org.paincare.e2e.faults;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.DemoTime;
import org.paincare.local.demo.LiveInfusion;

/** R8: outcome-service is away for long, while patients are registered and treated. */
@Tag(Tier.LONG)
class OutcomeAwayTest {

    private static final int INFUSIONS = 3;

    @Test
    void itCatchesUpAndKnowsWhatTheOthersKnow() throws Exception {
        Whole whole = Whole.running();
        whole.awaitReady();
        long seed = Seed.of("R8");
        try (History history = new History("R8", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            history.event("outcome-service goes");
            whole.system().keepDown(Component.OUTCOME);
            long went = System.nanoTime();
            long returned;
            try {
                LiveInfusion.begin(
                        whole.people(), new DemoTime(whole.system().addresses()), Long.toString(seed, 36), INFUSIONS);
                stayAway(Tier.current().outcomeDown.minusNanos(System.nanoTime() - went));
            } finally {
                history.event("outcome-service comes back");
                returned = System.nanoTime();
                whole.system().bringUp(Component.OUTCOME);
            }
            writes.finish();
            Verdict.mustHold(whole, history, Duration.ofMinutes(5));
            Evidence.of(
                    "R8",
                    "away %d s; ready, caught up and equal %.1f s after its return; %d writes acknowledged"
                            .formatted(
                                    (returned - went) / 1_000_000_000,
                                    (System.nanoTime() - returned) / 1e9,
                                    history.acknowledged()));
        }
    }

    /** How long it is away is the fault. */
    private static void stayAway(Duration left) throws InterruptedException {
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }
}
