package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/** R3: the postmaster killed under writes. */
class DatabaseDeathTest {

    private static final Duration SERVING_AGAIN = Duration.ofSeconds(30);

    @Test
    void whatWasAcknowledgedIsKeptAndWritesGoOnWithinThirtySeconds() throws Exception {
        Whole whole = Whole.running();
        whole.awaitReady();
        long seed = Seed.of("R3");
        try (History history = new History("R3", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            history.event("kill -9 postmaster");
            long killed = System.nanoTime();
            whole.system().kill(Component.POSTGRES);

            Await.until("a write after the postmaster's death", SERVING_AGAIN, () -> isServing(whole));
            Evidence.of("R3", "writing again after %.1f s".formatted((System.nanoTime() - killed) / 1e9));
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            letThemWrite();
            writes.finish();

            assertThat(writes.serverErrors()).as("the death was noticed").isNotEmpty();
            Verdict.mustHold(whole, history, Duration.ofSeconds(60));
        }
    }

    private static boolean isServing(Whole whole) {
        return whole.people()
                        .of("coordinator")
                        .post("/v1/patients", Somebody.named("Vuelve"))
                        .status()
                == 201;
    }

    private static void letThemWrite() throws InterruptedException {
        Thread.sleep(Tier.current().databaseWrites);
    }
}
