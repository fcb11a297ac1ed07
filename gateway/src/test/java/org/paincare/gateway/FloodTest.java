package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients of HTTP/2 that begin and do not go on, or go on without end; deadlines are a second here. */
@QuarkusTest
class FloodTest extends WireTest {

    /** In milliseconds: before its deadline, which would end it too. */
    private static final int SOONER_THAN_A_HEADER = 500;

    private static final int PING = 6;
    private static final int PRIORITY = 2;
    private static final int UNKNOWN = 0x4f;

    /** A request whose answer goes on as long as the connection. */
    private String[] streaming() {
        String path = PATIENT + "/sessions";
        session.on(path, (request, peer) -> {
            peer.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
            while (true) {
                peer.write("2\r\n:\n\r\n");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
        return asked("GET", path);
    }

    @Test
    void whoShakesHandsAndSaysNothingMoreIsCutOff() throws Exception {
        try (Frames mute = Frames.mute();
                Frames halfway = Frames.mute().bytes("PRI * HTTP/2.0\r\n".getBytes(StandardCharsets.US_ASCII));
                Frames withoutSettings = Frames.mute().bytes(Frames.PREFACE)) {
            assertThat(mute.closedWithin(2500)).isTrue();
            assertThat(halfway.closedWithin(2500)).isTrue();
            assertThat(withoutSettings.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void anOpeningThatDripsBuysNoTime() throws Exception {
        try (Frames frames = Frames.mute()) {
            boolean closed = false;
            for (int i = 0; i < 10 && !closed; i++) {
                closed = !says(frames, Arrays.copyOfRange(Frames.PREFACE, i, i + 1)) || frames.closedWithin(250);
            }
            assertThat(closed).isTrue();
        }
    }

    /** What is whole before it in the same bytes hides it no more. */
    @Test
    void halfAHeaderBesideAnOpenStreamIsCutOffWhateverCameWithIt() throws Exception {
        String[] stream = streaming();
        byte[] block = Frames.block(asked("GET", PATIENT));
        try (Frames frames = new Frames()) {
            var together = new ByteArrayOutputStream();
            together.writeBytes(Frames.framed(PING, 0, 0, new byte[8]));
            together.writeBytes(Frames.framed(Frames.HEADERS, Frames.END_STREAM, 3, Arrays.copyOf(block, 10)));
            frames.request(1, true, stream).bytes(together.toByteArray());

            assertThat(frames.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void halfAFrameBesideAnOpenStreamIsCutOffToo() throws Exception {
        String[] stream = streaming();
        try (Frames frames = new Frames()) {
            frames.request(1, true, stream).bytes(Arrays.copyOf(Frames.framed(PING, 0, 0, new byte[8]), 12));

            assertThat(frames.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void framesThatAskForNothingComeToAnEnd() throws Exception {
        assertThat(endsUnder(Frames.framed(Frames.SETTINGS, 0, 0, new byte[0]))).isTrue();
        assertThat(endsUnder(Frames.framed(PING, 0, 0, new byte[8]))).isTrue();
        assertThat(endsUnder(Frames.framed(PRIORITY, 0, 1, new byte[] {0, 0, 0, 0, 9})))
                .isTrue();
        assertThat(endsUnder(Frames.framed(UNKNOWN, 0, 0, new byte[1]))).isTrue();
        assertThat(get(PATIENT).status()).isEqualTo(200);
    }

    @Test
    void aHeaderInPartsWithoutEndComesToAnEnd() throws Exception {
        byte[] begun = Frames.framed(Frames.HEADERS, 0, 1, Frames.block(":method", "GET"));
        try (Frames empty = new Frames();
                Frames small = new Frames()) {
            empty.bytes(begun);
            small.bytes(begun);

            assertThat(flooded(empty, Frames.framed(Frames.CONTINUATION, 0, 1, new byte[0]), SOONER_THAN_A_HEADER))
                    .isTrue();
            assertThat(flooded(
                            small,
                            Frames.framed(Frames.CONTINUATION, 0, 1, Frames.block("a", "b")),
                            SOONER_THAN_A_HEADER))
                    .isTrue();
        }
        assertThat(get(PATIENT).status()).isEqualTo(200);
    }

    /** A browser says something of priority beside each request. */
    @Test
    void whoAsksMuchMaySayALittleBesideEachRequest() throws Exception {
        String[] asked = {":method", "GET", ":scheme", "https", ":path", "/q/health/live", ":authority", "g"};
        try (Frames frames = new Frames()) {
            for (int stream = 1; stream < 600; stream += 2) {
                for (int i = 0; i < 4; i++) {
                    frames.frame(PRIORITY, 0, stream, new byte[] {0, 0, 0, 0, 9});
                }
                assertThat(frames.request(stream, true, asked).answer(stream).status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void moreStreamsThanMayBeAreRefusedAndNobodyElseIsHeldUp() throws Exception {
        String[] asked = asked("POST", PATIENT + "/facts");
        String[] next = asked("GET", PATIENT);
        try (Frames flood = new Frames();
                Frames other = new Frames()) {
            for (int stream = 1; stream < 300; stream += 2) {
                flood.request(stream, false, asked);
            }
            assertThat(flood.answer(299).reset())
                    .as("REFUSED_STREAM, or the connection's end")
                    .isPositive();
            assertThat(other.request(1, true, next).answer(1).status()).isEqualTo(200);
        }
        assertThat(patient.next().path()).isEqualTo(PATIENT);
    }

    /** Beside an open stream, so that nothing else ends the connection. */
    private boolean endsUnder(byte[] frame) throws IOException {
        String[] stream = streaming();
        try (Frames frames = new Frames()) {
            return flooded(frames.request(1, true, stream), frame, 5000);
        }
    }

    /** Whether so many frames of the kind, sent at once, end the connection. */
    private static boolean flooded(Frames frames, byte[] frame, int millis) throws IOException {
        var batch = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            batch.writeBytes(frame);
        }
        for (int i = 0; i < 30; i++) {
            if (!says(frames, batch.toByteArray())) {
                return true;
            }
        }
        return frames.closedWithin(millis);
    }

    private static boolean says(Frames frames, byte[] bytes) {
        try {
            frames.bytes(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
