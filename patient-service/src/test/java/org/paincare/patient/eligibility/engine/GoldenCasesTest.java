package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paincare.patient.eligibility.engine.Patients.complete;
import static org.paincare.patient.eligibility.engine.Patients.unknown;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole patients, as a medical director would check a new version of the rule set. */
class GoldenCasesTest {

    @Test
    void a_complete_patient_in_bogota_is_eligible_for_the_programme_with_no_deferral() {
        Evaluation evaluation = complete(Scope.P).evaluate();

        assertThat(evaluation.blocking()).isEmpty();
        assertThat(evaluation.decision()).isEqualTo(Decision.ELIGIBLE);
        assertThat(evaluation.results()).allMatch(result -> result.marks().isEmpty());
        assertThat(evaluation.rule("E26").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void the_same_patient_is_eligible_for_todays_session() {
        Evaluation evaluation = complete(Scope.S).evaluate();

        assertThat(evaluation.blocking()).isEmpty();
        assertThat(evaluation.decision()).isEqualTo(Decision.ELIGIBLE);
    }

    @Test
    void the_same_patient_in_the_united_states_lacks_the_pdmp_query_and_the_agreement() {
        Evaluation evaluation = complete(Scope.P).in("US").evaluate();

        assertThat(evaluation.decision()).isEqualTo(Decision.INCOMPLETE);
        assertThat(evaluation.blocking()).extracting(RuleResult::ruleId).containsExactly("E26", "E42");
        assertThat(evaluation.missingFacts().keySet())
                .containsExactly("CONSENT:CONTROLLED_SUBSTANCE_AGREEMENT", "PDMP_QUERY");
    }

    @Test
    void the_journeys_woman_is_reviewed_for_medication_overuse() {
        Evaluation evaluation = complete(Scope.P).present("MOH_CRITERIA").evaluate();

        assertThat(evaluation.decision()).isEqualTo(Decision.REVIEW);
        assertThat(evaluation.blocking()).extracting(RuleResult::ruleId).containsExactly("E40");
    }

    @Test
    void with_her_prescribers_override_she_is_eligible_and_the_rule_stays_listed() {
        Evaluation evaluation =
                complete(Scope.P).present("MOH_CRITERIA").overridden("E40").evaluate();

        assertThat(evaluation.decision()).isEqualTo(Decision.ELIGIBLE);
        assertThat(evaluation.rule("E40").outcome()).isEqualTo(Outcome.FIRES);
        assertThat(evaluation.rule("E40").marks()).isEqualTo(Set.of(Mark.OVERRIDDEN));
        assertThat(evaluation.rule("E40").message().es()).contains("withdrawal plan agreed", "2026-06-08");
    }

    @Test
    void somebody_nobody_knows_anything_about_is_incomplete_never_eligible() {
        for (Scope scope : Scope.values()) {
            Evaluation evaluation = unknown(scope).born(null).evaluate();

            assertThat(evaluation.decision()).isEqualTo(Decision.INCOMPLETE);
            assertThat(evaluation.results()).noneMatch(result -> result.outcome() == Outcome.FIRES);
        }
    }

    @Test
    void what_somebody_unknown_needs_is_what_the_rule_set_says_it_requires() {
        for (Scope scope : Scope.values()) {
            Set<String> asked = unknown(scope).evaluate().missingFacts().keySet();

            assertThat(RuleSets.current().requiredFacts(scope, "CO"))
                    .filteredOn(requirement -> !requirement.conditional())
                    .extracting(requirement -> requirement.fact().code())
                    .isSubsetOf(asked);
        }
    }

    @Test
    void a_version_that_decides_a_golden_case_otherwise_is_not_loaded() {
        String golden = resource("golden-" + RuleSets.CURRENT + ".json");
        RuleSet looser = RuleSets.load(
                resource("rules-" + RuleSets.CURRENT + ".json")
                        .replace("\"present\": \"PREGNANT\"", "\"present\": \"BREASTFEEDING\""),
                RuleSets.current().vocabulary());

        assertThatCode(() -> RuleSets.check(RuleSets.current(), golden)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RuleSets.check(looser, golden))
                .isInstanceOf(RuleDataException.class)
                .hasMessageContaining("golden case \"pregnant\": ELIGIBLE by [], expected EXCLUDED by [E09]");
        assertThatThrownBy(() -> RuleSets.check(RuleSets.version("2026.1"), golden))
                .hasMessageContaining("are of version 2026.2, not 2026.1");
        assertThatThrownBy(() -> RuleSets.check(RuleSets.current(), golden.replace("\"cases\"", "\"case\"")))
                .isInstanceOf(RuleDataException.class);
    }

    @Test
    void what_a_version_changes_is_said_thing_by_thing() {
        RuleSetDifference difference = RuleSetDifference.of(RuleSets.version("2026.1"), RuleSets.version("2026.2"));

        assertThat(difference.changes())
                .extracting(change -> change.part() + " " + change.id() + " " + change.kind())
                .containsExactly(
                        "PARAMETER BP_PAIR_SECONDS ADDED",
                        "FACT BILIRUBIN_ULN_MULTIPLE ADDED",
                        "FACT CRAVING ADDED",
                        "FACT EARLY_REFILL ADDED",
                        "FACT HEIGHT_CM ADDED",
                        "FACT URINARY_SYMPTOMS ADDED",
                        "FACT WEIGHT_KG CHANGED");
        assertThat(RuleSetDifference.of(RuleSets.current(), RuleSets.current()).changes())
                .isEmpty();
    }

    @Test
    void a_changed_condition_severity_or_limit_is_seen_with_what_it_was() {
        String rules = resource("rules-" + RuleSets.CURRENT + ".json");
        RuleSet other = RuleSets.load(
                rules.replace("\"name\": \"ADULT_AGE\", \"value\": 18", "\"name\": \"ADULT_AGE\", \"value\": 19")
                        .replace("\"present\": \"PREGNANT\"", "\"present\": \"BREASTFEEDING\""),
                RuleSets.current().vocabulary());

        RuleSetDifference difference = RuleSetDifference.of(RuleSets.current(), other);

        assertThat(difference.changes())
                .extracting(RuleSetDifference.Change::id)
                .containsExactly("E09", "ADULT_AGE");
        assertThat(difference.changes().getLast().aspects())
                .containsExactly(new RuleSetDifference.Aspect("value", "18", "19"));
        assertThat(difference.changes().getFirst().aspects().getFirst().before())
                .contains("PREGNANT");
    }

    private static String resource(String name) {
        try (InputStream stream = GoldenCasesTest.class.getResourceAsStream("/eligibility/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
