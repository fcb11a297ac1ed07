package org.paincare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void the_median_is_the_middle_one_or_between_the_two_in_the_middle() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3.0);
        assertThat(Statistics.median(List.of())).isNaN();
    }

    @Test
    void ninety_nine_of_a_hundred_do_not_pass_the_percentile() {
        long[] values = LongStream.rangeClosed(1, 100).map(n -> 101 - n).toArray();

        assertThat(Statistics.percentile(0.99, values)).isEqualTo(99);
        assertThat(Statistics.percentile(0.50, values)).isEqualTo(50);
        assertThat(Statistics.percentile(0.50, new long[] {7})).isEqualTo(7);
        assertThat(Statistics.percentile(0.50, new long[0])).isNaN();
    }

    @Test
    void nothing_is_a_share_of_no_limit() {
        assertThat(Statistics.ratio(30, 100)).isEqualTo(0.3);
        assertThat(Statistics.ratio(30, 0)).isNaN();
        assertThat(Statistics.ratio(30, Double.NaN)).isNaN();
    }
}
