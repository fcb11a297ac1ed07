package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Setting;

/** Reference 2.2 read row by row: what is just inside passes, what is just past fires, at its level, with its source. */
class GuardrailTableTest {

    private static final Guardrails TABLE = Guardrails.builtIn();

    @Test
    void a_clinic_moves_soft_limits_and_never_beyond_a_hard_one() {
        var own = TABLE.setBy(new PolicyNumbers("7", Map.of("SOFT_STEP_OUTPATIENT", "0.125")));
        var step = Map.of(Parameter.STEP, Fraction.of(new BigDecimal("0.13")));

        assertThat(own.judge(step, Setting.OUTPATIENT, LimitSet.HEADACHE))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.SOFT);
                    assertThat(finding.limit()).isEqualTo("0.125");
                });
        assertThat(TABLE.judge(step, Setting.OUTPATIENT, LimitSet.HEADACHE)).isEmpty();
        for (var value : java.util.List.of("0.5", "3", "0", "-0.1", "x")) {
            assertThat(TABLE.setBy(new PolicyNumbers("7", Map.of("SOFT_STEP_OUTPATIENT", value))))
                    .as(value)
                    .isSameAs(TABLE);
        }
        TABLE.rows().stream()
                .flatMap(row -> row.limits().stream())
                .filter(limit -> limit.setting() != null)
                .forEach(limit -> assertThat(limit.level()).isEqualTo(Level.SOFT));
    }

    @ParameterizedTest(name = "{0} {1} {3}")
    @CsvSource({
        "START_RATE,           INPATIENT,  HEADACHE,     0.2,  0.2001, SOFT, LAU16",
        "START_RATE,           INPATIENT,  HEADACHE,     0.3,  0.3001, HARD, LAU16",
        "STEP,                 INPATIENT,  HEADACHE,     0.1,  0.1001, SOFT, LAU16",
        "STEP,                 INPATIENT,  HEADACHE,     0.2,  0.2001, HARD, LAU16",
        "STEP_INTERVAL,        INPATIENT,  HEADACHE,     180,  179.9,  SOFT, LAU16",
        "STEP,                 OUTPATIENT, HEADACHE,     0.25, 0.2501, SOFT, D",
        "STEP,                 OUTPATIENT, HEADACHE,     0.5,  0.5001, HARD, D",
        "STEP_INTERVAL,        OUTPATIENT, HEADACHE,     30,   29.9,   SOFT, D",
        "STEP_INTERVAL,        OUTPATIENT, HEADACHE,     15,   14.9,   HARD, D",
        "RATE,                 OUTPATIENT, HEADACHE,     0.5,  0.5001, SOFT, POM17",
        "RATE,                 OUTPATIENT, HEADACHE,     1,    1.0001, HARD, POM17",
        "RATE,                 INPATIENT,  HEADACHE,     0.7,  0.7001, SOFT, POM17",
        "RATE,                 INPATIENT,  HEADACHE,     1,    1.0001, HARD, POM17",
        "RATE,                 OUTPATIENT, CHRONIC_PAIN, 1,    1.0001, SOFT, ASRA18",
        "RATE,                 INPATIENT,  CHRONIC_PAIN, 2,    2.0001, HARD, ASRA18",
        "BOLUS,                OUTPATIENT, HEADACHE,     0.2,  0.2001, SOFT, ASRA18",
        "BOLUS,                INPATIENT,  HEADACHE,     0.35, 0.3501, HARD, ASRA18",
        "BOLUS,                INPATIENT,  CHRONIC_PAIN, 0.35, 1,      HARD, LBL",
        "BOLUS_SPEED,          OUTPATIENT, HEADACHE,     0.1,  0.1001, SOFT, LBL",
        "BOLUS_SPEED,          OUTPATIENT, HEADACHE,     0.4999, 0.5,  HARD, LBL",
        "SESSION_TOTAL_PER_KG, OUTPATIENT, HEADACHE,     1.5,  1.5001, SOFT, D",
        "SESSION_TOTAL_PER_KG, EMERGENCY,  HEADACHE,     3,    3.0001, HARD, D",
        "SESSION_TOTAL,        OUTPATIENT, HEADACHE,     80,   79.9,   INFO, ASRA18",
        "SESSION_TOTAL,        OUTPATIENT, HEADACHE,     300,  300.1,  HARD, D",
        "DURATION,             INPATIENT,  HEADACHE,     120,  120.1,  SOFT, POM17",
        "DURATION,             INPATIENT,  HEADACHE,     216,  216.1,  HARD, POM17",
        "SESSIONS_PER_WEEK,    OUTPATIENT, HEADACHE,     2,    3,      SOFT, ASRA18",
        "SESSIONS_PER_SERIES,  OUTPATIENT, HEADACHE,     6,    7,      SOFT, ASRA18",
        "SESSIONS_PER_YEAR,    OUTPATIENT, HEADACHE,     12,   13,     SOFT, ASRA18",
        "WEIGHT,               OUTPATIENT, HEADACHE,     40,   39.9,   SOFT, D",
        "WEIGHT,               OUTPATIENT, HEADACHE,     120,  120.1,  SOFT, D",
        "WEIGHT,               OUTPATIENT, HEADACHE,     30,   29.9,   HARD, D",
        "WEIGHT,               OUTPATIENT, HEADACHE,     250,  250.1,  HARD, D",
        "BODY_MASS_INDEX,      OUTPATIENT, HEADACHE,     39.9, 40,     INFO, D",
        "SPRAYS_PER_DAY,       HOME,       HEADACHE,     12,   13,     SOFT, YUA23",
        "SPRAYS_PER_DAY,       HOME,       HEADACHE,     20,   21,     HARD, YUA23",
        "SPRAYS_PER_WEEK,      HOME,       HEADACHE,     30,   31,     SOFT, YUA23",
        "SPRAYS_PER_WEEK,      HOME,       HEADACHE,     40,   41,     HARD, YUA23",
        "ORDER_AGE,            OUTPATIENT, HEADACHE,     24,   24.1,   SOFT, D",
        "ORDER_AGE,            HOME,       HEADACHE,     720,  720.1,  HARD, D",
    })
    void each_limit_fires_past_it_and_not_at_it(
            Parameter parameter,
            Setting setting,
            LimitSet limitSet,
            String inside,
            String past,
            Level level,
            String source) {
        assertThat(level(parameter, inside, setting, limitSet)).isLessThan(level.ordinal());

        var findings = judge(parameter, past, setting, limitSet);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.source().text()).contains(source);
            assertThat(finding.unit()).isEqualTo(parameter.unit());
            assertThat(finding.message().es()).isNotBlank().doesNotContain("{");
            assertThat(finding.message().en()).isNotBlank().doesNotContain("{");
        });
    }

    /** An expected rate, step, start or total of an inpatient is no outpatient's, and the other way round. */
    @Test
    void a_row_holds_in_its_settings_alone() {
        assertThat(judge(Parameter.START_RATE, "0.31", Setting.OUTPATIENT, LimitSet.HEADACHE))
                .isEmpty();
        assertThat(judge(Parameter.SESSION_TOTAL, "301", Setting.INPATIENT, LimitSet.HEADACHE))
                .isEmpty();
        assertThat(judge(Parameter.DURATION, "217", Setting.OUTPATIENT, LimitSet.HEADACHE))
                .isEmpty();
        assertThat(judge(Parameter.SPRAYS_PER_DAY, "21", Setting.OUTPATIENT, LimitSet.HEADACHE))
                .isEmpty();
    }

    /** A row that nobody wrote a case for would be a limit that nobody saw fire. */
    @Test
    void every_row_is_of_a_parameter_that_an_order_or_a_use_is_judged_by() {
        var limited = new TreeSet<Parameter>();
        TABLE.rows().forEach(row -> limited.add(row.parameter()));
        var notInTheTable = new HashSet<>(Set.of(Parameter.values()));
        notInTheTable.removeAll(limited);

        assertThat(notInTheTable)
                .containsExactlyInAnyOrder(
                        Parameter.CONCENTRATION,
                        Parameter.PROTOCOL,
                        Parameter.SPRAYS_PER_USE,
                        Parameter.USE_INTERVAL,
                        Parameter.SPRAY_MASS);
    }

    private static int level(Parameter parameter, String value, Setting setting, LimitSet limitSet) {
        return judge(parameter, value, setting, limitSet).stream()
                .mapToInt(finding -> finding.level().ordinal())
                .max()
                .orElse(-1);
    }

    private static java.util.List<Finding> judge(
            Parameter parameter, String value, Setting setting, LimitSet limitSet) {
        var figures = new EnumMap<Parameter, Fraction>(Map.of(parameter, Fraction.of(new java.math.BigDecimal(value))));
        return TABLE.judge(figures, setting, limitSet);
    }
}
