package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paincare.patient.eligibility.engine.Patients.BOGOTA;
import static org.paincare.patient.eligibility.engine.Patients.NOW;
import static org.paincare.patient.eligibility.engine.Patients.TODAY;
import static org.paincare.patient.eligibility.engine.Patients.complete;
import static org.paincare.patient.eligibility.engine.Patients.daysAgo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the engine does around the rules: overrides, clearances, deferrals, ages after enrolment, explanation, expiry. */
class EligibilityEngineTest {

    @Test
    void an_exclusion_stands_before_what_is_missing_and_that_before_review() {
        Patients patient = complete(Scope.P).present("ANEURYSM").without("EGFR").present("MOH_CRITERIA");

        assertThat(patient.evaluate().decision()).isEqualTo(Decision.EXCLUDED);
        assertThat(patient.absent("ANEURYSM").evaluate().decision()).isEqualTo(Decision.INCOMPLETE);
        assertThat(patient.number("EGFR", "90").evaluate().decision()).isEqualTo(Decision.REVIEW);
        assertThat(patient.overridden("E40").evaluate().decision()).isEqualTo(Decision.ELIGIBLE);
    }

    @Test
    void an_override_ends_at_its_instant() {
        Patients patient = complete(Scope.P).present("MOH_CRITERIA").overridden("E40", NOW.plusSeconds(1));
        assertThat(patient.evaluate().decision()).isEqualTo(Decision.ELIGIBLE);
        assertThat(patient.evaluate().nextExpiry()).contains(NOW.plusSeconds(1));
        assertThat(patient.asOf(NOW.plusSeconds(1)).evaluate().decision()).isEqualTo(Decision.REVIEW);
    }

    @Test
    void an_override_of_asa_IV_counts_in_hospital_and_not_outside() {
        Patients patient = complete(Scope.P).code("ASA_CLASS", "IV").overridden("E44a");
        assertThat(patient.evaluate().decision()).isEqualTo(Decision.EXCLUDED);
        assertThat(patient.in(Setting.INPATIENT).evaluate().decision()).isEqualTo(Decision.ELIGIBLE);
    }

    @Test
    void an_override_does_not_replace_a_missing_fact() {
        assertThat(complete(Scope.P)
                        .without("MOH_CRITERIA")
                        .overridden("E40")
                        .evaluate()
                        .decision())
                .isEqualTo(Decision.INCOMPLETE);
    }

    @Test
    void a_clearance_counts_through_its_last_day_and_closes_only_what_was_seen_before_it() {
        Patients patient = complete(Scope.S)
                .present("RED_FLAG_THUNDERCLAP", daysAgo(9))
                .cleared("RED_FLAG_THUNDERCLAP", daysAgo(5), TODAY);
        assertThat(patient.evaluate().decision()).isEqualTo(Decision.ELIGIBLE);
        assertThat(patient.evaluate().rule("E36").marks()).containsExactly(Mark.CLEARED);

        Instant midnight = TODAY.plusDays(1).atStartOfDay(BOGOTA).toInstant();
        assertThat(patient.evaluate().rule("E36").changesAt()).isEqualTo(midnight);
        assertThat(patient.asOf(midnight).evaluate().rule("E36").outcome()).isEqualTo(Outcome.FIRES);

        patient.asOf(NOW).also("RED_FLAG_THUNDERCLAP", TriState.PRESENT, null, daysAgo(4));
        assertThat(patient.evaluate().decision()).isEqualTo(Decision.EXCLUDED);
    }

    @Test
    void a_clearance_does_not_close_an_ordinary_exclusion() {
        assertThat(complete(Scope.S)
                        .present("ANEURYSM", daysAgo(9))
                        .cleared("ANEURYSM", daysAgo(5), TODAY)
                        .evaluate()
                        .decision())
                .isEqualTo(Decision.EXCLUDED);
    }

    @Test
    void after_enrolment_an_old_weight_and_an_old_test_ask_for_a_task_and_decide_nothing() {
        Patients patient =
                complete(Scope.P).number("WEIGHT_KG", "64", daysAgo(31)).code("PREGNANCY_TEST", "NEGATIVE", daysAgo(8));
        assertThat(patient.on(Occasion.ENROLMENT).evaluate().decision()).isEqualTo(Decision.INCOMPLETE);
        assertThat(patient.on(Occasion.PROGRAMME_REVIEW).evaluate().decision()).isEqualTo(Decision.INCOMPLETE);

        Evaluation later = patient.on(Occasion.FOLLOW_UP).evaluate();
        assertThat(later.decision()).isEqualTo(Decision.ELIGIBLE);
        for (String id : List.of("E11", "E45")) {
            assertThat(later.rule(id).outcome()).isEqualTo(Outcome.MISSING);
            assertThat(later.rule(id).marks()).containsExactly(Mark.TASK_ONLY);
        }
    }

    @Test
    void after_enrolment_a_weight_nobody_ever_took_still_blocks() {
        assertThat(complete(Scope.P)
                        .without("WEIGHT_KG")
                        .on(Occasion.FOLLOW_UP)
                        .evaluate()
                        .decision())
                .isEqualTo(Decision.INCOMPLETE);
    }

    @Test
    void after_enrolment_a_session_still_wants_todays_test_and_weight() {
        assertThat(complete(Scope.S)
                        .number("WEIGHT_KG", "64", daysAgo(8))
                        .on(Occasion.FOLLOW_UP)
                        .evaluate()
                        .decision())
                .isEqualTo(Decision.INCOMPLETE);
    }

    @Test
    void a_clinic_may_move_a_default_within_its_bounds_and_not_past_them() {
        Patients patient = complete(Scope.S).pressureTwice(175, 100);
        assertThat(patient.evaluate().rule("E05").outcome()).isEqualTo(Outcome.PASS);
        patient.parameter("BP_CRISIS_SYSTOLIC", "175");
        assertThat(patient.evaluate().rule("E05").outcome()).isEqualTo(Outcome.FIRES);
        assertThat(patient.evaluate().rule("E05").message().en()).contains("175");

        assertThatThrownBy(() -> patient.parameter("BP_CRISIS_SYSTOLIC", "191").evaluate())
                .hasMessageContaining("not between 165 and 190");
        assertThatThrownBy(() -> patient.parameter("BP_HIGH_SYSTOLIC", "150").evaluate())
                .hasMessageContaining("fixed by its source CTC");
        assertThatThrownBy(() -> patient.parameter("NO_SUCH", "1").evaluate())
                .hasMessageContaining("unknown parameter");
        assertThatThrownBy(() -> complete(Scope.S).spo2Limit("60").evaluate()).hasMessageContaining("SPO2_ROOM_AIR");
        assertThatThrownBy(() -> complete(Scope.S).policy("LENIENT").evaluate())
                .hasMessageContaining("unknown policy flag LENIENT");
        assertThatThrownBy(() -> complete(Scope.S).in("MX").evaluate()).hasMessageContaining("unknown jurisdiction MX");
    }

    @Test
    void a_result_says_which_fact_whose_how_old_and_from_where() {
        RuleResult result =
                complete(Scope.P).number("EGFR", "20", daysAgo(12)).evaluate().rule("E30");
        FactUse use = result.facts().getFirst();

        assertThat(use.code()).isEqualTo("EGFR");
        assertThat(use.factId()).startsWith("fact-EGFR");
        assertThat(use.value()).isEqualTo("20");
        assertThat(use.ageDays()).isEqualTo(12);
        assertThat(use.recordedBy()).isEqualTo("nurse-1");
        assertThat(use.source()).isEqualTo("INTAKE");
        assertThat(result.message().en())
                .isEqualTo("The estimated glomerular filtration rate is under 30."
                        + " Estimated glomerular filtration rate: 20 mL/min/{1.73_m2} (2026-02-26).");
        assertThat(result.message().es()).startsWith("La tasa de filtración glomerular estimada es menor de 30.");
    }

    @Test
    void a_missing_fact_says_what_to_record_in_both_languages() {
        RuleResult result =
                complete(Scope.S).notKnown("BREASTFEEDING").evaluate().rule("E10");

        assertThat(result.whatWouldChange().en()).isEqualTo("Record: Breastfeeding: recorded as unknown (2026-03-10).");
        assertThat(result.whatWouldChange().es())
                .isEqualTo("Registrar: Lactancia materna: registrado como desconocido (2026-03-10).");
    }

    @Test
    void a_reading_of_the_future_does_not_exist_yet_but_clocks_may_differ_by_a_minute() {
        assertThat(complete(Scope.S)
                        .present("INTOXICATED_TODAY", NOW.plusSeconds(60))
                        .evaluate()
                        .decision())
                .isEqualTo(Decision.EXCLUDED);
        assertThat(complete(Scope.S)
                        .present("INTOXICATED_TODAY", NOW.plusSeconds(61))
                        .evaluate()
                        .decision())
                .isEqualTo(Decision.INCOMPLETE);
    }

    @Test
    void days_are_those_of_the_clinic_and_not_of_greenwich() {
        Instant lateEvening = Patients.at(TODAY, 23, 30);
        Evaluation evaluation = complete(Scope.S).asOf(lateEvening).evaluate();

        assertThat(evaluation.rule("E47").outcome()).isEqualTo(Outcome.PASS);
        assertThat(evaluation.rule("E47").changesAt()).isEqualTo(Patients.at(TODAY.plusDays(1), 0, 0));
    }

    @Test
    void the_next_expiry_of_a_session_decision_is_midnight_and_of_a_programme_decision_the_pregnancy_test() {
        assertThat(complete(Scope.S).evaluate().nextExpiry()).contains(Patients.at(TODAY.plusDays(1), 0, 0));
        assertThat(complete(Scope.P).evaluate().nextExpiry()).contains(Patients.at(TODAY.plusDays(8), 0, 0));
    }

    @Test
    void two_evaluations_differ_in_the_rules_and_facts_that_changed() {
        Evaluation before = complete(Scope.P).evaluate();
        Evaluation after = complete(Scope.P).present("MOH_CRITERIA").evaluate();

        EvaluationComparison comparison = EvaluationComparison.of(before, after);

        assertThat(comparison.before()).isEqualTo(Decision.ELIGIBLE);
        assertThat(comparison.after()).isEqualTo(Decision.REVIEW);
        assertThat(comparison.sameRuleSet()).isTrue();
        assertThat(comparison.rules())
                .extracting(EvaluationComparison.RuleChange::ruleId)
                .containsExactly("E40");
        assertThat(comparison.facts())
                .extracting(EvaluationComparison.FactChange::code)
                .contains("MOH_CRITERIA");
        assertThat(EvaluationComparison.of(before, before).rules()).isEmpty();
        assertThat(EvaluationComparison.of(before, before).facts()).isEmpty();
    }

    @Test
    void a_patient_with_every_required_fact_and_no_other_is_eligible() {
        for (Scope scope : Scope.values()) {
            Set<String> required = Set.copyOf(RuleSets.current().requiredFacts(scope, "CO").stream()
                    .map(requirement -> requirement.fact().code())
                    .toList());
            Patients patient = complete(scope);
            patient.snapshot().facts().keySet().stream()
                    .filter(code -> !required.contains(code))
                    .forEach(patient::without);

            assertThat(patient.evaluate().decision()).isEqualTo(Decision.ELIGIBLE);
        }
    }

    @Test
    void without_any_one_of_the_unconditional_facts_nobody_is_eligible() {
        for (Scope scope : Scope.values()) {
            RuleSets.current().requiredFacts(scope, "CO").stream()
                    .filter(requirement -> !requirement.conditional())
                    .forEach(requirement -> {
                        String code = requirement.fact().code();
                        Evaluation evaluation = complete(scope).without(code).evaluate();
                        assertThat(evaluation.decision()).as(code).isEqualTo(Decision.INCOMPLETE);
                        assertThat(evaluation.missingFacts()).as(code).containsKey(code);
                    });
        }
    }

    @Test
    void readings_that_share_an_id_are_refused() {
        FactReading reading = new FactReading("same", TriState.ABSENT, null, NOW, NOW, "n", "INTAKE");
        FactSnapshot good = complete(Scope.P).snapshot();

        assertThatThrownBy(() -> new FactSnapshot(
                        good.scope(),
                        good.occasion(),
                        good.evaluatedAt(),
                        good.zone(),
                        good.jurisdiction(),
                        good.setting(),
                        good.birthDate(),
                        good.policy(),
                        good.plan(),
                        Map.of("ANEURYSM", List.of(reading), "PREGNANT", List.of(reading)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .hasMessageContaining("share the id same");
    }

    @Test
    void a_vocabulary_says_what_is_wrong_with_a_reading() {
        FactVocabulary vocabulary = RuleSets.current().vocabulary();

        assertThat(vocabulary.check("WEIGHT_KG", reading(TriState.PRESENT, new BigDecimal("301"))))
                .containsExactly(FactProblem.OUT_OF_RANGE);
        assertThat(vocabulary.check("WEIGHT_KG", reading(TriState.PRESENT, null)))
                .containsExactly(FactProblem.VALUE_MISSING);
        assertThat(vocabulary.check("WEIGHT_KG", reading(TriState.ABSENT, null)))
                .containsExactly(FactProblem.ABSENT_NOT_ALLOWED);
        assertThat(vocabulary.check("ANEURYSM", reading(TriState.PRESENT, BigDecimal.ONE)))
                .containsExactly(FactProblem.VALUE_NOT_ALLOWED);
        assertThat(vocabulary.check("AGE_YEARS", reading(TriState.PRESENT, BigDecimal.ONE)))
                .containsExactly(FactProblem.UNKNOWN_CODE);
        assertThat(vocabulary.check("NO_SUCH", reading(TriState.PRESENT, null)))
                .containsExactly(FactProblem.UNKNOWN_CODE);
        assertThat(vocabulary.check(
                        "STROKE",
                        new FactReading(
                                "id", TriState.PRESENT, FactValue.of(TODAY.plusDays(2)), NOW, NOW, "n", "INTAKE")))
                .containsExactly(FactProblem.DATE_IN_FUTURE);
        assertThat(vocabulary.check(
                        "PREGNANCY_TEST",
                        new FactReading("id", TriState.PRESENT, FactValue.of("MAYBE"), NOW, NOW, "n", "INTAKE")))
                .containsExactly(FactProblem.CODE_NOT_ALLOWED);
    }

    @Test
    void a_fact_past_the_validity_its_source_gave_it_is_unknown_and_no_older_one_takes_its_place() {
        Instant ends = NOW.plusSeconds(60);
        Patients patient =
                complete(Scope.P).also("KETAMINE_HYPERSENSITIVITY", TriState.ABSENT, null, NOW.minusSeconds(300), ends);

        assertThat(patient.evaluate().rule("E02").outcome()).isEqualTo(Outcome.PASS);
        assertThat(patient.evaluate().rule("E02").changesAt()).isEqualTo(ends);
        RuleResult after = patient.asOf(ends).evaluate().rule("E02");
        assertThat(after.outcome()).isEqualTo(Outcome.MISSING);
        assertThat(after.facts().getFirst().gap()).isEqualTo(Gap.TOO_OLD);
    }

    private static FactReading reading(TriState state, BigDecimal number) {
        return new FactReading(
                "id", state, number == null ? null : FactValue.of(number), NOW, NOW, "nurse-1", "INTAKE");
    }

    @Test
    void a_stored_snapshot_and_its_evaluation_read_back_the_same() throws Exception {
        JsonMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        FactSnapshot snapshot = complete(Scope.P)
                .happened("STROKE", TODAY.minusDays(9))
                .overridden("E40")
                .cleared("HAEMATURIA", NOW.minus(Duration.ofDays(1)), TODAY)
                .snapshot();
        Evaluation evaluation = EligibilityEngine.evaluate(RuleSets.current(), snapshot);

        assertThat(json.readValue(json.writeValueAsString(snapshot), FactSnapshot.class))
                .isEqualTo(snapshot);
        assertThat(json.readValue(json.writeValueAsString(evaluation), Evaluation.class))
                .isEqualTo(evaluation);
    }
}
