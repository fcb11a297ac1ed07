package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.DemoUsers;

/** A service that is down, slow, broken or flooded. */
@QuarkusTest
class UpstreamTroubleTest extends WireTest {

    @Test
    void aServiceThatIsDownIsNamedUnavailableAndTheOthersGoOn() throws Exception {
        patient.down();
        try {
            var read = get(PATIENT);
            var write = post(PATIENT + "/facts", "{}");
            var other = get(COURSE);

            assertThat(read.status()).isEqualTo(503);
            assertThat(code(read)).isEqualTo("UPSTREAM_UNAVAILABLE");
            assertThat(read.header("Retry-After")).containsExactly("2");
            assertThat(read.header("content-type")).containsExactly("application/problem+json");
            assertThat(read.header("X-Request-Id")).hasSize(1);
            assertThat(write.status()).isEqualTo(503);
            assertThat(other.status()).isEqualTo(200);
        } finally {
            patient.up();
        }
        assertThat(get(PATIENT).status()).isEqualTo(200);
    }

    @Test
    void aServiceThatBreaksOffIsNamedAndAWriteIsNotRepeated() throws Exception {
        patient.on(PATIENT + "/facts", (request, peer) -> {
            peer.socket().setSoLinger(true, 0);
            peer.socket().close();
        });

        var reply = post(PATIENT + "/facts", "{}");

        assertThat(reply.status()).isEqualTo(502);
        assertThat(code(reply)).isEqualTo("UPSTREAM_FAILED");
        assertThat(reply.header("Retry-After")).containsExactly("1");
        patient.next();
        assertThat(patient.gotNothing()).isTrue();
    }

    @Test
    void nonsenseFromAServiceIsNotPassedOn() throws Exception {
        patient.on(PATIENT, (request, peer) -> {
            peer.write("SMTP ready\r\n\r\n");
            peer.hungUp(2000);
        });

        assertThat(code(get(PATIENT))).isEqualTo("UPSTREAM_FAILED");
    }

    @Test
    void aServiceThatIsTooSlowIsLeftAtTheDeadline() throws Exception {
        var left = new CompletableFuture<Boolean>();
        patient.on(PATIENT, (request, peer) -> left.complete(peer.hungUp(4000)));

        var reply = get(PATIENT);

        assertThat(reply.status()).isEqualTo(504);
        assertThat(code(reply)).isEqualTo("UPSTREAM_TIMEOUT");
        assertThat(reply.header("Retry-After")).containsExactly("2");
        assertThat(left.get(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServiceThatDoesNotReadTheBodyIsLeftAtTheDeadlineToo() throws Exception {
        String attachments = PATIENT + "/attachments";
        var left = new CompletableFuture<Void>();
        patient.onHead(attachments, (request, peer) -> left.get(6, TimeUnit.SECONDS));
        try (Wire wire = wire()) {
            wire.write(begin("POST", attachments) + "Content-Length: 20000000\r\n\r\n");
            Thread.ofVirtual().start(() -> {
                try {
                    wire.write("x".repeat(20_000_000));
                } catch (IOException e) {
                    // The gateway hung up, as it should.
                }
            });

            assertThat(code(wire.reply())).isEqualTo("UPSTREAM_TIMEOUT");
        } finally {
            left.complete(null);
        }
    }

    @Test
    void halfAnAnswerIsNeverTakenForAWholeOne() throws Exception {
        patient.on(PATIENT, (request, peer) -> {
            peer.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n");
            peer.socket().close();
        });

        assertThatThrownBy(() -> get(PATIENT)).isInstanceOf(IOException.class);
    }

    @Test
    void aServiceThatLeavesMostUnansweredIsNotAskedForAWhileButForTheBedside() throws Exception {
        String lots = "/v1/lots";
        session.on(lots, (request, peer) -> peer.socket().close());
        var reply = post(lots, "{}");
        for (int i = 0; i < 25 && reply.status() == 502; i++) {
            reply = post(lots, "{}");
        }
        int asked = session.waiting();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(code(reply)).isEqualTo("CIRCUIT_OPEN");
        assertThat(reply.header("Retry-After")).containsExactly("2");
        assertThat(asked).isLessThanOrEqualTo(20);
        assertThat(post(OBSERVATIONS, "{}").status()).isEqualTo(200);
        assertThat(get(PATIENT).status()).isEqualTo(200);

        session.forget();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (get(lots).status() != 200 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(get(lots).status()).isEqualTo(200);
    }

    /** Four places at each of two session-services, of which one clinic gets six; who waits a second is refused. */
    @Test
    void aFloodOfSlowReadsWaitsForItsTurnsAndTheBedsideGoesOn() throws Exception {
        var over = new CountDownLatch(1);
        var asked = new HashMap<String, String>();
        var waiting = new HashMap<String, Wire>();
        for (int i = 0; i < 16; i++) {
            String path = "/v1/protocols/flood-" + i;
            session.on(path, (request, peer) -> over.await(5, TimeUnit.SECONDS));
            asked.put(path, getting(path));
        }
        try {
            for (var each : asked.entrySet()) {
                Wire wire = wire();
                waiting.put(each.getKey(), wire);
                wire.write(each.getValue());
            }
            var served = new HashSet<String>();
            for (int i = 0; i < 6; i++) {
                served.add(session.next().path());
            }
            assertThat(post(OBSERVATIONS, "{}").status()).isEqualTo(200);

            for (var each : waiting.entrySet()) {
                var reply = each.getValue().reply();
                if (served.contains(each.getKey())) {
                    assertThat(code(reply)).isEqualTo("UPSTREAM_TIMEOUT");
                } else {
                    assertThat(reply.status()).isEqualTo(503);
                    assertThat(code(reply)).isEqualTo("UPSTREAM_BUSY");
                    assertThat(reply.header("Retry-After")).containsExactly("1");
                }
            }
            assertThat(served).hasSize(6);
        } finally {
            over.countDown();
            for (Wire wire : waiting.values()) {
                wire.close();
            }
        }
    }

    /** Four places at the one outcome-service, of which one clinic gets three. */
    @Test
    void aBusyClinicWaitsForItsOwnAndTheOthersFindAPlace() throws Exception {
        var release = new CountDownLatch(1);
        outcome.on(COURSE, (request, peer) -> {
            release.await(3, TimeUnit.SECONDS);
            peer.json(200, "{}");
        });
        String other =
                "GET /v1/patients/0197a000-0000-7000-8000-00000000000c/course HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer "
                        + tokens.of(DemoUsers.named("prescriber@cartagena")) + "\r\n\r\n";
        String mine = getting(COURSE);
        var busy = new ArrayList<Wire>();
        long asked = System.nanoTime();
        try {
            for (int i = 0; i < 8; i++) {
                Wire wire = wire();
                busy.add(wire);
                wire.write(mine);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(outcome.next().path()).isEqualTo(COURSE);
            }
            assertThat(raw(other).status()).isEqualTo(200);
            assertThat(outcome.next().path()).isNotEqualTo(COURSE);
            assertThat(outcome.gotNothing()).isTrue();
            release.countDown();
            // Who was held longer than a patience, by a machine that is busy itself, may have been refused for that.
            boolean inTime = System.nanoTime() - asked < TimeUnit.MILLISECONDS.toNanos(900);
            for (Wire wire : busy) {
                var answered = wire.reply();
                assertThat(answered.status() == 200 || !inTime)
                        .as(answered.head())
                        .isTrue();
            }
        } finally {
            release.countDown();
            for (Wire wire : busy) {
                wire.close();
            }
        }
    }
}
