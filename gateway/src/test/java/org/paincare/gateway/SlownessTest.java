package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that hold a connection and do not get on with it; the deadlines are a second here. */
@QuarkusTest
class SlownessTest extends WireTest {

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (Wire wire = wire()) {
            assertThat(wire.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void aHeaderThatComesByteByByteBuysNoTime() throws Exception {
        try (Wire wire = wire()) {
            assertThat(dripped(wire, "GET / HTTP/1.1\r\nX: ")).isTrue();
        }
    }

    @Test
    void noTimeIsBoughtByAGoodRequestBeforeIt() throws Exception {
        try (Wire wire = wire()) {
            wire.write(begin("GET", PATIENT) + "\r\n").reply();

            assertThat(dripped(wire, "GET / HTTP/1.1\r\nX: ")).isTrue();
        }
    }

    /** Whether the gateway hangs up within 2.5 s although a byte comes every 250 ms. */
    private static boolean dripped(Wire wire, String header) throws Exception {
        for (int i = 0; i < 10; i++) {
            try {
                wire.write(header.substring(i, i + 1));
            } catch (IOException e) {
                return true;
            }
            if (wire.closedWithin(250)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aConnectionBetweenRequestsIsKeptForAWhile() throws Exception {
        try (Wire wire = wire()) {
            wire.write(begin("GET", PATIENT) + "\r\n").reply();

            assertThat(wire.closedWithin(800)).isFalse();
            assertThat(wire.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void aBodyThatDripsIsCutOff() throws Exception {
        try (Wire wire = wire()) {
            wire.write(begin("POST", PATIENT + "/facts") + "Content-Length: 1000\r\n\r\n{");
            var reply = wire.reply();

            assertThat(reply.status()).isEqualTo(408);
            assertThat(code(reply)).isEqualTo("REQUEST_TIMEOUT");
            assertThat(wire.closedWithin(2500)).isTrue();
        }
    }

    @Test
    void aBodyThatDripsWhereItIsReadWholeIsCutOffToo() throws Exception {
        try (Wire wire = wire()) {
            wire.write(begin("POST", "/v1/signature-challenges") + "Content-Length: 1000\r\n\r\n{");

            assertThat(wire.reply().status()).isEqualTo(408);
        }
    }

    @Test
    void aReaderWhoDoesNotReadIsCutOff() throws Exception {
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
        try (Wire wire = wire()) {
            wire.readLittle();
            wire.write(begin("GET", PATIENT) + "\r\n").readHead();

            assertThat(cut.get(6, TimeUnit.SECONDS)).isTrue();
            assertThat(openRequests()).isEqualTo("gateway_requests_open 1.0");
        }
    }

    @Test
    void aReaderWhoDoesNotReadWhatTheGatewayHoldsItselfIsCutOffToo() throws Exception {
        int pages = 8;
        String asked = "GET /portal/scalar.js HTTP/1.1\r\nHost: g\r\n\r\n";
        try (Wire wire = wire()) {
            wire.readLittle();
            String head = wire.write(asked.repeat(pages)).readHead();
            long length = Long.parseLong(new WireServer.Received(head, new byte[0])
                    .header("content-length")
                    .getFirst());
            assertThat(gauge("gateway_connections_open"))
                    .as("cut off; only who asks is there")
                    .endsWith(" 1.0");

            // A closed connection is reset by what still comes; else the kernel hands out what it holds for a long
            // time.
            wire.write(asked);
            assertThat(wire.rest()).as("bytes that the client could still get").isLessThan(length * (pages - 1));
        }
    }

    @Test
    void moreConnectionsThanMayBeAreClosedAtOnceAndTheOthersServed() throws Exception {
        var idle = new ArrayList<Wire>();
        try (Wire early = wire()) {
            early.write(begin("GET", PATIENT) + "\r\n").reply();
            int closed = 0;
            for (int i = 0; i < 640; i++) {
                idle.add(wire());
            }
            for (Wire wire : idle.subList(600, 640)) {
                closed += wire.closedWithin(200) ? 1 : 0;
            }

            // Each event loop accepts its own: which of the last ones are one too many, they settle among themselves.
            assertThat(closed).isBetween(30, 40);
            assertThat(early.write(begin("GET", PATIENT) + "\r\n").reply().status())
                    .isEqualTo(200);
        } finally {
            for (Wire wire : idle) {
                wire.close();
            }
        }
        assertThat(openRequests()).isEqualTo("gateway_requests_open 1.0");
    }

    @Test
    void manySlowOnesHoldNobodyUp() throws Exception {
        var slow = new ArrayList<Wire>();
        try {
            for (int i = 0; i < 125; i++) {
                slow.add(wire().write("GET / HTTP/1.1\r\n"));
                slow.add(wire().write(begin("POST", PATIENT + "/facts") + "Content-Length: 1000\r\n\r\n{"));
                slow.add(wire().write(begin("POST", OBSERVATIONS) + "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n"));
                slow.add(wire().write(begin("POST", OBSERVATIONS)
                        + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"));
            }

            assertThat(get(PATIENT).status()).isEqualTo(200);
            assertThat(post(OBSERVATIONS, "{}").status()).isEqualTo(200);
            for (Wire wire : slow) {
                assertThat(wire.closedWithin(4000)).isTrue();
            }
        } finally {
            for (Wire wire : slow) {
                wire.close();
            }
        }
    }
}
