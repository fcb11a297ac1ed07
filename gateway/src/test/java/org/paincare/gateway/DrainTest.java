package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.edge.Draining;

/** The gateway on its way out: it says so, then lets nobody new in, and ends what it began. */
@QuarkusTest
class DrainTest extends WireTest {

    @Inject
    Draining draining;

    /** Before {@link WireTest} looks for open requests, for which it must get in. */
    @AfterEach
    void theStopIsTakenBack() {
        draining.resume();
    }

    @Test
    void firstItIsNotReadyAndServesAsBefore() throws Exception {
        draining.announce();

        var ready = raw("GET /q/health/ready HTTP/1.1\r\nHost: g\r\n\r\n");

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).contains("\"serving\"");
        assertThat(get(PATIENT).status()).isEqualTo(200);
    }

    @Test
    void thenNobodyNewGetsInAndWhatWasBegunIsAnswered() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        patient.on(PATIENT, (request, peer) -> {
            begun.countDown();
            release.await(1, TimeUnit.SECONDS);
            peer.json(200, "{}");
        });
        try (Wire old = wire();
                Wire idle = wire()) {
            idle.write(begin("GET", COURSE) + "\r\n").reply();
            old.write(begin("GET", PATIENT) + "\r\n");
            assertThat(begun.await(1, TimeUnit.SECONDS)).isTrue();

            draining.closing();
            try (Wire late = wire()) {
                assertThat(late.closedWithin(1000)).isTrue();
            }
            release.countDown();

            assertThat(old.reply().status()).isEqualTo(200);
            var last = idle.write(begin("GET", COURSE) + "\r\n").reply();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.header("Connection")).containsExactly("close");
        } finally {
            draining.resume();
        }
    }

    @Test
    void aClientWithManyRequestsOnOneConnectionIsAskedToLeaveAndAnsweredFirst() throws Exception {
        String[] asked = asked("GET", PATIENT);
        try (Frames frames = new Frames()) {
            assertThat(frames.request(1, true, asked).answer(1).status()).isEqualTo(200);

            draining.closing();

            assertThat(frames.request(3, true, asked).answer(3).status()).isEqualTo(200);
            assertThat(frames.closedWithin(3000)).isTrue();
        } finally {
            draining.resume();
        }
    }
}
