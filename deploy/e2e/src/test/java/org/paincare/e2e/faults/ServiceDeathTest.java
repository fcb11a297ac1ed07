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

/** R1: each service killed in turn under writes. */
class ServiceDeathTest {

    private static final List<Component> MORTAL =
            List.of(Component.PATIENT, Component.OUTCOME, Component.GATEWAY, Component.SESSION);

    private static final int WRITES_BETWEEN_KILLS = 10;

    @Test
    void whateverWasAcknowledgedIsThereOnceWithOneEffectEverywhere() throws Exception {
        Whole whole = Whole.running();
        long seed = Seed.of("R1");
        try (History history = new History("R1", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            long end = System.nanoTime() + Tier.current().killing.toNanos();
            for (int next = 0; next < MORTAL.size() || System.nanoTime() < end; next++) {
                Component victim = MORTAL.get(next % MORTAL.size());
                history.event("kill -9 " + victim.label());
                whole.system().kill(victim);
                letThemWrite();
                writes.awaitAcknowledged(WRITES_BETWEEN_KILLS, Whole.PATIENCE);
            }
            writes.finish();

            Verdict.mustHold(whole, history, Duration.ofSeconds(60));
        }
    }

    /** The time between two faults is part of the fault. */
    private static void letThemWrite() throws InterruptedException {
        Thread.sleep(Tier.current().betweenKills);
    }
}
