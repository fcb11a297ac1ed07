package org.paincare.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String HEADER = "Bearer header.payload.signature";

    private final AtomicLong nanos = new AtomicLong();
    private final VerifiedTokens tokens = new VerifiedTokens(nanos::get, () -> NOON.plusNanos(nanos.get()));
    private final Caller nurse =
            new Caller(UUID.randomUUID(), "Nurse", UUID.randomUUID(), EnumSet.of(Role.NURSE), null, null, "");

    @Test
    void aVerifiedTokenIsKnownForHalfAMinute() {
        tokens.keep(HEADER, nurse, NOON.plus(Duration.ofHours(1)));

        assertThat(tokens.find(HEADER)).map(VerifiedTokens.Verified::caller).contains(nurse);
        pass(Duration.ofSeconds(31));
        assertThat(tokens.find(HEADER)).isEmpty();
    }

    @Test
    void aTokenIsNotKnownPastItsEnd() {
        tokens.keep(HEADER, nurse, NOON.plusSeconds(5));

        pass(Duration.ofSeconds(4));
        assertThat(tokens.find(HEADER)).isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(tokens.find(HEADER)).isEmpty();
    }

    @Test
    void aTokenThatHasEndedIsNotKept() {
        tokens.keep(HEADER, nurse, NOON.minusSeconds(1));

        assertThat(tokens.find(HEADER)).isEmpty();
    }

    @Test
    void oneChangedCharacterIsAnotherToken() {
        tokens.keep(HEADER, nurse, NOON.plus(Duration.ofHours(1)));

        assertThat(tokens.find(HEADER.replace("signature", "signaturf"))).isEmpty();
        assertThat(tokens.find(null)).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
