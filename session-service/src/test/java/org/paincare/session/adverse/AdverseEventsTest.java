package org.paincare.session.adverse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdverseEventsTest {

    private static final BigDecimal SEA_LEVEL = new BigDecimal("90");
    private static final BigDecimal BOGOTA = new BigDecimal("88");

    private final AdverseEvents catalogue = AdverseEvents.builtIn();

    @ParameterizedTest
    @CsvSource({
        "HTN,SBP,119,", "HTN,SBP,120,G1", "HTN,SBP,139,G1", "HTN,SBP,140,G2", "HTN,SBP,160,G3", "HTN,DBP,80,G1",
        "HTN,DBP,90,G2", "HTN,DBP,100,G3", "DESAT,SPO2,90,", "DESAT,SPO2,89,G3", "SED,RASS,-2,G2", "SED,RASS,-3,G3",
        "HEP,TIMES_UPPER_LIMIT,3,", "HEP,TIMES_UPPER_LIMIT,3.1,G2", "HEP,TIMES_UPPER_LIMIT,5.1,G3"
    })
    void figures_grade(String code, Measure measure, String value, Grade grade) {
        assertThat(judge(code, null, Map.of(measure, new BigDecimal(value)), SEA_LEVEL)
                        .map(AdverseEvents.Judgement::grade)
                        .orElse(null))
                .isEqualTo(grade);
    }

    @Test
    void a_desaturation_is_graded_at_the_clinics_altitude() {
        var at89 = Map.of(Measure.SPO2, new BigDecimal("89"));

        assertThat(judge("DESAT", null, at89, BOGOTA)).isEmpty();
        assertThat(judge("DESAT", null, at89, SEA_LEVEL)).isPresent();
    }

    @Test
    void a_person_may_grade_higher_than_the_figures_never_lower() {
        var figures = Map.of(Measure.SBP, new BigDecimal("165"));

        assertThat(judge("HTN", Grade.G1, figures, SEA_LEVEL).orElseThrow().grade())
                .isEqualTo(Grade.G3);
        assertThat(judge("HTN", Grade.G4, figures, SEA_LEVEL).orElseThrow().actions())
                .containsExactlyInAnyOrder(EventKind.Action.STOP, EventKind.Action.TRANSFER);
    }

    @Test
    void any_seizure_is_at_least_grade_three() {
        assertThat(judge("SEIZ", Grade.G1, Map.of(), SEA_LEVEL).orElseThrow().grade())
                .isEqualTo(Grade.G3);
    }

    @Test
    void suicidal_ideation_of_any_grade_starts_the_pathway() {
        assertThat(judge("SUIC", null, Map.of(), SEA_LEVEL).orElseThrow().actions())
                .contains(EventKind.Action.SAFETY_PATHWAY, EventKind.Action.NO_DISCHARGE_ALONE);
    }

    @Test
    void every_kind_proposes_something_from_grade_three_on() {
        assertThat(catalogue.kinds())
                .hasSize(30)
                .allSatisfy(kind -> assertThat(kind.actionsAt(Grade.G3)).isNotEmpty());
    }

    @Test
    void an_expected_pressure_rise_that_comes_back_is_an_observation() {
        assertThat(new PressureRise(false, false, false, false).isAdverseEvent())
                .isFalse();
        assertThat(new PressureRise(true, false, false, false).isAdverseEvent()).isTrue();
        assertThat(new PressureRise(false, true, false, false).isAdverseEvent()).isTrue();
        assertThat(new PressureRise(false, false, true, false).isAdverseEvent()).isTrue();
        assertThat(new PressureRise(false, false, false, true).isAdverseEvent()).isTrue();
        assertThat(catalogue.hasReturned(120, 140)).isTrue();
        assertThat(catalogue.hasReturned(120, 141)).isFalse();
    }

    private java.util.Optional<AdverseEvents.Judgement> judge(
            String code, Grade byPerson, Map<Measure, BigDecimal> figures, BigDecimal spo2) {
        return catalogue.judge(catalogue.find(code).orElseThrow(), byPerson, figures, spo2);
    }
}
