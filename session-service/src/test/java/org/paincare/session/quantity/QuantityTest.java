package org.paincare.session.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    private static final Kilograms SIXTY_FOUR = Kilograms.of("64");

    @Test
    void demo_rate_at_one_mg_per_ml_is_sixteen_ml_per_hour() {
        var rate = MilligramsPerKilogramPerHour.of("0.25");

        var pump = rate.pumpRate(SIXTY_FOUR, MilligramsPerMillilitre.of("1"));

        assertThat(pump).isEqualTo(MillilitresPerHour.of("16"));
        assertThat(pump.over(Duration.ofHours(2)).at(MilligramsPerMillilitre.of("1")))
                .isEqualTo(Milligrams.of("32"));
    }

    @Test
    void a_third_of_a_millilitre_stays_exact_until_it_is_stored() {
        var third = Milligrams.of("1").in(MilligramsPerMillilitre.of("3"));

        assertThat(third.at(MilligramsPerMillilitre.of("3"))).isEqualTo(Milligrams.of("1"));
        assertThat(third.text()).isEqualTo("0.3333");
        assertThat(third.stored()).isEqualTo(Millilitres.of("0.3333"));
    }

    @Test
    void storing_rounds_half_up_at_the_fourth_decimal() {
        assertThat(new Fraction(new java.math.BigInteger("5"), new java.math.BigInteger("100000")).stored())
                .isEqualByComparingTo("0.0001");
        assertThat(new Fraction(new java.math.BigInteger("4"), new java.math.BigInteger("100000")).stored())
                .isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "+1",
                "1e3",
                "1E-100000000",
                "NaN",
                "Infinity",
                "-Infinity",
                "1.",
                ".5",
                "1,5",
                "0x1",
                "1234567890",
                "1.1234567",
                "1111111111111111111111111111111111111111",
                "٣",
                "1\n",
                "--1",
                "null"
            })
    void a_text_that_is_no_plain_decimal_is_refused(String text) {
        assertThatThrownBy(() -> Milligrams.of(text))
                .isInstanceOfSatisfying(
                        InvalidQuantity.class,
                        problem -> assertThat(problem.code()).isEqualTo(InvalidQuantity.Code.DECIMAL_MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-100000000", "1e100000000", "1e9", "1e-7", "0e-100000000", "1234567890"})
    void a_number_with_a_wild_exponent_is_refused_at_once(String text) {
        assertThatThrownBy(() -> Milligrams.of(new BigDecimal(text))).isInstanceOf(InvalidQuantity.class);
    }

    @Test
    void masses_are_not_negative_and_weights_and_concentrations_not_zero() {
        assertThatThrownBy(() -> Milligrams.of("-0.1")).isInstanceOf(InvalidQuantity.class);
        assertThatThrownBy(() -> Kilograms.of("0")).isInstanceOf(InvalidQuantity.class);
        assertThatThrownBy(() -> MilligramsPerMillilitre.of("0")).isInstanceOf(InvalidQuantity.class);
        assertThatThrownBy(() -> Milligrams.of("1").minus(Milligrams.of("1.000001")))
                .isInstanceOf(InvalidQuantity.class);
        assertThat(Milligrams.of("-0")).isEqualTo(Milligrams.ZERO);
    }

    @Test
    void json_is_a_string_and_a_number_is_refused() throws Exception {
        var json = new ObjectMapper();

        assertThat(json.writeValueAsString(Milligrams.of("12.50"))).isEqualTo("\"12.5\"");
        assertThat(json.readValue("\"12.5\"", Milligrams.class)).isEqualTo(Milligrams.of("12.5"));
        assertThatThrownBy(() -> json.readValue("12.5", Milligrams.class)).hasMessageContaining("12.5");
    }

    @Property
    void text_comes_back_as_the_same_quantity(@ForAll @BigRange(min = "0", max = "999999") @Scale(6) BigDecimal value) {
        assertThat(Milligrams.of(Milligrams.of(value).text())).isEqualTo(Milligrams.of(value));
    }

    @Property
    void mass_to_volume_and_back_loses_nothing(
            @ForAll @BigRange(min = "0", max = "999") @Scale(6) BigDecimal mg,
            @ForAll @BigRange(min = "0.01", max = "100") @Scale(6) BigDecimal concentration) {
        var perMl = MilligramsPerMillilitre.of(concentration);

        assertThat(Milligrams.of(mg).in(perMl).at(perMl)).isEqualTo(Milligrams.of(mg));
    }

    @Property
    void rate_to_pump_and_back_loses_nothing(
            @ForAll @BigRange(min = "0", max = "2") @Scale(6) BigDecimal rate,
            @ForAll @BigRange(min = "30", max = "250") @Scale(3) BigDecimal kg,
            @ForAll @LongRange(min = 1, max = 100) long concentration) {
        var weight = Kilograms.of(kg);
        var perMl = MilligramsPerMillilitre.of(BigDecimal.valueOf(concentration));
        var perKilogram = MilligramsPerKilogramPerHour.of(rate);

        assertThat(perKilogram.pumpRate(weight, perMl).at(perMl).per(weight)).isEqualTo(perKilogram);
    }

    @Property
    void infusing_in_two_parts_gives_what_infusing_at_once_gives(
            @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal rate,
            @ForAll @LongRange(min = 0, max = 100_000) long first,
            @ForAll @LongRange(min = 0, max = 100_000) long second) {
        var pump = MillilitresPerHour.of(rate);

        assertThat(pump.over(Duration.ofMillis(first)).plus(pump.over(Duration.ofMillis(second))))
                .isEqualTo(pump.over(Duration.ofMillis(first + second)));
    }
}
