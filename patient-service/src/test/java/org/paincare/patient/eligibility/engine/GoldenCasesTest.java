package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.eligibility.engine.Patients.complete;
import static org.paincare.patient.eligibility.engine.Patients.unknown;

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
}
