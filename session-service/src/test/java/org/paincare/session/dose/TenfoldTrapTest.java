package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.dose.Orders.demo;

import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

class TenfoldTrapTest {

    @ParameterizedTest
    @CsvSource({"10", "0.1"})
    void a_concentration_ten_times_off_contradicts_the_stated_volume_and_rate(String concentration) {
        assertThat(demo().frozen().concentration(concentration).codes())
                .contains("STATED_VOLUME_MISMATCH", "STATED_PUMP_RATE_MISMATCH", "CONCENTRATION_NOT_STANDARD");
    }

    @Test
    void a_dose_ten_times_off_contradicts_the_computed_one() {
        var wrong = new Stated(Orders.mg("320"), Millilitres.of("320"), MillilitresPerHour.of("160"));

        assertThat(demo().stated(wrong).codes())
                .contains("STATED_DOSE_MISMATCH", "SESSION_TOTAL_ABOVE_LIMIT", "RATE_ABOVE_LIMIT");
    }

    @Test
    void a_dose_rounded_by_less_than_a_hundredth_agrees() {
        var order = demo().kg("63.7");
        var rounded = new Stated(Orders.mg("32"), Millilitres.of("32"), MillilitresPerHour.of("15.9"));

        assertThat(order.stated(rounded).codes()).isEmpty();
    }

    @Test
    void what_is_not_stated_is_not_signed() {
        assertThat(demo().stated(Stated.NOTHING).codes())
                .containsExactly("STATED_DOSE_MISSING", "STATED_VOLUME_MISSING", "STATED_PUMP_RATE_MISSING");
    }

    @Test
    void a_vial_that_does_not_exist_or_is_weaker_than_the_mixture_is_refused() {
        assertThat(demo().vial("5").codes()).containsExactly("VIAL_CONCENTRATION_UNKNOWN");
        assertThat(demo().vial("10").concentration("20").codes()).contains("CONCENTRATION_ABOVE_VIAL");
    }

    @Test
    void a_pump_rate_no_pump_is_set_to_is_flagged() {
        assertThat(demo().vial("100").concentration("100").codes()).contains("PUMP_RATE_IMPLAUSIBLY_LOW");
        assertThat(demo().concentration("0.1").codes()).contains("PUMP_RATE_IMPLAUSIBLY_HIGH");
    }

    @Property
    void scaling_the_concentration_by_ten_is_refused_while_the_stated_figures_stay(
            @ForAll @BigRange(min = "40", max = "120") @Scale(1) BigDecimal kg,
            @ForAll @BigRange(min = "0.01", max = "1") @Scale(3) BigDecimal rate,
            @ForAll @LongRange(min = 10, max = 300) long minutes,
            @ForAll boolean up) {
        var signed = demo().kg(kg.toPlainString())
                .rate(rate.toPlainString())
                .lasting(Duration.ofMinutes(minutes))
                .frozen();

        var scaled = signed.concentration(up ? "10" : "0.1").preview();

        assertThat(scaled.outcome()).isEqualTo(DosePreview.Outcome.REFUSED);
    }

    @Property
    void of_two_consistent_orders_ten_times_apart_at_least_one_asks_for_a_second_person(
            @ForAll @BigRange(min = "40", max = "120") @Scale(1) BigDecimal kg,
            @ForAll @BigRange(min = "0.05", max = "0.5") @Scale(3) BigDecimal rate,
            @ForAll @BigRange(min = "0.01", max = "10") @Scale(2) BigDecimal concentration) {
        var one = demo().kg(kg.toPlainString()).rate(rate.toPlainString()).concentration(concentration.toPlainString());
        var tenfold = one.concentration(concentration.multiply(BigDecimal.TEN).toPlainString());
        Assume.that(concentration.signum() > 0);

        assertThat(one.preview().secondSignatureRequired() || tenfold.preview().secondSignatureRequired())
                .isTrue();
    }
}
