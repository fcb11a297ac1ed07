package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.BadNetwork;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Addresses;
import org.paincare.local.Component;
import org.paincare.local.demo.People;

/** R9: between clients and gateway, connections are slow, reset in the middle of an answer, or half open. */
class BadNetworkTest {

    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final Whole whole = Whole.running();

    @Test
    void writesSentAgainHaveOneEffectAndNoRequestStaysBehind() throws Exception {
        whole.awaitReady();
        long seed = Seed.of("R9");
        try (History history = new History("R9", seed);
                BadNetwork network =
                        BadNetwork.before(whole.system().addresses().port(Component.GATEWAY), seed);
                MixedWrites writes = MixedWrites.start(through(network), history, seed)) {
            writes.awaitAcknowledged(Tier.current().writesOverBadNetwork, Whole.PATIENCE);
            Await.until("a torn connection", Whole.PATIENCE, () -> network.torn() > 0);
            writes.finish();

            Evidence.of("R9", network.torn() + " connections torn");
            assertThat(writes.serverErrors()).noneMatch(error -> error.contains(" -> "));
            Verdict.mustHold(whole, history, Duration.ofSeconds(60));
            Await.none("the gateway", LEFT_ALONE, this::requestsUnderWay);
        }
    }

    private People through(BadNetwork network) {
        Addresses straight = whole.system().addresses();
        Map<Component, Integer> ports = new TreeMap<>(straight.ports());
        ports.put(Component.GATEWAY, network.port());
        return People.at(Component.GATEWAY, straight.at(ports));
    }

    /** Requests that the gateway still holds, beside the one that asks; it always counts that one. */
    private List<String> requestsUnderWay() {
        List<String> figures = whole.people()
                .nobody()
                .get("/q/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("gateway_requests_open"))
                .toList();
        assertThat(figures).as("the gateway's figure").isNotEmpty();
        return figures.stream()
                .filter(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) > 1)
                .toList();
    }
}
