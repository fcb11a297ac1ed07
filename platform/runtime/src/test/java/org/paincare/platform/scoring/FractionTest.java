package org.paincare.platform.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FractionTest {

    @Test
    void aHalfRoundsAwayFromZero() {
        assertThat(Fraction.of(5, 2).rounded(0)).isEqualTo("3");
        assertThat(Fraction.of(-5, 2).rounded(0)).isEqualTo("-3");
        assertThat(Fraction.of(new BigDecimal("14.65")).rounded(1)).isEqualTo("14.7");
    }

    @Test
    void nothingIsDividedByZero() {
        assertThatThrownBy(() -> Fraction.of(1).dividedBy(Fraction.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    @Property
    void divisionUndoesMultiplicationExactly(
            @ForAll @IntRange(min = -999, max = 999) int a, @ForAll @IntRange(min = 1, max = 97) int b) {
        Fraction seventh = Fraction.of(a, 7);

        assertThat(seventh.dividedBy(Fraction.of(b)).times(b)).isEqualTo(seventh);
        assertThat(seventh.plus(Fraction.of(b)).compareTo(seventh)).isPositive();
    }
}
