package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;

/** "This rule fired", "this rule did not", "this rule misses something", in words. */
final class RuleSays {

    private static final String UNFILLED = "\\{(title|facts|missing|until|reason|param)";

    private final String rule;

    private RuleSays(String rule) {
        this.rule = rule;
    }

    static RuleSays rule(String rule) {
        return new RuleSays(rule);
    }

    /** Fires with this severity, explained in both languages, and nothing else but this stands in the way. */
    RuleSays fires(Severity severity, Patients patient) {
        RuleResult result = patient.evaluate().rule(rule);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.FIRES);
        assertThat(result.severity()).isEqualTo(severity);
        assertExplained(result);
        Decision expected = switch (severity) {
            case X -> Decision.EXCLUDED;
            case O -> Decision.REVIEW;
            case I -> Decision.ELIGIBLE;
            case M, M_DEFERRABLE -> throw new AssertionError("an M rule never fires");
        };
        assertThat(patient.evaluate().decision()).isEqualTo(expected);
        return this;
    }

    /** Fires whatever else does. */
    RuleSays firesAmongOthers(Severity severity, Patients patient) {
        RuleResult result = patient.evaluate().rule(rule);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.FIRES);
        assertThat(result.severity()).isEqualTo(severity);
        return this;
    }

    RuleSays passes(Patients patient) {
        RuleResult result = patient.evaluate().rule(rule);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.PASS);
        assertThat(result.whatWouldChange()).isNull();
        return this;
    }

    RuleSays misses(Patients patient) {
        Evaluation evaluation = patient.evaluate();
        RuleResult result = evaluation.rule(rule);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.MISSING);
        assertExplained(result);
        if (result.severity() != Severity.I) {
            assertThat(evaluation.decision()).isIn(Decision.INCOMPLETE, Decision.EXCLUDED);
        }
        return this;
    }

    RuleSays isNotAsked(Patients patient) {
        assertThat(patient.evaluate().rule(rule).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        return this;
    }

    private static void assertExplained(RuleResult result) {
        assertThat(result.facts()).isNotEmpty();
        assertThat(result.message().en()).isNotBlank().doesNotContainPattern(UNFILLED);
        assertThat(result.message().es())
                .isNotBlank()
                .doesNotContainPattern(UNFILLED)
                .isNotEqualTo(result.message().en());
        assertThat(result.whatWouldChange()).isNotNull();
        assertThat(result.whatWouldChange().en() + result.whatWouldChange().es())
                .doesNotContainPattern(UNFILLED);
    }
}
