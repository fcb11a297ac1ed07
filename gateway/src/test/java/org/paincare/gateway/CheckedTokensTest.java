package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.access.Holder;

class CheckedTokensTest {

    private static final Holder HOLDER = Holder.of(new JsonObject().put("sub", "somebody"));

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final CheckedTokens tokens = new CheckedTokens(Duration.ofSeconds(30), () -> now);

    @Test
    void aGoodTokenIsRememberedForAWhileOnly() {
        tokens.add("a.b.c", HOLDER, now.plusSeconds(600));

        assertThat(tokens.find("a.b.c")).isSameAs(HOLDER);
        assertThat(tokens.find("a.b.d")).isNull();
        now = now.plusSeconds(30);
        assertThat(tokens.find("a.b.c")).isNull();
    }

    @Test
    void noTokenIsRememberedPastItsExpiry() {
        tokens.add("a.b.c", HOLDER, now.plusSeconds(5));

        now = now.plusSeconds(5);
        assertThat(tokens.find("a.b.c")).isNull();
    }

    @Test
    void aFloodOfTokensDoesNotFillTheMemory() {
        for (int i = 0; i < 50_000; i++) {
            tokens.add("flood." + i, HOLDER, now.plusSeconds(600));
        }

        assertThat(tokens.size()).isLessThanOrEqualTo(20_000);
        assertThat(tokens.find("flood.49999")).isSameAs(HOLDER);
        assertThat(tokens.find("flood.0")).isNull();
    }
}
