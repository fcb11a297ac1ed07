package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.dose.Orders.chronicPain;
import static org.paincare.session.dose.Orders.demo;
import static org.paincare.session.dose.Orders.inpatient;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardrailLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, false, ''",
        "0.500001, true, RATE_HIGH",
        "1, true, RATE_HIGH",
        "1.000001, true, RATE_ABOVE_LIMIT",
    })
    void headache_rates_for_outpatients(String rate, boolean found, String code) {
        var codes = demo().rate(rate).lasting(Duration.ofMinutes(30)).codes();

        assertThat(codes.stream().anyMatch(one -> one.startsWith("RATE_"))).isEqualTo(found);
        if (found) {
            assertThat(codes).contains(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "1.01, RATE_HIGH", "2, RATE_HIGH", "2.01, RATE_ABOVE_LIMIT"})
    void chronic_pain_rates(String rate, String code) {
        var codes = chronicPain().rate(rate).lasting(Duration.ofMinutes(30)).codes();

        assertThat(codes.stream()
                        .filter(one -> one.startsWith("RATE_"))
                        .findFirst()
                        .orElse(""))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0.2, ''", "0.21, START_RATE_HIGH", "0.3, START_RATE_HIGH", "0.31, START_RATE_ABOVE_LIMIT"})
    void inpatient_start_rates(String rate, String code) {
        assertThat(inpatient().rate(rate).codes().stream()
                        .filter(one -> one.startsWith("START_RATE"))
                        .findFirst()
                        .orElse(""))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0.1,180,''", "0.11,180,STEP_LARGE", "0.21,180,STEP_ABOVE_LIMIT", "0.1,179,STEP_EARLY"})
    void inpatient_steps(String step, long minutes, String code) {
        assertThat(stepCode(inpatient().titrated(step, Duration.ofMinutes(minutes), "0.5")))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "0.25,30,''",
        "0.26,30,STEP_LARGE",
        "0.51,30,STEP_ABOVE_LIMIT",
        "0.25,29,STEP_EARLY",
        "0.25,15,STEP_EARLY",
        "0.25,14,STEP_TOO_EARLY"
    })
    void outpatient_steps(String step, long minutes, String code) {
        assertThat(stepCode(demo().titrated(step, Duration.ofMinutes(minutes), "1")))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "0.2, BOLUS_NONE",
        "0.21, BOLUS_HIGH",
        "0.35, BOLUS_HIGH",
        "0.36, BOLUS_ABOVE_LIMIT",
        "0.999999, BOLUS_ABOVE_LIMIT",
        "1, ANAESTHETIC_INDUCTION_DOSE",
        "4.5, ANAESTHETIC_INDUCTION_DOSE"
    })
    void boluses(String mgPerKg, String code) {
        var codes = demo().bolus(mgPerKg, Duration.ofHours(1)).codes();

        assertThat(codes.stream()
                        .filter(one -> one.startsWith("BOLUS") || one.startsWith("ANAESTHETIC"))
                        .findFirst()
                        .orElse("BOLUS_NONE"))
                .isEqualTo(code);
    }

    private static String stepCode(Orders order) {
        return order.codes().stream()
                .filter(one -> one.startsWith("STEP"))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({"120,BOLUS_NONE", "119,BOLUS_FAST", "25,BOLUS_FAST", "24,BOLUS_TOO_FAST"})
    void bolus_speeds(long seconds, String code) {
        var codes = demo().bolus("0.2", Duration.ofSeconds(seconds)).codes();

        assertThat(codes.stream()
                        .filter(one -> one.contains("FAST"))
                        .findFirst()
                        .orElse("BOLUS_NONE"))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "39.9, WEIGHT_LOW_CONFIRM",
        "40, ''",
        "120, ''",
        "120.1, WEIGHT_HIGH_CONFIRM",
        "30, WEIGHT_LOW_CONFIRM",
        "29.9, WEIGHT_BELOW_LIMIT",
        "250, WEIGHT_HIGH_CONFIRM",
        "250.1, WEIGHT_ABOVE_LIMIT"
    })
    void dosing_weights(String kg, String code) {
        assertThat(demo().kg(kg).codes()).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({"168,''", "169,WEIGHT_OLD", "720,WEIGHT_OLD", "721,WEIGHT_TOO_OLD", "-1,WEIGHT_IN_FUTURE"})
    void ages_of_a_weight(long hours, String code) {
        assertThat(demo().weighedBefore(Duration.ofHours(hours)).codes())
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({"180, false", "181, true", "360, true"})
    void session_totals_per_kg(long minutes, boolean high) {
        // 0.5 mg/kg/h: 1.5 mg/kg at 180 minutes, 3 at 360.
        assertThat(chronicPain().lasting(Duration.ofMinutes(minutes)).codes().contains("SESSION_TOTAL_HIGH"))
                .isEqualTo(high);
    }
}
