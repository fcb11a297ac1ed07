package org.paincare.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.limit.RateClass;
import org.paincare.gateway.route.Lane;

class UsageTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private Instant now = Instant.parse("2026-11-30T23:59:50Z");
    private final Usage usage = new Usage(() -> now, new SimpleMeterRegistry());

    private static ApiClient client(Long quota) {
        return new ApiClient(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "lab",
                1,
                new ApiClient.Terms(
                        "Laboratorio",
                        new ApiClient.Contact("Mesa", "mesa@lab.example"),
                        List.of("system/*.r"),
                        List.of(),
                        RateClass.STANDARD,
                        quota,
                        ApiClient.Status.ACTIVE),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null);
    }

    @Test
    void theBedsideTakesNothingFromTheMonth() {
        ApiClient lab = client(2L);
        usage.count(lab, Lane.BEDSIDE, 200);
        usage.count(lab, Lane.NORMAL, 200);
        usage.count(client(2L), Lane.NORMAL, 200);

        var month = Objects.requireNonNull(usage.month(lab));

        assertThat(month.left()).isEqualTo(1);
        assertThat(month.windowSeconds()).isEqualTo(30 * 86_400);
        assertThat(month.resetSeconds()).isEqualTo(10);
    }

    @Test
    void moreThanTheQuotaLeavesNothingAndTheNextMonthBeginsAnew() {
        ApiClient lab = client(1L);
        usage.count(lab, Lane.NORMAL, 200);
        usage.count(lab, Lane.NORMAL, 429);
        assertThat(Objects.requireNonNull(usage.month(lab)).left()).isZero();

        now = now.plusSeconds(10);

        assertThat(Objects.requireNonNull(usage.month(lab)).left()).isEqualTo(1);
        assertThat(usage.used(lab, NOVEMBER)).isEqualTo(2);
    }

    @Test
    void aClientWithoutAQuotaHasNoBound() {
        assertThat(usage.month(client(null))).isNull();
    }
}
