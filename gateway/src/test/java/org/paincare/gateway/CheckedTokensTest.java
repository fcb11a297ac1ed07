package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckedTokensTest {

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final CheckedTokens tokens = new CheckedTokens(Duration.ofSeconds(30), () -> now);

    @Test
    void aGoodTokenIsRememberedForAWhileOnly() {
        tokens.add("a.b.c", now.plusSeconds(600));

        assertThat(tokens.has("a.b.c")).isTrue();
        assertThat(tokens.has("a.b.d")).isFalse();
        now = now.plusSeconds(30);
        assertThat(tokens.has("a.b.c")).isFalse();
    }

    @Test
    void noTokenIsRememberedPastItsExpiry() {
        tokens.add("a.b.c", now.plusSeconds(5));

        now = now.plusSeconds(5);
        assertThat(tokens.has("a.b.c")).isFalse();
    }

    @Test
    void aFloodOfTokensDoesNotFillTheMemory() {
        for (int i = 0; i < 50_000; i++) {
            tokens.add("flood." + i, now.plusSeconds(600));
        }

        assertThat(tokens.size()).isLessThanOrEqualTo(20_000);
        assertThat(tokens.has("flood.49999")).isTrue();
        assertThat(tokens.has("flood.0")).isFalse();
    }
}
