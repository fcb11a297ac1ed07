package org.paincare.session.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.reference.PolicyNumbers;

class VitalLimitsTest {

    private static final AltitudeProfiles PROFILES = AltitudeProfiles.builtIn();
    private static final AltitudeProfile CARTAGENA = PROFILES.find("SEA_LEVEL").orElseThrow();
    private static final AltitudeProfile BOGOTA = PROFILES.find("BOGOTA_2640").orElseThrow();

    private final VitalLimits limits = VitalLimits.builtIn();

    @ParameterizedTest
    @CsvSource({
        "SBP,95,",
        "SBP,94,V-SBP-LOW",
        "SBP,90,V-SBP-LOW",
        "SBP,89,V-SBP-CRITICAL-LOW",
        "SBP,159,",
        "SBP,160,V-SBP-HIGH",
        "SBP,179,V-SBP-HIGH",
        "SBP,180,V-SBP-CRITICAL-HIGH",
        "DBP,55,",
        "DBP,54,V-DBP-LOW",
        "DBP,50,V-DBP-LOW",
        "DBP,49,V-DBP-CRITICAL-LOW",
        "DBP,99,",
        "DBP,100,V-DBP-HIGH",
        "DBP,110,V-DBP-CRITICAL-HIGH",
        "HR,55,",
        "HR,54,V-HR-LOW",
        "HR,45,V-HR-LOW",
        "HR,44,V-HR-CRITICAL-LOW",
        "HR,110,",
        "HR,111,V-HR-HIGH",
        "HR,130,V-HR-HIGH",
        "HR,131,V-HR-CRITICAL-HIGH",
        "RR,10,",
        "RR,9,V-RR-LOW",
        "RR,8,V-RR-LOW",
        "RR,7,V-RR-CRITICAL-LOW",
        "RR,24,",
        "RR,25,V-RR-HIGH",
        "RR,30,V-RR-HIGH",
        "RR,31,V-RR-CRITICAL-HIGH",
        "SPO2,94,",
        "SPO2,93,V-SPO2-LOW",
        "SPO2,90,V-SPO2-LOW",
        "SPO2,89,V-SPO2-CRITICAL",
        "TEMP,37.9,",
        "TEMP,38.0,V-TEMP-HIGH",
        "TEMP,39.0,V-TEMP-HIGH",
        "TEMP,39.1,V-TEMP-CRITICAL",
        "ETCO2,30,",
        "ETCO2,29,V-ETCO2-LOW",
        "ETCO2,50,",
        "ETCO2,51,V-ETCO2-HIGH",
        "ETCO2,60,V-ETCO2-HIGH",
        "ETCO2,61,V-ETCO2-CRITICAL",
        "RASS,-1,",
        "RASS,-2,V-RASS-SEDATED",
        "RASS,-3,V-RASS-DEEP",
        "RASS,1,",
        "RASS,2,V-RASS-AGITATED",
        "RASS,3,V-RASS-COMBATIVE",
        "MOAAS,3,",
        "MOAAS,2,V-MOAAS-DEEP",
        "CADSS6,7,",
        "CADSS6,8,V-CADSS6-HIGH",
        "CADSS23,14,",
        "CADSS23,15,V-CADSS23-HIGH"
    })
    void limits_at_sea_level(Sign sign, String value, String rule) {
        assertThat(rules(Map.of(sign, new BigDecimal(value)), Baseline.UNKNOWN, CARTAGENA))
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "SPO2,90,",
        "SPO2,89,V-SPO2-LOW",
        "SPO2,88,V-SPO2-LOW",
        "SPO2,87,V-SPO2-CRITICAL",
        "ETCO2,24,",
        "ETCO2,23,V-ETCO2-LOW",
        "ETCO2,50,",
        "ETCO2,51,V-ETCO2-HIGH"
    })
    void limits_in_bogota(Sign sign, String value, String rule) {
        assertThat(rules(Map.of(sign, new BigDecimal(value)), Baseline.UNKNOWN, BOGOTA))
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void one_healthy_trace_alarms_only_in_cartagena() {
        var baseline = baseline(Sign.SPO2, "93");
        for (int spo2 : new int[] {93, 92, 91, 90}) {
            var set = Map.of(Sign.SPO2, BigDecimal.valueOf(spo2), Sign.ETCO2, new BigDecimal("28"));
            assertThat(rules(set, baseline, BOGOTA)).isEmpty();
            assertThat(rules(set, baseline, CARTAGENA)).hasSize(2);
        }
    }

    @Test
    void four_points_under_the_room_air_baseline_alert_in_bogota() {
        var baseline = baseline(Sign.SPO2, "96");

        assertThat(rules(Map.of(Sign.SPO2, new BigDecimal("93")), baseline, BOGOTA))
                .isEmpty();
        assertThat(rules(Map.of(Sign.SPO2, new BigDecimal("92")), baseline, BOGOTA))
                .containsExactly("V-SPO2-DROP");
    }

    @Test
    void a_systolic_rise_is_reached_at_exactly_thirty_per_cent() {
        var baseline = baseline(Sign.SBP, "110");

        assertThat(rules(Map.of(Sign.SBP, new BigDecimal("142")), baseline, CARTAGENA))
                .isEmpty();
        assertThat(rules(Map.of(Sign.SBP, new BigDecimal("143")), baseline, CARTAGENA))
                .containsExactly("V-SBP-RISE");
    }

    @Test
    void pain_two_points_up_alerts_and_a_new_ten_calls() {
        var five = baseline(Sign.NRS, "5");
        var ten = baseline(Sign.NRS, "10");

        assertThat(rules(Map.of(Sign.NRS, new BigDecimal("6")), five, CARTAGENA))
                .isEmpty();
        assertThat(rules(Map.of(Sign.NRS, new BigDecimal("7")), five, CARTAGENA))
                .containsExactly("V-NRS-RISE");
        assertThat(rules(Map.of(Sign.NRS, BigDecimal.TEN), five, CARTAGENA)).containsExactly("V-NRS-TEN");
        assertThat(rules(Map.of(Sign.NRS, BigDecimal.TEN), ten, CARTAGENA)).isEmpty();
    }

    @Test
    void dissociation_half_above_the_earlier_sessions_alerts() {
        var earlier = new Baseline(Map.of(), Map.of(Sign.CADSS6, new BigDecimal("4")));

        assertThat(rules(Map.of(Sign.CADSS6, new BigDecimal("5")), earlier, CARTAGENA))
                .isEmpty();
        assertThat(rules(Map.of(Sign.CADSS6, new BigDecimal("6")), earlier, CARTAGENA))
                .containsExactly("V-CADSS6-RISE");
    }

    @Test
    void a_flat_capnograph_is_critical_without_a_number() {
        var evaluation = limits.evaluate(new Readings(Map.of(), true), Baseline.UNKNOWN, CARTAGENA);

        assertThat(evaluation.action()).hasValue(VitalRule.Action.STOP);
    }

    @Test
    void of_several_actions_the_most_cautious_is_asked_for() {
        var set = Map.of(
                Sign.SBP, new BigDecimal("190"), Sign.SPO2, new BigDecimal("85"), Sign.TEMP, new BigDecimal("39.5"));

        var evaluation = limits.evaluate(Readings.of(set), Baseline.UNKNOWN, CARTAGENA);

        assertThat(evaluation.isCritical()).isTrue();
        assertThat(evaluation.findings()).hasSize(3);
        assertThat(evaluation.action()).hasValue(VitalRule.Action.STOP);
        assertThat(evaluation.limits().id()).isEqualTo("vitals@2026.3");
        assertThat(evaluation.altitude()).isEqualTo("SEA_LEVEL");
    }

    @ParameterizedTest
    @CsvSource({
        "SBP,49",
        "SBP,281",
        "DBP,19",
        "DBP,181",
        "HR,24",
        "HR,231",
        "RR,2",
        "RR,61",
        "SPO2,49",
        "SPO2,101",
        "TEMP,31.9",
        "TEMP,42.1",
        "ETCO2,4",
        "ETCO2,101",
        "NRS,-1",
        "NRS,11",
        "RASS,-6",
        "RASS,5",
        "MOAAS,-1",
        "MOAAS,6",
        "CADSS6,25",
        "CADSS23,93",
        "HR,80.5",
        "TEMP,37.25",
        "HR,1e999999999",
        "HR,1e-999999999"
    })
    void what_no_patient_gives_is_a_field_problem_and_judged_by_nothing(Sign sign, String value) {
        var evaluation = limits.evaluate(Readings.of(Map.of(sign, new BigDecimal(value))), Baseline.UNKNOWN, CARTAGENA);

        assertThat(evaluation.problems()).extracting(ReadingProblem::field).containsExactly(sign);
        assertThat(evaluation.findings()).isEmpty();
    }

    @Test
    void diastolic_lies_under_systolic() {
        var set = Map.of(Sign.SBP, new BigDecimal("100"), Sign.DBP, new BigDecimal("100"));

        var evaluation = limits.evaluate(Readings.of(set), Baseline.UNKNOWN, CARTAGENA);

        assertThat(evaluation.problems())
                .extracting(ReadingProblem::code)
                .containsExactly(ReadingProblem.Code.DIASTOLIC_NOT_UNDER_SYSTOLIC);
    }

    private List<String> rules(Map<Sign, BigDecimal> values, Baseline baseline, AltitudeProfile profile) {
        return limits.evaluate(Readings.of(values), baseline, profile).findings().stream()
                .map(VitalFinding::ruleId)
                .toList();
    }

    private static Baseline baseline(Sign sign, String value) {
        var today = new EnumMap<Sign, BigDecimal>(Sign.class);
        today.put(sign, new BigDecimal(value));
        return new Baseline(today, Map.of());
    }

    @Test
    void a_clinics_own_limits_hold_unless_an_alert_would_come_after_its_critical_alarm() {
        var own = limits.setBy(new PolicyNumbers("7", Map.of("ALERT_SBP_FROM", "150", "ALERT_TEMP_ABOVE", "37.5")));

        assertThat(rules(own, Sign.SBP, "150")).containsExactly("V-SBP-HIGH");
        assertThat(rules(own, Sign.SBP, "180")).containsExactly("V-SBP-CRITICAL-HIGH");
        assertThat(rules(own, Sign.TEMP, "37.6")).containsExactly("V-TEMP-HIGH");
        assertThat(rules(limits, Sign.SBP, "150")).isEmpty();
        for (var value : List.of("180", "200", "-1", "0", "x", "1e3", "")) {
            assertThat(limits.setBy(new PolicyNumbers("7", Map.of("ALERT_SBP_FROM", value))))
                    .as(value)
                    .isSameAs(limits);
        }
        assertThat(limits.setBy(PolicyNumbers.NONE)).isSameAs(limits);
    }

    private static List<String> rules(VitalLimits limits, Sign sign, String value) {
        return limits
                .evaluate(Readings.of(Map.of(sign, new BigDecimal(value))), new Baseline(Map.of(), Map.of()), CARTAGENA)
                .findings()
                .stream()
                .map(VitalFinding::ruleId)
                .toList();
    }
}
