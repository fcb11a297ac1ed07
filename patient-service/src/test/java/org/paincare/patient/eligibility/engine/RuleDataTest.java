package org.paincare.patient.eligibility.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A rule file that does not fit is refused with every problem and its place; a good one is read as it stands. */
class RuleDataTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RULES = resource("rules-" + RuleSets.CURRENT + ".json");
    private static final String FACTS = resource("facts-" + RuleSets.CURRENT + ".json");
    private static final FactVocabulary VOCABULARY = RuleSets.loadVocabulary(FACTS);

    @Test
    void the_shipped_rule_set_holds_every_row_of_the_table_and_its_two_severity_rows_as_a_and_b() {
        RuleSet rules = RuleSets.current();

        assertThat(rules.version()).isEqualTo("2026.2");
        assertThat(rules.rules()).hasSize(48 + 6).allMatch(Rule::implemented);
        assertThat(rules.rules().stream().map(Rule::id).filter(id -> id.endsWith("b")))
                .containsExactly("E13b", "E14b", "E22b", "E31b", "E39b", "E44b");
    }

    @Test
    void every_fact_an_operator_knows_by_name_is_in_the_vocabulary() {
        assertThat(Facts.NAMED).allMatch(code -> VOCABULARY.find(code).isPresent());
    }

    @Test
    void every_fact_that_can_be_recorded_is_asked_for_by_some_rule_or_says_by_what_else() {
        assertThat(VOCABULARY.facts())
                .filteredOn(fact -> !fact.derived() && fact.usedBy() == null)
                .extracting(FactDefinition::code)
                .allMatch(code -> Facts.NAMED.contains(code) || RULES.contains('"' + code + '"'));
    }

    @Test
    void an_unknown_operator_is_refused() {
        refused(rules -> when(rules, "E02").removeAll().put("presnt", "PREGNANT"), "needs exactly one operator");
    }

    @Test
    void two_operators_in_one_condition_are_refused() {
        refused(rules -> when(rules, "E02").put("absent", "PREGNANT"), "needs exactly one operator");
    }

    @Test
    void an_unknown_fact_is_refused_with_its_place() {
        refused(rules -> when(rules, "E02").put("present", "KETAMIN"), "/rules/1/when: unknown fact KETAMIN");
    }

    @Test
    void a_fact_of_another_kind_is_refused() {
        refused(rules -> when(rules, "E02").put("present", "EGFR"), "EGFR is a NUMBER");
    }

    @Test
    void an_unknown_field_is_refused_at_every_level() {
        refused(rules -> rules.put("verison", "x"), "/: unknown field verison");
        refused(rules -> rule(rules, "E02").put("severty", "X"), "unknown field severty");
        refused(rules -> when(rules, "E02").put("todey", true), "unknown field todey");
        refused(rules -> parameter(rules, "ADULT_AGE").put("minimum", 3), "unknown field minimum");
    }

    @Test
    void a_missing_row_half_a_row_a_double_and_a_stranger_are_refused() {
        refused(rules -> rule(rules, "E02").put("id", "E49"), "rule id E49 is not of the table");
        refused(rules -> rule(rules, "E02").put("id", "E03"), "rule E02 is missing");
        refused(rules -> rule(rules, "E02").put("id", "E03"), "rule E03 is there twice");
        refused(rules -> rule(rules, "E02").put("id", "E02a"), "rule E02 must be one rule, or a and b");
    }

    @Test
    void a_parameter_outside_its_own_bounds_or_without_them_is_refused() {
        refused(rules -> parameter(rules, "ADULT_AGE").put("value", 17), "outside its bounds");
        refused(rules -> parameter(rules, "ADULT_AGE").remove("max"), "min and max belong");
        refused(rules -> parameter(rules, "ADULT_AGE").put("value", 18.5), "must be whole");
        refused(rules -> parameter(rules, "ECG_MONTHS").put("min", 1).put("max", 24), "min and max belong");
    }

    @Test
    void a_parameter_nobody_uses_or_nobody_defined_is_refused() {
        refused(rules -> parameter(rules, "ADULT_AGE").put("name", "ADULTAGE"), "unknown parameter ADULT_AGE");
        refused(rules -> parameter(rules, "ADULT_AGE").put("name", "ADULTAGE"), "no rule uses the parameter ADULTAGE");
    }

    @Test
    void a_parameter_of_another_unit_is_refused() {
        refused(rules -> parameter(rules, "EGFR_LIMIT").put("unit", "%"), "EGFR_LIMIT is in %");
    }

    @Test
    void a_severity_or_scope_that_does_not_exist_is_refused() {
        refused(rules -> rule(rules, "E02").put("severity", "Y"), "severity must be one of");
        refused(rules -> rule(rules, "E02").putArray("scopes").add("Q"), "scopes must be one of");
        refused(rules -> rule(rules, "E26").putArray("jurisdictions").add("MX"), "unknown jurisdiction MX");
    }

    @Test
    void a_rule_without_condition_is_refused_unless_it_says_that_it_is_not_implemented() {
        refused(rules -> rule(rules, "E02").remove("when"), "needs a condition for each of its scopes");

        RuleSet partial = RuleSets.load(
                mutated(rules -> {
                    rule(rules, "E02").remove("when");
                    rule(rules, "E02").put("notImplemented", true);
                }),
                VOCABULARY);
        Evaluation evaluation =
                EligibilityEngine.evaluate(partial, Patients.complete(Scope.P).snapshot());
        assertThat(evaluation.rule("E02").outcome()).isEqualTo(Outcome.MISSING);
        assertThat(evaluation.decision()).isEqualTo(Decision.INCOMPLETE);
    }

    @Test
    void rules_that_refer_to_nothing_or_in_a_circle_are_refused() {
        refused(rules -> when(rules, "E17").removeAll().put("rule", "E18"), "in a circle");
        refused(rules -> when(rules, "E02").removeAll().put("rule", "E05"), "which has no condition in scope P");
    }

    @Test
    void a_sentence_with_a_placeholder_nobody_fills_or_without_spanish_is_refused() {
        refused(
                rules -> ((ObjectNode) rule(rules, "E02").get("explanation")).put("en", "{fact}"),
                "unknown placeholder {fact}");
        refused(rules -> ((ObjectNode) rule(rules, "E02").get("title")).remove("es"), "needs es");
        refused(rules -> ((ObjectNode) rules.get("phrases")).remove("PASS"), "needs the phrase PASS");
    }

    @Test
    void an_exclusion_alone_can_stand_until_cleared() {
        refused(rules -> rule(rules, "E22b").put("untilCleared", true), "only an X can stand until cleared");
    }

    @Test
    void every_problem_is_reported_at_once() {
        RuleDataException refusal = catchThrowableOfType(
                RuleDataException.class,
                () -> RuleSets.load(
                        mutated(rules -> {
                            rule(rules, "E02").put("severty", "X");
                            rule(rules, "E03").remove("source");
                        }),
                        VOCABULARY));

        assertThat(refusal.problems()).hasSize(2);
    }

    @Test
    void doubled_keys_and_trailing_text_are_refused() {
        assertThatThrownBy(() -> RuleSets.load(RULES.replaceFirst("\\{", "{\"version\": \"0\", "), VOCABULARY))
                .isInstanceOf(RuleDataException.class)
                .hasMessageContaining("Duplicate field 'version'");
        assertThatThrownBy(() -> RuleSets.load(RULES + "{}", VOCABULARY)).isInstanceOf(RuleDataException.class);
        assertThatThrownBy(() -> RuleSets.load("", VOCABULARY)).isInstanceOf(RuleDataException.class);
        assertThatThrownBy(() -> RuleSets.load("[]", VOCABULARY)).isInstanceOf(RuleDataException.class);
    }

    @Test
    void a_vocabulary_that_does_not_fit_is_refused() {
        vocabularyRefused(FACTS.replaceFirst("\"ANEURYSM\"", "\"STROKE\""), "STROKE is there twice");
        vocabularyRefused(FACTS.replaceFirst("\"mL/min/\\{1.73_m2}\"", "7"), "unit must be a text");
        vocabularyRefused(FACTS.replaceFirst("\"NUMBER\"", "\"TRISTATE\""), "unit, min and max belong to a NUMBER");
    }

    @Test
    void a_change_limit_that_contradicts_itself_is_refused() {
        vocabularyRefused(FACTS.replaceFirst("\"warnPercent\": 10", "\"warnPercent\": 30"), "a warning before");
        vocabularyRefused(FACTS.replaceFirst("\"perUnit\": 2.2046", "\"perUnit\": 0"), "are positive");
    }

    @Test
    void an_earlier_version_is_read_as_it_was_published() {
        assertThat(RuleSets.version("2026.1").parameters()).doesNotContainKey("BP_PAIR_SECONDS");
        assertThat(RuleSets.version("2026.1")
                        .vocabulary()
                        .find("WEIGHT_KG")
                        .orElseThrow()
                        .change())
                .isNull();
    }

    @Test
    void a_version_that_was_never_published_is_refused() {
        assertThatThrownBy(() -> RuleSets.version("1999.9")).isInstanceOf(RuleDataException.class);
    }

    private static void refused(Consumer<ObjectNode> mutation, String problem) {
        assertThatThrownBy(() -> RuleSets.load(mutated(mutation), VOCABULARY))
                .isInstanceOf(RuleDataException.class)
                .hasMessageContaining(problem);
    }

    private static void vocabularyRefused(String json, String problem) {
        assertThatThrownBy(() -> RuleSets.loadVocabulary(json))
                .isInstanceOf(RuleDataException.class)
                .hasMessageContaining(problem);
    }

    private static String mutated(Consumer<ObjectNode> mutation) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(RULES);
            mutation.accept(tree);
            return JSON.writeValueAsString(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode rule(ObjectNode rules, String id) {
        return find(rules, "rules", "id", id);
    }

    private static ObjectNode when(ObjectNode rules, String id) {
        return (ObjectNode) rule(rules, id).get("when");
    }

    private static ObjectNode parameter(ObjectNode rules, String name) {
        return find(rules, "parameters", "name", name);
    }

    private static ObjectNode find(ObjectNode rules, String list, String field, String value) {
        for (JsonNode node : (ArrayNode) rules.get(list)) {
            if (node.get(field).asText().equals(value)) {
                return (ObjectNode) node;
            }
        }
        throw new AssertionError("no " + value + " in " + List.of(list));
    }

    private static String resource(String name) {
        try (InputStream stream = RuleDataTest.class.getResourceAsStream("/eligibility/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
