package org.paincare.patient.payer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.testing.contract.ConsumerContract;

/** What is read of a session that ended, and the authorisation that a day belongs to. */
class SessionCountTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

    @Test
    void aSessionThatEndedIsRead() {
        ConsumerContract.assertReads(
                "org.paincare.session.SessionEnded.v1",
                data -> new IncomingEvent(
                                UUID.randomUUID(),
                                "-",
                                "-",
                                UUID.randomUUID(),
                                UUID.randomUUID(),
                                1,
                                Instant.EPOCH,
                                null,
                                data.toString())
                        .dataAs(SessionCount.Ended.class));
    }

    @Test
    void theLastSaidWhoseDaysHoldCountsAndIsCountedUp() {
        var old = authorisation(DAY.minusDays(60), DAY.minusDays(1), 3);
        var current = authorisation(DAY, DAY, 499);
        var all = List.of(old, current);

        assertThat(PayerStanding.current(all, DAY)).isEqualTo(current);
        assertThat(PayerStanding.current(all, DAY.minusDays(1))).isEqualTo(old);
        assertThat(PayerStanding.current(all, DAY.plusDays(1))).isNull();
        assertThat(current.withOneMoreUsed().withOneMoreUsed().sessionsUsed()).isEqualTo(500);
    }

    private static PayerJson.Authorisation authorisation(LocalDate from, @Nullable LocalDate until, int used) {
        return new PayerJson.Authorisation(
                UUID.randomUUID(), PayerJson.Kind.PAYER, "EPS", "1", 6, used, from, until, null);
    }
}
