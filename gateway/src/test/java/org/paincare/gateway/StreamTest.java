package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Streams pass part by part, for as long as they live. */
@QuarkusTest
class StreamTest extends WireTest {

    private static final String STREAM = "/v1/sessions/0197a000-0000-7000-8000-000000000002/stream";
    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n" + "transfer-encoding: chunked\r\n\r\n";

    private static String event(String text) {
        String event = "data: " + text + "\n\n";
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    @Test
    void eachEventArrivesBeforeTheNextIsMade() throws Exception {
        var next = new Semaphore(0);
        session.on(STREAM, (request, peer) -> {
            peer.write(EVENTS);
            for (int i = 1; i <= 3; i++) {
                peer.write(event("reading " + i));
                next.tryAcquire(2, TimeUnit.SECONDS);
            }
            peer.write("0\r\n\r\n");
        });
        try (Wire wire = wire()) {
            wire.write(begin("GET", STREAM) + "Accept: text/event-stream\r\n\r\n");

            assertThat(wire.readHead()).contains("text/event-stream");
            for (int i = 1; i <= 3; i++) {
                assertThat(wire.chunk()).contains("reading " + i);
                next.release();
            }
            assertThat(wire.chunk()).isEmpty();
        }
    }

    @Test
    void aStreamWithHeartbeatsOutlivesEveryDeadline() throws Exception {
        session.on(STREAM, (request, peer) -> {
            peer.write(EVENTS);
            for (int i = 0; i < 6; i++) {
                peer.write(event("heartbeat"));
                peer.hungUp(350);
            }
            peer.write("0\r\n\r\n");
        });
        try (Wire wire = wire()) {
            wire.write(begin("GET", STREAM) + "\r\n").readHead();

            int beats = 0;
            while (!wire.chunk().isEmpty()) {
                beats++;
            }
            assertThat(beats).isEqualTo(6);
        }
    }

    @Test
    void aStreamWithoutHeartbeatIsEnded() throws Exception {
        var left = new CompletableFuture<Boolean>();
        session.on(STREAM, (request, peer) -> {
            peer.write(EVENTS + event("the last"));
            left.complete(peer.hungUp(4000));
        });
        try (Wire wire = wire()) {
            wire.write(begin("GET", STREAM) + "\r\n").readHead();

            assertThat(wire.chunk()).contains("the last");
            assertThatThrownBy(wire::chunk).isInstanceOf(IOException.class);
            assertThat(left.get(3, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClientThatLeavesEndsTheServicesWork() throws Exception {
        var left = new CompletableFuture<Boolean>();
        session.on(STREAM, (request, peer) -> {
            peer.write(EVENTS + event("first"));
            left.complete(peer.hungUp(1000));
        });
        try (Wire wire = wire()) {
            wire.write(begin("GET", STREAM) + "\r\n").readHead();
            wire.chunk();
        }

        assertThat(left.get(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aClientThatLeavesBeforeTheAnswerEndsTheServicesWorkToo() throws Exception {
        var left = new CompletableFuture<Boolean>();
        var asked = new CompletableFuture<Void>();
        patient.on(PATIENT, (request, peer) -> {
            asked.complete(null);
            left.complete(peer.hungUp(1000));
        });
        try (Wire wire = wire()) {
            wire.write(begin("GET", PATIENT) + "\r\n");
            asked.get(3, TimeUnit.SECONDS);
        }

        assertThat(left.get(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void linesGoUpOneByOne() throws Exception {
        session.onHead(OBSERVATIONS, (request, peer) -> {
            var first = new byte[3 + 9 + 2];
            peer.in().readNBytes(first, 0, first.length);
            peer.write("HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n"
                    + "9\r\n{\"ok\":1}\n\r\n");
            peer.in().readNBytes(first, 0, first.length);
            peer.write("9\r\n{\"ok\":2}\n\r\n0\r\n\r\n");
        });
        try (Wire wire = wire()) {
            wire.write(begin("POST", OBSERVATIONS)
                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"hr\":61}\r\n");
            wire.readHead();
            assertThat(wire.chunk()).contains("\"ok\":1");

            wire.write("9\r\n{\"hr\":62}\r\n");
            assertThat(wire.chunk()).contains("\"ok\":2");
        }
    }
}
