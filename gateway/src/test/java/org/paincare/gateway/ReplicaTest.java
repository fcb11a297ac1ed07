package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas of session-service, of which one hangs, hangs up or is gone. */
@QuarkusTest
class ReplicaTest extends WireTest {

    private static final String SESSION = "/v1/sessions/0197a000-0000-7000-8000-000000000002";
    private static final String STREAM = SESSION + "/stream";
    private static final String KEY = "Idempotency-Key: 0197a000-0000-7000-8000-0000000000aa";

    private final WireServer second = Outside.service(Outside.SECOND);

    @BeforeEach
    void bothAreIn() throws Exception {
        second.forget();
        second.up();
        awaitIn(second, 1);
    }

    @AfterEach
    void oneIsLeft() throws Exception {
        second.thaw();
        second.down();
        awaitIn(second, 0);
    }

    private static void awaitIn(WireServer replica, int in) throws Exception {
        String gauge = "gateway_replica_in{replica=\"" + replica.name() + "\",service=\"session\"} " + in + ".0";
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        String metrics = "";
        while (System.nanoTime() < end) {
            metrics = raw("GET /q/metrics HTTP/1.1\r\nHost: g\r\n\r\n").body();
            if (metrics.contains(gauge)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(metrics).contains(gauge);
    }

    @Test
    void requestsTakeTurns() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(post(OBSERVATIONS, "{}").status()).isEqualTo(200);
        }

        assertThat(session.waiting()).isEqualTo(5);
        assertThat(second.waiting()).isEqualTo(5);
    }

    @Test
    void whatWasNotSentGoesToTheOtherAtOnceWhateverItIs() throws Exception {
        second.down();

        for (int i = 0; i < 4; i++) {
            assertThat(post(SESSION + "/discharge", "{}").status()).isEqualTo(200);
        }
        assertThat(session.waiting()).isEqualTo(4);
    }

    /** R6 in small: one of two is stopped while readings come. */
    @Test
    void aFrozenOneIsOutWithinTwoSecondsAndNothingThatCanBeRepeatedIsLost() throws Exception {
        var requests = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            requests.add(posting(OBSERVATIONS, "{}"));
            requests.add(posting(SESSION + "/start", "{}", KEY));
            requests.add(getting(SESSION + "/alarms"));
        }
        second.freeze();
        long frozen = System.nanoTime();
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Wire.Reply>>();
            for (String request : requests) {
                replies.add(together.submit(() -> raw(request)));
            }
            for (var reply : replies) {
                assertThat(reply.get().status()).isEqualTo(200);
                assertThat(reply.get().body()).contains("\"session\"");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(Duration.ofSeconds(2));
        awaitIn(second, 0);

        long began = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            assertThat(post(SESSION + "/discharge", "{}").body()).contains("\"session\"");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        var health = raw("GET /q/health/ready HTTP/1.1\r\nHost: g\r\n\r\n");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().replaceAll("\\s", ""))
                .contains("\"session\":\"UP\"", "\"session-out\":\"session-2SILENT\"");

        second.thaw();
        awaitIn(second, 1);
    }

    @Test
    void whatMayHaveHadAnEffectIsNotRepeated() throws Exception {
        second.freeze();

        List<Integer> statuses =
                inParallel(4, () -> post(SESSION + "/discharge", "{}").status());

        assertThat(statuses).containsOnly(200, 504).contains(200, 504);
        assertThat(session.waiting()).isEqualTo(2);
    }

    @Test
    void aStreamOfAFrozenOneIsEndedSoThatItsReaderComesBack() throws Exception {
        String events = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                + "5\r\n: ok\n\r\n";
        WireServer.Behaviour open = (request, peer) -> {
            peer.write(events);
            while (!peer.hungUp(300)) {
                peer.write("5\r\n: ok\n\r\n");
            }
        };
        session.on(STREAM, open);
        second.on(STREAM, (request, peer) -> {
            peer.write(events);
            peer.hungUp(3000);
        });
        try (Wire first = wire();
                Wire other = wire()) {
            first.write(begin("GET", STREAM) + "\r\n").readHead();
            other.write(begin("GET", STREAM) + "\r\n").readHead();
            first.chunk();
            other.chunk();

            second.freeze();
            awaitIn(second, 0);

            Wire atTheSecond = session.next() != null && first.closedWithin(200) ? first : other;
            assertThat(atTheSecond == first || other.closedWithin(200)).isTrue();
        }
    }

    @Test
    void oneThatHangsUpIsAskedOnceMoreElsewhereWhereThatIsSafe() throws Exception {
        for (String path : List.of(OBSERVATIONS, SESSION + "/start", SESSION + "/discharge")) {
            second.on(path, (request, peer) -> peer.socket().close());
        }

        assertThat(inParallel(4, () -> post(OBSERVATIONS, "{}").status())).containsOnly(200);
        assertThat(inParallel(4, () -> post(SESSION + "/start", "{}", KEY).status()))
                .containsOnly(200);
        assertThat(inParallel(4, () -> post(SESSION + "/discharge", "{}").status()))
                .containsOnly(200, 502)
                .contains(200, 502);
        assertThat(raw("GET /q/metrics HTTP/1.1\r\nHost: g\r\n\r\n").body())
                .contains("gateway_replica_repeats_total{replica=\"session-2\"}");
    }

    @Test
    void whatTheGatewaySendsTwiceOfItselfHasTheSameKeyBothTimes() throws Exception {
        var taken = new ConcurrentLinkedQueue<String>();
        var lost = new ConcurrentLinkedQueue<String>();
        session.on(OBSERVATIONS, (request, peer) -> {
            taken.addAll(request.header("Idempotency-Key"));
            peer.json(200, "{}");
        });
        second.on(OBSERVATIONS, (request, peer) -> {
            lost.addAll(request.header("Idempotency-Key"));
            peer.socket().close();
        });

        assertThat(inParallel(4, () -> post(OBSERVATIONS, "{}").status())).containsOnly(200);

        assertThat(lost).isNotEmpty();
        assertThat(taken).hasSize(4).doesNotHaveDuplicates().containsAll(lost);
    }

    @Test
    void oneThatLivesAndLeavesTheBedsideWaitingIsOut() throws Exception {
        second.on(OBSERVATIONS, (request, peer) -> peer.hungUp(3000));

        List<Integer> statuses = inParallel(16, () -> post(OBSERVATIONS, "{}").status());

        assertThat(statuses).containsOnly(200);
        assertThat(raw("GET /q/metrics HTTP/1.1\r\nHost: g\r\n\r\n").body())
                .contains("gateway_replica_ejections_total{reason=\"STUCK\",replica=\"session-2\"}");
    }

    @Test
    void whereBothAreGoneThereIsAProblemAndNoMore() throws Exception {
        second.down();
        session.down();
        try {
            assertThat(code(post(OBSERVATIONS, "{}"))).isEqualTo("UPSTREAM_UNAVAILABLE");
        } finally {
            session.up();
            second.up();
        }
        assertThat(post(OBSERVATIONS, "{}").status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatHasBegunIsNeverBegunAgain() throws Exception {
        String half = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{";
        session.on(SESSION, (request, peer) -> {
            peer.write(half);
            peer.socket().close();
        });
        second.on(SESSION, (request, peer) -> {
            peer.write(half);
            peer.socket().close();
        });

        assertThatThrownBy(() -> {
                    try (Wire wire = wire()) {
                        wire.write(begin("GET", SESSION) + "\r\n").readHead();
                        wire.chunk();
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(session.waiting() + second.waiting()).isEqualTo(1);
    }

    private static <T> List<T> inParallel(int times, Callable<T> request) throws Exception {
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                asked.add(together.submit(request));
            }
            var results = new ArrayList<T>();
            for (var each : asked) {
                results.add(each.get());
            }
            return results;
        }
    }
}
