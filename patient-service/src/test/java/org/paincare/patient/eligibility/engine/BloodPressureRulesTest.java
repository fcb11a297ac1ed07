package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.eligibility.engine.Patients.NOW;
import static org.paincare.patient.eligibility.engine.Patients.TODAY;
import static org.paincare.patient.eligibility.engine.Patients.complete;
import static org.paincare.patient.eligibility.engine.Patients.daysAgo;
import static org.paincare.patient.eligibility.engine.RuleSays.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** E05 to E08: today's pressure is the latest of two readings five minutes apart, and only the highest band fires. */
class BloodPressureRulesTest {

    @Test
    void E05_excludes_from_180_systolic_or_110_diastolic() {
        rule("E05")
                .fires(Severity.X, complete(Scope.S).pressureTwice(180, 70))
                .fires(Severity.X, complete(Scope.S).pressureTwice(120, 110))
                .passes(complete(Scope.S).pressureTwice(179, 109))
                .misses(complete(Scope.S).noPressure())
                .isNotAsked(complete(Scope.P));
    }

    @Test
    void E05_one_reading_in_its_range_refuses_until_a_second_five_minutes_later() {
        Patients once = complete(Scope.S).noPressure().pressure(185, 100, 6);
        rule("E05").misses(once);
        assertThat(once.evaluate().decision()).isEqualTo(Decision.INCOMPLETE);

        rule("E05").misses(complete(Scope.S).noPressure().pressure(185, 100, 6).pressure(150, 85, 2));
        rule("E05").passes(complete(Scope.S).noPressure().pressure(185, 100, 6).pressure(150, 85, 1));
        rule("E05")
                .fires(
                        Severity.X,
                        complete(Scope.S).noPressure().pressure(185, 100, 6).pressure(181, 85, 1));
    }

    @Test
    void E05_a_single_high_reading_after_a_normal_one_refuses_until_it_is_repeated() {
        Patients rising = complete(Scope.S).noPressure().pressure(150, 85, 20).pressure(185, 100, 10);
        rule("E05").misses(rising);
        rule("E06").passes(rising);
        rule("E07").passes(rising);

        rule("E05")
                .misses(complete(Scope.S)
                        .noPressure()
                        .pressure(150, 85, 20)
                        .pressure(185, 100, 10)
                        .pressure(150, 85, 7));
    }

    @Test
    void E06_asks_for_an_override_from_160_to_179_or_100_to_109_today() {
        rule("E06")
                .fires(Severity.O, complete(Scope.S).pressureTwice(160, 70))
                .fires(Severity.O, complete(Scope.S).pressureTwice(179, 109))
                .fires(Severity.O, complete(Scope.S).pressureTwice(120, 100))
                .passes(complete(Scope.S).pressureTwice(159, 99))
                .passes(complete(Scope.S).pressureTwice(180, 100))
                .misses(complete(Scope.S).noPressure().pressure(165, 90, 10));
    }

    @Test
    void E06_counts_two_high_readings_at_intake_and_those_over_180_too() {
        rule("E06")
                .fires(Severity.O, complete(Scope.P).pressureTwice(160, 70))
                .fires(Severity.O, complete(Scope.P).pressureTwice(190, 115))
                .passes(complete(Scope.P).noPressure().pressure(170, 90, 40).pressure(130, 80, 10))
                .misses(complete(Scope.P).noPressure().pressure(170, 90, 40))
                .passes(complete(Scope.P).noPressure().pressure(130, 80, 40))
                .misses(complete(Scope.P).noPressure());
    }

    @Test
    void E06_at_intake_looks_at_the_thirty_days_that_end_with_the_latest_reading() {
        rule("E06")
                .fires(
                        Severity.O,
                        complete(Scope.P)
                                .noPressure()
                                .pressure(165, 90, daysAgo(60))
                                .pressure(165, 90, daysAgo(30)))
                .passes(complete(Scope.P)
                        .noPressure()
                        .pressure(165, 90, daysAgo(91))
                        .pressure(165, 90, daysAgo(60))
                        .pressure(120, 70, daysAgo(29)));
    }

    @Test
    void E07_informs_from_140_to_159_or_90_to_99_and_blocks_only_under_the_strict_policy() {
        for (Scope scope : Scope.values()) {
            rule("E07")
                    .fires(Severity.I, complete(scope).pressureTwice(140, 70))
                    .fires(Severity.I, complete(scope).pressureTwice(159, 99))
                    .fires(Severity.O, complete(scope).pressureTwice(120, 90).policy("STRICT_BLOOD_PRESSURE"))
                    .passes(complete(scope).pressureTwice(139, 89))
                    .passes(complete(scope).pressureTwice(160, 90))
                    .misses(complete(scope).noPressure());
        }
    }

    @Test
    void E08_asks_for_an_override_under_90_over_50_or_a_heart_rate_outside_50_to_120() {
        rule("E08")
                .fires(Severity.O, complete(Scope.S).pressureTwice(89, 60))
                .fires(Severity.O, complete(Scope.S).pressureTwice(110, 49))
                .fires(Severity.O, complete(Scope.S).number("HEART_RATE", "49"))
                .fires(Severity.O, complete(Scope.S).number("HEART_RATE", "121"))
                .passes(complete(Scope.S).pressureTwice(90, 50).number("HEART_RATE", "50"))
                .passes(complete(Scope.S).number("HEART_RATE", "120"))
                .misses(complete(Scope.S).without("HEART_RATE"))
                .misses(complete(Scope.S).number("HEART_RATE", "72", daysAgo(1)));
    }

    @Test
    void yesterdays_pressure_is_unknown_today() {
        Patients patient = complete(Scope.S)
                .noPressure()
                .pressure(120, 70, daysAgo(1))
                .pressure(120, 70, daysAgo(1).plus(Duration.ofMinutes(10)));
        for (String id : new String[] {"E05", "E06", "E07", "E08"}) {
            rule(id).misses(patient);
        }
    }

    @Test
    void readings_less_than_five_minutes_apart_are_one() {
        rule("E06")
                .misses(complete(Scope.S)
                        .noPressure()
                        .pressure(120, 70, NOW.minusSeconds(299))
                        .pressure(120, 70, NOW))
                .passes(complete(Scope.S)
                        .noPressure()
                        .pressure(120, 70, NOW.minusSeconds(300))
                        .pressure(120, 70, NOW));
    }

    @Test
    void the_two_halves_of_one_measurement_may_be_stamped_a_moment_apart() {
        for (int apart : new int[] {3, 60_000}) {
            rule("E06")
                    .passes(halves(complete(Scope.S).noPressure(), 120, 70, 1200, apart)
                            .pressure(118, 72, 1))
                    .passes(halves(complete(Scope.S).noPressure().pressure(118, 72, 20), 120, 70, 60, apart))
                    .fires(
                            Severity.O,
                            halves(halves(complete(Scope.S).noPressure(), 165, 70, 1200, apart), 165, 70, 600, apart));
        }
        rule("E06").misses(halves(complete(Scope.S).noPressure().pressure(118, 72, 20), 120, 70, 600, 60_001));
    }

    @Test
    void the_halves_are_one_reading_not_two_five_minutes_apart() {
        rule("E06").misses(halves(complete(Scope.S).noPressure(), 120, 70, 1200, 400));
        rule("E06").misses(halves(halves(complete(Scope.S).noPressure(), 120, 70, 600, 40), 120, 70, 301, 40));
    }

    @Test
    void halves_of_two_measurements_are_never_joined_across_one_of_them() {
        Patients two = complete(Scope.S)
                .noPressure()
                .pressure(118, 72, 20)
                .also("SYSTOLIC_BP", TriState.PRESENT, FactValue.of(new BigDecimal("185")), NOW.minusSeconds(420))
                .also("SYSTOLIC_BP", TriState.PRESENT, FactValue.of(new BigDecimal("140")), NOW.minusSeconds(410))
                .also("DIASTOLIC_BP", TriState.PRESENT, FactValue.of(new BigDecimal("80")), NOW.minusSeconds(400));
        rule("E05").misses(two);
        rule("E05").passes(two.pressure(140, 80, 1));
    }

    /** Systolic and diastolic of one measurement, the second so many milliseconds after the first. */
    private static Patients halves(Patients patient, int systolic, int diastolic, long secondsAgo, long apartMs) {
        Instant first = NOW.minusSeconds(secondsAgo);
        return patient.also("DIASTOLIC_BP", TriState.PRESENT, FactValue.of(BigDecimal.valueOf(diastolic)), first)
                .also(
                        "SYSTOLIC_BP",
                        TriState.PRESENT,
                        FactValue.of(BigDecimal.valueOf(systolic)),
                        first.plusMillis(apartMs));
    }

    @Test
    void a_systolic_without_its_diastolic_is_no_second_reading() {
        rule("E06")
                .misses(complete(Scope.S)
                        .noPressure()
                        .pressure(120, 70, 20)
                        .also("SYSTOLIC_BP", TriState.PRESENT, FactValue.of(new BigDecimal("118")), NOW));
    }

    @Test
    void E05_a_half_reading_that_might_have_been_critical_wants_a_full_one_after_it() {
        Patients half = complete(Scope.S)
                .noPressure()
                .pressure(150, 85, 20)
                .also("DIASTOLIC_BP", TriState.PRESENT, FactValue.of(new BigDecimal("80")), NOW.minusSeconds(420))
                .pressure(150, 85, 5);
        rule("E05").misses(half);
        rule("E05").passes(half.pressure(148, 84, 1));
    }

    @Test
    void todays_pressure_ends_with_the_clinics_day() {
        Instant midnight = TODAY.plusDays(1).atStartOfDay(Patients.BOGOTA).toInstant();
        for (String id : new String[] {"E05", "E06", "E07", "E08"}) {
            assertThat(complete(Scope.S).evaluate().rule(id).changesAt()).isEqualTo(midnight);
        }
    }
}
