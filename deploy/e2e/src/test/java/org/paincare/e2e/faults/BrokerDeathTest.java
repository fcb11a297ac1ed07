package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/** R4, without its clause on alarms: the broker killed, and then down. */
class BrokerDeathTest {

    private static final Duration DRAINED = Duration.ofSeconds(60);

    @Test
    void writesDoNotNoticeAndTheBacklogDrains() throws Exception {
        Whole whole = Whole.running();
        whole.awaitReady();
        long seed = Seed.of("R4");
        try (History history = new History("R4", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            history.event("kill -9 broker");
            whole.system().keepDown(Component.KAFKA);
            try {
                letThemWrite();
                writes.awaitAcknowledged(20, Whole.PATIENCE);
                assertThat(waiting(whole)).as("events that wait for the broker").isPositive();
            } finally {
                history.event("broker comes back");
                whole.system().bringUp(Component.KAFKA);
            }
            writes.finish();
            whole.system().awaitReady(Component.KAFKA, Whole.PATIENCE);

            assertThat(writes.serverErrors()).isEmpty();
            Verdict.mustHold(whole, history, DRAINED);
        }
    }

    private static long waiting(Whole whole) {
        try (Databases databases = new Databases(whole)) {
            return Long.parseLong(databases
                    .rows(Component.PATIENT, "SELECT count(*) FROM outbox")
                    .getFirst());
        }
    }

    /** How long the broker stays down is the fault. */
    private static void letThemWrite() throws InterruptedException {
        Thread.sleep(Tier.current().brokerDown);
    }
}
