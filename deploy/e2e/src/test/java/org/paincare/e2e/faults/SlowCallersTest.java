package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.load.SlowCaller;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** R12: many callers hold connections and do not get on with them, headers, bodies and readers, all at once. */
class SlowCallersTest {

    /** What is promised. */
    private static final Duration CUT = Duration.ofSeconds(15);

    /** So much later a test sees it, on a machine that is busy with other things. */
    private static final Duration SEEN = Duration.ofSeconds(3);

    private static final Duration SERVED = Duration.ofSeconds(5);

    private final Whole whole = Whole.running();

    @Test
    void slowCallersAreCutOffWithinFifteenSecondsWhileOthersAreServed() throws Exception {
        whole.awaitReady();
        int gateway = whole.system().addresses().port(Component.GATEWAY);
        String token = whole.tokenOf("nurse");
        Map<SlowCaller.Kind, List<Future<Duration>>> slow = new EnumMap<>(SlowCaller.Kind.class);
        List<Duration> served = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (SlowCaller.Kind kind : SlowCaller.Kind.values()) {
                List<Future<Duration>> ofKind = slow.computeIfAbsent(kind, k -> new ArrayList<>());
                for (int i = 0; i < Tier.current().slowCallers; i++) {
                    ofKind.add(threads.submit(new SlowCaller(gateway, kind, token, CUT.plus(SEEN))));
                }
            }
            Api nurse = whole.people().of("nurse");
            while (slow.values().stream().flatMap(List::stream).anyMatch(each -> !each.isDone())) {
                long began = System.nanoTime();
                nurse.get("/v1/me").expect(200);
                nurse.get("/v1/clinics/" + DemoClinic.BOGOTA.id()).expect(200);
                served.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        Map<SlowCaller.Kind, Duration> longest = new EnumMap<>(SlowCaller.Kind.class);
        slow.forEach((kind, all) -> longest.put(
                kind,
                all.stream().map(Future::resultNow).max(Duration::compareTo).orElseThrow()));
        Duration slowest = served.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        Evidence.of(
                "R12",
                Tier.current().slowCallers + " slow callers of each kind, the last cut off after " + longest + "; "
                        + served.size() + " times two requests of another answered, within " + slowest);
        assertThat(longest.values()).allMatch(each -> each.compareTo(CUT.plus(SEEN)) < 0);
        assertThat(served).hasSizeGreaterThan(5);
        assertThat(slowest).isLessThan(SERVED);
    }
}
