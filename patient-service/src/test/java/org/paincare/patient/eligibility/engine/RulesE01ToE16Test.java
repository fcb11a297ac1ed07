package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.eligibility.engine.Patients.NOW;
import static org.paincare.patient.eligibility.engine.Patients.TODAY;
import static org.paincare.patient.eligibility.engine.Patients.complete;
import static org.paincare.patient.eligibility.engine.Patients.daysAgo;
import static org.paincare.patient.eligibility.engine.RuleSays.rule;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** E01 to E16 without blood pressure: age, heart, pregnancy, mind. Each rule fires, passes and misses. */
class RulesE01ToE16Test {

    @Test
    void E01_excludes_until_the_eighteenth_birthday() {
        rule("E01")
                .fires(Severity.X, complete(Scope.P).born(TODAY.minusYears(18).plusDays(1)))
                .passes(complete(Scope.P).born(TODAY.minusYears(18)))
                .misses(complete(Scope.P).born(null))
                .isNotAsked(complete(Scope.S));
    }

    @Test
    void E02_excludes_hypersensitivity_to_ketamine() {
        for (Scope scope : Scope.values()) {
            rule("E02")
                    .fires(Severity.X, complete(scope).present("KETAMINE_HYPERSENSITIVITY"))
                    .passes(complete(scope))
                    .misses(complete(scope).without("KETAMINE_HYPERSENSITIVITY"));
        }
    }

    @Test
    void E03_excludes_where_a_rise_of_pressure_is_a_hazard() {
        for (String hazard : new String[] {
            "ANEURYSM", "ARTERIAL_DISSECTION", "ARTERIOVENOUS_MALFORMATION", "PRIOR_ICH", "OTHER_PRESSURE_HAZARD"
        }) {
            rule("E03")
                    .fires(Severity.X, complete(Scope.S).present(hazard))
                    .misses(complete(Scope.S).notKnown(hazard));
        }
        rule("E03").passes(complete(Scope.S));
    }

    @Test
    void E03_excludes_a_stroke_of_less_than_three_calendar_months() {
        rule("E03")
                .fires(Severity.X, complete(Scope.P).happened("STROKE", LocalDate.of(2025, 12, 11)))
                .passes(complete(Scope.P).happened("STROKE", LocalDate.of(2025, 12, 10)))
                .misses(complete(Scope.P).present("STROKE"))
                .misses(complete(Scope.P).without("STROKE"));
    }

    @Test
    void E03_an_old_stroke_recorded_later_does_not_hide_a_new_one() {
        rule("E03")
                .fires(
                        Severity.X,
                        complete(Scope.P)
                                .without("STROKE")
                                .also("STROKE", TriState.PRESENT, FactValue.of(TODAY.minusDays(40)), daysAgo(30))
                                .also("STROKE", TriState.PRESENT, FactValue.of(TODAY.minusYears(9)), daysAgo(2)));
    }

    @Test
    void E04_excludes_poorly_controlled_cardiovascular_disease() {
        for (String disease : new String[] {
            "UNSTABLE_ANGINA", "HEART_FAILURE_DECOMPENSATED", "ARRHYTHMIA_UNCONTROLLED", "OTHER_CVD_POORLY_CONTROLLED"
        }) {
            rule("E04").fires(Severity.X, complete(Scope.S).present(disease));
        }
        rule("E04")
                .fires(Severity.X, complete(Scope.P).happened("MI", LocalDate.of(2025, 12, 11)))
                .passes(complete(Scope.P).happened("MI", LocalDate.of(2025, 12, 10)))
                .misses(complete(Scope.P).without("UNSTABLE_ANGINA"));
    }

    @Test
    void E09_excludes_pregnancy_known_or_tested() {
        rule("E09")
                .fires(Severity.X, complete(Scope.P).present("PREGNANT"))
                .firesAmongOthers(Severity.X, complete(Scope.S).code("PREGNANCY_TEST", "POSITIVE"))
                .passes(complete(Scope.S))
                .passes(complete(Scope.S).without("PREGNANT"))
                .misses(complete(Scope.S).without("PREGNANT", "PREGNANCY_TEST"))
                .misses(complete(Scope.S).notKnown("PREGNANT"));
    }

    @Test
    void E09_and_E11_ask_nothing_of_somebody_who_cannot_be_pregnant() {
        for (Scope scope : Scope.values()) {
            Patients patient = complete(scope).absent("CHILDBEARING_POTENTIAL").without("PREGNANT", "PREGNANCY_TEST");
            rule("E09").passes(patient);
            rule("E11").passes(patient);
        }
    }

    @Test
    void E10_asks_for_an_override_while_breastfeeding() {
        rule("E10")
                .fires(Severity.O, complete(Scope.S).present("BREASTFEEDING"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).notKnown("BREASTFEEDING"));
    }

    @Test
    void E11_wants_a_negative_test_within_seven_calendar_days_for_the_programme() {
        rule("E11")
                .passes(complete(Scope.P).code("PREGNANCY_TEST", "NEGATIVE", daysAgo(7)))
                .misses(complete(Scope.P).code("PREGNANCY_TEST", "NEGATIVE", daysAgo(8)))
                .misses(complete(Scope.P).code("PREGNANCY_TEST", "INDETERMINATE"))
                .misses(complete(Scope.P).without("PREGNANCY_TEST"))
                .misses(complete(Scope.P).without("CHILDBEARING_POTENTIAL").without("PREGNANCY_TEST"));
    }

    @Test
    void E11_wants_a_negative_test_within_24_hours_for_a_session() {
        rule("E11")
                .passes(complete(Scope.S).code("PREGNANCY_TEST", "NEGATIVE", NOW.minus(Duration.ofHours(24))))
                .misses(complete(Scope.S)
                        .code(
                                "PREGNANCY_TEST",
                                "NEGATIVE",
                                NOW.minus(Duration.ofHours(24)).minusMillis(1)));
    }

    @Test
    void E12_excludes_active_psychosis_and_the_schizophrenia_spectrum() {
        rule("E12")
                .fires(Severity.X, complete(Scope.S).present("PSYCHOSIS_ACTIVE"))
                .fires(Severity.X, complete(Scope.P).present("SCHIZOPHRENIA_SPECTRUM"))
                .passes(complete(Scope.P))
                .misses(complete(Scope.P).without("PSYCHOSIS_ACTIVE"));
    }

    @Test
    void E13a_asks_for_an_override_after_psychosis_in_remission() {
        rule("E13a")
                .fires(Severity.O, complete(Scope.P).present("PSYCHOSIS_IN_REMISSION"))
                .passes(complete(Scope.P))
                .misses(complete(Scope.P).without("PSYCHOSIS_IN_REMISSION"));
    }

    @Test
    void E13b_informs_about_a_first_degree_relative_and_never_blocks() {
        rule("E13b")
                .fires(Severity.I, complete(Scope.P).present("PSYCHOSIS_FIRST_DEGREE_RELATIVE"))
                .passes(complete(Scope.P))
                .misses(complete(Scope.P).without("PSYCHOSIS_FIRST_DEGREE_RELATIVE"));
        Evaluation unknown =
                complete(Scope.P).notKnown("PSYCHOSIS_FIRST_DEGREE_RELATIVE").evaluate();
        assertThat(unknown.decision()).isEqualTo(Decision.ELIGIBLE);
    }

    @Test
    void E14a_excludes_current_mania() {
        rule("E14a")
                .fires(Severity.X, complete(Scope.S).present("MANIA_CURRENT"))
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("MANIA_CURRENT"));
    }

    @Test
    void E14b_asks_for_an_override_in_bipolar_I_without_mood_stabiliser() {
        rule("E14b")
                .fires(Severity.O, complete(Scope.P).present("BIPOLAR_I"))
                .passes(complete(Scope.P).present("BIPOLAR_I").present("MOOD_STABILISER"))
                .misses(complete(Scope.P).present("BIPOLAR_I").without("MOOD_STABILISER"))
                .passes(complete(Scope.P).without("MOOD_STABILISER"));
    }

    @Test
    void E15_excludes_acute_suicidal_intent_and_starts_the_safety_pathway() {
        Patients patient = complete(Scope.S).present("SUICIDAL_INTENT_OR_PLAN");
        rule("E15")
                .fires(Severity.X, patient)
                .passes(complete(Scope.S))
                .misses(complete(Scope.S).without("SUICIDAL_INTENT_OR_PLAN"));
        assertThat(patient.evaluate().rule("E15").pathway()).isEqualTo("SAFETY");
    }

    @Test
    void E16_wants_a_safety_assessment_on_the_day_of_a_positive_item_9() {
        rule("E16")
                .passes(complete(Scope.S).number("PHQ9_ITEM9", "0"))
                .misses(complete(Scope.S).number("PHQ9_ITEM9", "1"))
                .passes(complete(Scope.S).number("PHQ9_ITEM9", "1").present("SAFETY_ASSESSMENT", NOW))
                .misses(complete(Scope.S).number("PHQ9_ITEM9", "1").present("SAFETY_ASSESSMENT", daysAgo(1)))
                .misses(complete(Scope.S).without("PHQ9_ITEM9"));
    }
}
