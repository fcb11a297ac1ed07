package org.paincare.platform.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** SEM = 5 * sqrt(1 - 0.84) = 2, so the index of a difference d is d / (2 * sqrt 2). */
class ReliableChangeTest {

    private static final ReliableChange.Baselines THIRTY = new ReliableChange.Baselines(30, new BigDecimal("5"));

    @Test
    void sixPointsAreMeaningfulAndReliable() {
        var change = change("10", "4", THIRTY);

        assertThat(change.improvement()).isEqualTo("6");
        assertThat(change.meaningful()).isTrue();
        assertThat(change.reliable()).isTrue();
        assertThat(change.index()).isEqualTo("-2.12");
    }

    @Test
    void fivePointsAreMeaningfulButWithinTheNoise() {
        var change = change("9", "4", THIRTY);

        assertThat(change.meaningful()).isTrue();
        assertThat(change.reliable()).isFalse();
    }

    @Test
    void withFewerThanThirtyBaselinesNoIndexIsShown() {
        var change = change("12", "0", new ReliableChange.Baselines(29, new BigDecimal("5")));

        assertThat(change.reliable()).isNull();
        assertThat(change.index()).isNull();
        assertThat(change.basis()).isEqualTo(ReliableChange.Basis.UNKNOWN);
    }

    private static ReliableChange change(String before, String after, ReliableChange.Baselines clinic) {
        return ReliableChange.between(
                SmallScale.INSTRUMENT, "total", new BigDecimal(before), new BigDecimal(after), clinic);
    }
}
