package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.Role;

class AdjunctsTest {

    private static final Map<Hold.Measure, BigDecimal> WELL = Map.of(
            Hold.Measure.RASS, BigDecimal.ZERO,
            Hold.Measure.SPO2, new BigDecimal("97"),
            Hold.Measure.SBP, new BigDecimal("120"),
            Hold.Measure.HR, new BigDecimal("75"),
            Hold.Measure.EGFR, new BigDecimal("90"));
    private static final Map<Hold.Condition, Boolean> NO_CONDITION =
            Map.of(Hold.Condition.LONG_QT, false, Hold.Condition.ASTHMA, false, Hold.Condition.GLAUCOMA, false);

    private final Adjuncts adjuncts = Adjuncts.builtIn();

    @ParameterizedTest
    @CsvSource({
        "ONDANSETRON,4,''",
        "ONDANSETRON,4.1,ADJUNCT_ABOVE_TYPICAL",
        "ONDANSETRON,16,ADJUNCT_ABOVE_TYPICAL",
        "ONDANSETRON,16.1,ADJUNCT_ABOVE_LIMIT",
        "LORAZEPAM,2.1,ADJUNCT_ABOVE_LIMIT",
        "CLONIDINE,0.1,''",
        "CLONIDINE,0.21,ADJUNCT_ABOVE_LIMIT",
        "LABETALOL,200,ADJUNCT_ABOVE_TYPICAL",
        "GLYCOPYRROLATE,0.41,ADJUNCT_ABOVE_LIMIT",
        "MAGNESIUM_SULPHATE,3000,''",
        "MAGNESIUM_SULPHATE,4000.1,ADJUNCT_ABOVE_LIMIT"
    })
    void doses(String drug, String mg, String code) {
        assertThat(codes(drug, mg, context(WELL, NO_CONDITION, "0", 0)))
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void midazolam_is_counted_over_the_session() {
        assertThat(codes("MIDAZOLAM", "2", context(WELL, NO_CONDITION, "3", 2))).isEmpty();
        assertThat(codes("MIDAZOLAM", "2", context(WELL, NO_CONDITION, "3.1", 2)))
                .containsExactly("ADJUNCT_ABOVE_LIMIT");
    }

    @Test
    void ondansetron_is_repeated_once() {
        assertThat(codes("ONDANSETRON", "4", context(WELL, NO_CONDITION, "4", 1)))
                .isEmpty();
        assertThat(codes("ONDANSETRON", "4", context(WELL, NO_CONDITION, "8", 2)))
                .containsExactly("ADJUNCT_REPEATED");
    }

    @Test
    void a_hold_is_hard_and_a_prescriber_may_set_it_aside() {
        var sedated = Map.of(Hold.Measure.RASS, new BigDecimal("-2"), Hold.Measure.SPO2, new BigDecimal("97"));

        var findings = adjuncts.judge(
                adjuncts.find("MIDAZOLAM").orElseThrow(), Milligrams.of("1"), context(sedated, NO_CONDITION, "0", 0));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.HARD);
            assertThat(finding.ruleId()).isEqualTo("A-MID-RASS");
            assertThat(finding.overridableBy()).isEqualTo(Role.PRESCRIBER);
        });
    }

    @Test
    void the_oxygen_hold_follows_the_altitude() {
        var readings = Map.of(Hold.Measure.RASS, BigDecimal.ZERO, Hold.Measure.SPO2, new BigDecimal("91"));

        var cartagena = new AdjunctContext(readings, NO_CONDITION, new BigDecimal("94"), Milligrams.ZERO, 0);
        var bogota = new AdjunctContext(readings, NO_CONDITION, new BigDecimal("90"), Milligrams.ZERO, 0);

        assertThat(codes("MIDAZOLAM", "1", cartagena)).containsExactly("ADJUNCT_HOLD");
        assertThat(codes("MIDAZOLAM", "1", bogota)).isEmpty();
    }

    @Test
    void what_nobody_looked_at_is_not_taken_for_normal() {
        assertThat(codes("MIDAZOLAM", "1", context(Map.of(), Map.of(), "0", 0)))
                .containsExactly("ADJUNCT_HOLD_UNKNOWN", "ADJUNCT_HOLD_UNKNOWN");
        assertThat(codes("ONDANSETRON", "4", context(WELL, Map.of(Hold.Condition.LONG_QT, true), "0", 0)))
                .containsExactly("ADJUNCT_HOLD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADRENALINE", "FLUMAZENIL", "NALOXONE", "ATROPINE", "IV_FLUIDS", "OXYGEN"})
    void rescue_is_never_refused(String drug) {
        assertThat(codes(drug, "99999", context(Map.of(), Map.of(), "99999", 99)))
                .isEmpty();
    }

    private List<String> codes(String drug, String mg, AdjunctContext context) {
        return adjuncts.judge(adjuncts.find(drug).orElseThrow(), Milligrams.of(mg), context).stream()
                .map(AdjunctFinding::code)
                .toList();
    }

    private static AdjunctContext context(
            Map<Hold.Measure, BigDecimal> readings, Map<Hold.Condition, Boolean> conditions, String given, int doses) {
        return new AdjunctContext(readings, conditions, new BigDecimal("94"), Milligrams.of(given), doses);
    }
}
