package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile or slow client can say in frames of HTTP/2, and what becomes of the others on its connection. */
@QuarkusTest
class FramesTest extends WireTest {

    static Stream<List<String>> hostile() {
        return Stream.of(
                List.of("X-Upper-Case", "1"),
                List.of("connection", "close"),
                List.of("connection", "x-note", "x-note", "1"),
                List.of("keep-alive", "timeout=5"),
                List.of("proxy-connection", "close"),
                List.of("transfer-encoding", "chunked"),
                List.of("transfer-encoding", "identity"),
                List.of("upgrade", "h2c"),
                List.of("te", "gzip"),
                List.of("content-length", "3"),
                List.of("content-length", "4", "content-length", "5"),
                List.of("content-length", "-4"),
                List.of("content-length", "0x4"),
                List.of("host", "evil.example"),
                List.of("x-note", "one\r\nx-injected: two"),
                List.of("x-note", "a\u0000b"),
                List.of("bad name", "1"),
                List.of("bad:name", "1"),
                List.of("", "1"),
                List.of(":path", "/v1/patients/2"),
                List.of(":method", "GET"),
                List.of(":strange", "1"));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(List<String> headers) throws Exception {
        String[] asked = asked("POST", PATIENT + "/facts", headers.toArray(String[]::new));
        try (Frames frames = new Frames()) {
            var answer = frames.request(1, false, asked).data(1, true, "{..}").answer(1);

            assertThat(answer.status()).as(headers + " " + answer).isIn(0, 400);
            assertThat(answer.status() == 400 || answer.reset() >= 0).isTrue();
            assertThat(patient.gotNothing()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//patients",
                "/v1/patients;x=1/y",
                "/v1/patients%2f1",
                "/v1/patients/../../internal/standing",
                "/v1/patients/1 HTTP/1.1\r\nHost: evil",
                "https://evil.example/v1/patients",
                "*",
                "v1/patients",
                ""
            })
    void aPathWithMoreThanOneReadingIsRefused(String path) throws Exception {
        String[] asked = asked("GET", path);
        try (Frames frames = new Frames()) {
            var answer = frames.request(1, true, asked).answer(1);

            assertThat(answer.status()).as(path).isIn(0, 400);
            assertThat(patient.gotNothing()).isTrue();
        }
    }

    @Test
    void aBodyLongerOrShorterThanItsLengthReachesNobodyAsWhole() throws Exception {
        String[] asked = asked("POST", PATIENT + "/facts", "content-length", "4");
        try (Frames frames = new Frames()) {
            assertThat(frames.request(1, false, asked)
                            .data(1, true, "GET /internal HTTP/1.1\r\n\r\n")
                            .answer(1)
                            .status())
                    .isIn(0, 400);
        }
        try (Frames frames = new Frames()) {
            assertThat(frames.request(1, false, asked)
                            .data(1, true, "{}")
                            .answer(1)
                            .status())
                    .isIn(0, 400);
        }
        assertThat(patient.gotNothing()).isTrue();
    }

    @Test
    void aBodyOfUnknownLengthReachesTheServiceWholeAndHostAndSchemeAreTheCallers() throws Exception {
        String[] asked = asked("POST", PATIENT + "/facts", "x-forwarded-proto", "gopher");
        try (Frames frames = new Frames()) {
            var answer = frames.request(1, false, asked)
                    .data(1, false, "{\"a\":")
                    .data(1, true, "1}")
                    .answer(1);

            assertThat(frames.protocol()).isEqualTo("h2");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("strict-transport-security")).hasToString("max-age=31536000");
            assertThat(answer.headers().get("x-content-type-options")).hasToString("nosniff");
            assertThat(answer.headers().contains("connection")).isFalse();
        }
        var got = patient.next();
        assertThat(got.body()).asString().isEqualTo("{\"a\":1}");
        assertThat(got.header("X-Forwarded-Host")).containsExactly("gateway.test");
        assertThat(got.header("X-Forwarded-Proto")).containsExactly("https");
        assertThat(got.header("Host")).containsExactly("localhost:" + Outside.port("patient"));
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndTheConnectionGoesOn() throws Exception {
        String[] asked = asked("POST", PATIENT + "/facts");
        String[] next = asked("GET", PATIENT);
        try (Frames frames = new Frames()) {
            frames.request(1, false, asked);
            String part = "x".repeat(16_000);
            for (int i = 0; i < 4; i++) {
                frames.data(1, false, part);
            }
            var declared = frames.request(3, false, asked("POST", PATIENT + "/facts", "content-length", "262145"))
                    .answer(3);
            assertThat(declared.status()).isEqualTo(413);
            assertThat(new JsonObject(declared.body()).getString("code")).isEqualTo("BODY_TOO_LARGE");
            assertThat(declared.headers().contains("connection")).isFalse();
            assertThat(frames.request(5, true, next).answer(5).status()).isEqualTo(200);
        }
    }

    @Test
    void manyRequestsOfOneConnectionGoSideBySide() throws Exception {
        String[] slow = asked("GET", COURSE);
        String[] quick = asked("GET", PATIENT);
        var release = new CompletableFuture<Void>();
        outcome.on(COURSE, (request, peer) -> {
            release.get(1, TimeUnit.SECONDS);
            peer.json(200, "{\"slow\":true}");
        });
        try (Frames frames = new Frames()) {
            frames.request(1, true, slow).request(3, true, quick);

            assertThat(frames.answer(3).status()).isEqualTo(200);
            release.complete(null);
            assertThat(frames.answer(1).body()).contains("slow");
        }
    }

    @Test
    void aStreamThatIsGivenUpEndsTheServicesWorkAndTheConnectionGoesOn() throws Exception {
        var hungUp = new CompletableFuture<Boolean>();
        var begun = new CompletableFuture<Void>();
        outcome.on(COURSE, (request, peer) -> {
            begun.complete(null);
            hungUp.complete(peer.hungUp(3000));
        });
        String[] slow = asked("GET", COURSE);
        String[] quick = asked("GET", PATIENT);
        try (Frames frames = new Frames()) {
            frames.request(1, true, slow);
            begun.get(2, TimeUnit.SECONDS);
            frames.frame(Frames.RESET, 0, 1, new byte[] {0, 0, 0, 8});

            assertThat(hungUp.get(4, TimeUnit.SECONDS)).isTrue();
            assertThat(frames.request(3, true, quick).answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatSaysNothingOrNotAllOfAHeaderIsCutOff() throws Exception {
        byte[] block = Frames.block(asked("GET", PATIENT));
        try (Frames silent = new Frames();
                Frames half = new Frames();
                Frames dripping = new Frames()) {
            half.bytes(new byte[] {0, 0});
            dripping.frame(Frames.HEADERS, Frames.END_STREAM, 1, Arrays.copyOf(block, 10));

            assertThat(dripped(dripping, block)).isTrue();
            assertThat(half.closedWithin(2500)).isTrue();
            assertThat(silent.closedWithin(2500)).isTrue();
        }
    }

    /** Whether the gateway hangs up within 2.5 s although a frame of the header comes every 250 ms. */
    private static boolean dripped(Frames frames, byte[] block) throws Exception {
        for (int i = 10; i < 20; i++) {
            try {
                frames.frame(Frames.CONTINUATION, 0, 1, Arrays.copyOfRange(block, i, i + 1));
            } catch (IOException e) {
                return true;
            }
            if (frames.closedWithin(250)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aHeaderThatDripsBesideAnOpenRequestIsCutOffToo() throws Exception {
        String[] stream = asked("GET", PATIENT + "/sessions");
        byte[] block = Frames.block(asked("GET", PATIENT));
        session.on(PATIENT + "/sessions", (request, peer) -> {
            peer.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
            while (true) {
                peer.write("2\r\n:\n\r\n");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
        try (Frames frames = new Frames()) {
            frames.request(1, true, stream).frame(Frames.HEADERS, Frames.END_STREAM, 3, Arrays.copyOf(block, 10));

            assertThat(frames.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void pingsBuyAConnectionNoTime() throws Exception {
        String[] asked = asked("GET", PATIENT);
        try (Frames frames = new Frames()) {
            frames.request(1, true, asked).answer(1);
            boolean closed = false;
            for (int i = 0; i < 12 && !closed; i++) {
                try {
                    frames.frame(6, 0, 0, new byte[8]);
                    closed = frames.closedWithin(250);
                } catch (IOException e) {
                    closed = true;
                }
            }
            assertThat(closed).isTrue();
        }
    }

    @Test
    void aBodyThatDripsIsRefusedAndTheConnectionGoesOn() throws Exception {
        String[] dripping = asked("POST", PATIENT + "/facts");
        String[] next = asked("GET", PATIENT);
        try (Frames frames = new Frames()) {
            var answer = frames.request(1, false, dripping).data(1, false, "{").answer(1);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(408);
            assertThat(frames.request(3, true, next).answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void aReaderWhoDoesNotReadIsCutOffAndTheServicesWorkEnds() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        var cut = new CompletableFuture<Boolean>();
        patient.on(PATIENT, (request, peer) -> {
            peer.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            try {
                for (int i = 0; i < 2000; i++) {
                    peer.write(chunk);
                }
                cut.complete(false);
            } catch (IOException e) {
                cut.complete(true);
            }
        });
        String[] unread = asked("GET", PATIENT);
        try (Frames frames = new Frames(1000)) {
            var answer = frames.request(1, true, unread).answer(1);

            assertThat(answer.body()).hasSize(1000);
            assertThat(answer.reset())
                    .as("ended, by its stream or its connection")
                    .isGreaterThanOrEqualTo(0);
            assertThat(cut.get(6, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPageOfTheGatewaysOwnThatIsNotReadIsDropped() throws Exception {
        String[] unread = {":method", "GET", ":scheme", "https", ":path", "/portal/scalar.js", ":authority", "g"};
        try (Frames frames = new Frames(1000)) {
            var answer = frames.request(1, true, unread).answer(1);

            assertThat(answer.body()).hasSize(1000);
            assertThat(answer.reset())
                    .as("ended, by its stream or its connection")
                    .isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void aFloodOfResetsEndsTheConnection() throws Exception {
        String[] asked = asked("GET", PATIENT);
        try (Frames frames = new Frames()) {
            for (int stream = 1; stream < 1000; stream += 2) {
                frames.request(stream, true, asked).frame(Frames.RESET, 0, stream, new byte[] {0, 0, 0, 8});
            }
            // Said with GOAWAY ENHANCE_YOUR_CALM, which may be lost with what was still being sent.
            assertThat(frames.answer(1001).status()).isZero();
            assertThat(frames.closedWithin(3000)).isTrue();
        }
    }
}
