package org.paincare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.CannotStart;

class PgBenchOutputTest {

    private static final String WHOLE = """
            query mode: prepared
            duration: 5 s
            number of transactions actually processed: 12000
            number of failed transactions: 0 (0.000%)
            latency average = 6.400 ms
            initial connection time = 52.871 ms
            tps = 2500.000000 (without initial connection time)
            """;
    private static final List<String> LOG =
            List.of("0 11 1000 0 1700000000 1", "1 12 2000 0 1700000000 2", "2 9 9000 0 1700000000 3");

    @Test
    void rate_and_latencies_are_those_of_the_transactions() {
        var result = PgBenchOutput.read(WHOLE, LOG, 1);

        assertThat(result.answered()).isEqualTo(12_000);
        assertThat(result.seconds()).isCloseTo(4.8, within(1e-9));
        assertThat(result.p50Millis()).isEqualTo(2.0);
        assertThat(result.p99Millis()).isEqualTo(9.0);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void a_transaction_of_many_reads_counts_as_so_many_and_gives_no_latency_of_one() {
        var result = PgBenchOutput.read(WHOLE, LOG, 16);

        assertThat(result.answered()).isEqualTo(16 * 12_000);
        assertThat(result.seconds()).isCloseTo(4.8, within(1e-9));
        assertThat(result.p50Millis()).isNaN();
    }

    @Test
    void failed_transactions_are_told() {
        var failed = WHOLE.replace("failed transactions: 0", "failed transactions: 3");

        assertThat(PgBenchOutput.read(failed, LOG, 1).failures()).isEqualTo(Map.of("failed transaction", 3L));
    }

    @Test
    void a_run_without_a_transaction_has_a_rate_of_nought() {
        var none = "duration: 5 s\nnumber of transactions actually processed: 0\n";

        var result = PgBenchOutput.read(none, List.of(), 1);

        assertThat(result.answered()).isZero();
        assertThat(result.seconds()).isEqualTo(5);
    }

    @Test
    void a_broken_run_is_no_result() {
        assertThatThrownBy(() -> PgBenchOutput.read("pgbench: error: connection refused", LOG, 1))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("connection refused");
    }
}
