package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.eligibility.engine.Patients.NOW;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for every patient, whatever was recorded. */
class EligibilityPropertiesTest {

    private static final RuleSet RULES = RuleSets.current();

    private static final List<FactDefinition> FACTS =
            RULES.vocabulary().facts().stream().filter(fact -> !fact.derived()).toList();

    /**
     * One change to the complete patient: a reading added, so many minutes before now.
     *
     * @param validMinutes how long it says something from then on; 0: as long as the rules let it
     */
    record Change(
            FactDefinition fact, TriState state, @Nullable FactValue value, int minutesAgo, int validMinutes) {

        @Nullable
        Instant validUntil() {
            return validMinutes == 0 ? null : observedAt().plus(Duration.ofMinutes(validMinutes));
        }

        Instant observedAt() {
            return NOW.minus(Duration.ofMinutes(minutesAgo));
        }
    }

    @Provide
    Arbitrary<Change> change() {
        return Combinators.combine(
                        Arbitraries.of(FACTS),
                        Arbitraries.of(TriState.class),
                        Arbitraries.integers().between(-2, 60_000),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(1, 90_000))))
                .flatAs((fact, state, minutes, valid) ->
                        value(fact, state).map(v -> new Change(fact, state, v.value, minutes, valid)));
    }

    /** A value that may be none; jqwik has no null in combinators. */
    record Maybe(@Nullable FactValue value) {}

    private static Arbitrary<Maybe> value(FactDefinition fact, TriState state) {
        if (state != TriState.PRESENT) {
            return Arbitraries.just(new Maybe(null));
        }
        return switch (fact.kind()) {
            case TRISTATE -> Arbitraries.just(new Maybe(null));
            case NUMBER ->
                Arbitraries.bigDecimals()
                        .between(fact.min().subtract(BigDecimal.ONE), fact.max().add(BigDecimal.ONE))
                        .ofScale(1)
                        .map(number -> new Maybe(FactValue.of(number)));
            case CODE -> Arbitraries.of(fact.values().keySet()).map(code -> new Maybe(FactValue.of(code)));
            case DATE ->
                Arbitraries.integers()
                        .between(-3, 200)
                        .map(days -> new Maybe(FactValue.of(Patients.TODAY.minusDays(days))));
        };
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return change().list().ofMaxSize(6);
    }

    private static Patients patient(Scope scope, List<Change> changes) {
        Patients patient = Patients.complete(scope);
        changes.forEach(change -> patient.also(
                change.fact().code(), change.state(), change.value(), change.observedAt(), change.validUntil()));
        return patient;
    }

    @Property(tries = 400)
    void the_decision_is_a_function_of_the_outcomes_in_the_order_of_the_table(
            @ForAll Scope scope, @ForAll("changes") List<Change> changes) {
        Evaluation evaluation = patient(scope, changes).evaluate();
        List<RuleResult> results = evaluation.results();

        boolean excluded = results.stream().anyMatch(r -> r.severity() == Severity.X && r.outcome() == Outcome.FIRES);
        boolean missing = results.stream().anyMatch(r -> r.severity() != Severity.I && r.outcome() == Outcome.MISSING);
        boolean review = results.stream().anyMatch(r -> r.severity() == Severity.O && r.outcome() == Outcome.FIRES);
        Decision expected = excluded
                ? Decision.EXCLUDED
                : missing ? Decision.INCOMPLETE : review ? Decision.REVIEW : Decision.ELIGIBLE;

        assertThat(evaluation.decision()).isEqualTo(expected);
        List<RuleResult> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, new Random(changes.size()));
        assertThat(Decision.of(shuffled)).isEqualTo(expected);
    }

    @Property(tries = 800)
    void recording_that_something_is_unknown_never_makes_anybody_eligible(
            @ForAll Scope scope,
            @ForAll("changes") List<Change> changes,
            @ForAll("anyFact") FactDefinition fact,
            @ForAll("minutes") int minutesAgo,
            @ForAll boolean strict) {
        Patients patient = patient(scope, changes);
        if (strict) {
            patient.policy("STRICT_BLOOD_PRESSURE");
        }
        Decision before = patient.evaluate().decision();
        Decision after = patient.also(fact.code(), TriState.UNKNOWN, null, NOW.minus(Duration.ofMinutes(minutesAgo)))
                .evaluate()
                .decision();

        if (before != Decision.ELIGIBLE) {
            assertThat(after).isNotEqualTo(Decision.ELIGIBLE);
        }
    }

    @Property(tries = 200)
    void a_fact_past_its_own_validity_decides_as_if_it_were_recorded_as_unknown(
            @ForAll Scope scope, @ForAll("changes") List<Change> changes, @ForAll("anyFact") FactDefinition fact) {
        Instant ended = NOW.minusSeconds(1);
        Decision expired = patient(scope, changes)
                .only(fact.code(), TriState.ABSENT, null, NOW.minusSeconds(600), ended)
                .evaluate()
                .decision();
        Decision unknown =
                patient(scope, changes).notKnown(fact.code()).evaluate().decision();

        assertThat(expired).isEqualTo(unknown);
    }

    /** Often the minute of another reading, where unknown and known meet. */
    @Provide
    Arbitrary<Integer> minutes() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 10, 30),
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(0, 60_000));
    }

    @Provide
    Arbitrary<FactDefinition> anyFact() {
        return Arbitraries.of(FACTS);
    }

    @Property(tries = 200)
    void an_unknown_latest_answer_to_a_required_fact_never_passes_silently(
            @ForAll Scope scope, @ForAll("anyFact") FactDefinition fact) {
        boolean required = RULES.requiredFacts(scope, "CO").stream()
                .anyMatch(requirement ->
                        !requirement.conditional() && requirement.fact().equals(fact));
        Decision decision =
                Patients.complete(scope).notKnown(fact.code()).evaluate().decision();

        if (required) {
            assertThat(decision).isEqualTo(Decision.INCOMPLETE);
        }
    }

    @Property(tries = 300)
    void no_override_and_no_deferral_lets_an_exclusion_through(
            @ForAll Scope scope, @ForAll("changes") List<Change> changes) {
        Patients patient = patient(scope, changes);
        Evaluation before = patient.evaluate();
        RULES.rules().forEach(rule -> patient.overridden(rule.id()).deferred(rule.id()));
        Evaluation after = patient.evaluate();

        if (before.decision() == Decision.EXCLUDED) {
            assertThat(after.decision()).isEqualTo(Decision.EXCLUDED);
        }
        assertThat(after.results())
                .filteredOn(result -> result.severity() == Severity.X)
                .allMatch(result -> !result.marks().contains(Mark.OVERRIDDEN)
                        && !result.marks().contains(Mark.DEFERRED));
        assertThat(after.results())
                .filteredOn(result -> result.outcome() == Outcome.MISSING && result.severity() != Severity.I)
                .filteredOn(result -> result.severity() != Severity.M_DEFERRABLE)
                .allMatch(RuleResult::blocks);
    }

    @Property(tries = 300)
    void the_order_in_which_facts_are_listed_does_not_matter(
            @ForAll Scope scope, @ForAll("changes") List<Change> changes, @ForAll long seed) {
        FactSnapshot snapshot = patient(scope, changes).snapshot();
        Map<String, List<FactReading>> shuffled = new TreeMap<>();
        snapshot.facts().forEach((code, readings) -> {
            List<FactReading> copy = new ArrayList<>(readings);
            Collections.shuffle(copy, new Random(seed));
            shuffled.put(code, copy);
        });

        assertThat(EligibilityEngine.evaluate(RULES, withFacts(snapshot, shuffled)))
                .isEqualTo(EligibilityEngine.evaluate(RULES, snapshot));
    }

    @Property(tries = 400)
    void until_the_next_expiry_time_alone_changes_no_outcome(
            @ForAll Scope scope, @ForAll("changes") List<Change> changes, @ForAll long seed) {
        List<Change> past =
                changes.stream().filter(change -> change.minutesAgo() >= 0).toList();
        Patients patient = patient(scope, past).overridden("E24", NOW.plus(Duration.ofHours(3)));
        Evaluation now = patient.evaluate();
        Instant end = now.nextExpiry().orElse(NOW.plus(Duration.ofDays(400)));

        assertThat(end).isAfter(NOW);
        long span = Duration.between(NOW, end).toMillis() - 1;
        Instant later = NOW.plusMillis(Math.floorMod(seed, Math.max(span, 1)));
        assertThat(outcomes(patient.asOf(later).evaluate())).isEqualTo(outcomes(now));
        assertThat(outcomes(patient.asOf(end.minusMillis(1)).evaluate())).isEqualTo(outcomes(now));
    }

    private static Map<String, String> outcomes(Evaluation evaluation) {
        Map<String, String> outcomes = new TreeMap<>();
        evaluation.results().forEach(r -> outcomes.put(r.ruleId(), r.outcome() + " " + Set.copyOf(r.marks())));
        return outcomes;
    }

    private static FactSnapshot withFacts(FactSnapshot s, Map<String, List<FactReading>> facts) {
        return new FactSnapshot(
                s.scope(),
                s.occasion(),
                s.evaluatedAt(),
                s.zone(),
                s.jurisdiction(),
                s.setting(),
                s.birthDate(),
                s.policy(),
                s.plan(),
                facts,
                s.consents(),
                s.clearances(),
                s.overrides(),
                s.deferrals());
    }
}
