package org.paincare.platform.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void zeroIsAnAnswerAndNullIsNot() {
        assertThat(score("[0, 0, 3, 0]", null).toString()).contains("\"score\":0,", "\"SCORED\"");
        assertThat(score("[0, null, 3, 0]", null).toString()).contains("\"score\":0,", "\"SCORED_PRORATED\"");
        assertThat(score("[0, null, null, 0]", null).toString()).contains("\"score\":null", "\"NOT_SCORABLE\"");
    }

    @Test
    void aReversedAnswerCountsFromTheOtherEnd() {
        assertThat(score("[0, 0, 0, 0]", null).path("score").asInt()).isEqualTo(3);
    }

    @Test
    void weightsTableAndDecimalsAreShownAsDeclared() {
        assertThat(score("[1, 1, 3, 0]", null).path("subscores").toString()).isEqualTo("{\"weighted\":2.5,\"t\":42.0}");
    }

    @Test
    void aListAnObjectAndAGroupSayTheSame() {
        JsonNode list = score("[1, 2, 3, 0]", null);

        assertThat(score("{\"a\": 1, \"b\": 2, \"c\": 3, \"d\": 0}", null)).isEqualTo(list);
        assertThat(score("{\"firstTwo\": [1, 2], \"d\": 0, \"c\": 3}", null)).isEqualTo(list);
    }

    @Test
    void aKeyLeftOutIsBlank() {
        assertThat(score("{\"a\": 1, \"b\": 2, \"c\": 3}", null)).isEqualTo(score("[1, 2, 3, null]", null));
    }

    @Test
    void theStrictPolicyTakesNoBlank() {
        assertThat(score("[1, 2, 3, null]", "STRICT").path("status").asText()).isEqualTo("NOT_SCORABLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4, 0, 0, 0]      | /0 | OUT_OF_RANGE",
                "[0, -1, 0, 0]     | /1 | OUT_OF_RANGE",
                "[0, 0, 1.5, 0]    | /2 | NOT_WHOLE",
                "[0, 0, 1e-300, 0] | /2 | NOT_WHOLE",
                "[0, 0, 0, \"2\"]  | /3 | WRONG_TYPE",
                "[0, 0, 0, true]   | /3 | WRONG_TYPE",
                "[0, 0, 0, []]     | /3 | WRONG_TYPE",
                "[0, 0, 0, {}]     | /3 | WRONG_TYPE",
                "[1e400, 0, 0, 0]  | /0 | OUT_OF_RANGE",
                "[99999999999999999999999999, 0, 0, 0] | /0 | OUT_OF_RANGE",
                "{\"firstTwo\": [0, 9], \"c\": 0, \"d\": 0} | /firstTwo/1 | OUT_OF_RANGE",
            })
    void anAnswerThatCannotBeOneIsInvalidAndNamesTheItem(String items, String pointer, String code) {
        Score score = Scorer.score(SmallScale.INSTRUMENT, read(items), null);

        assertThat(score.status()).isEqualTo(Score.Status.INVALID);
        assertThat(score.score()).isNull();
        assertThat(score.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "10e-1"})
    void aWholeNumberIsWholeHoweverItIsWritten(String one) {
        assertThat(score("[" + one + ", 0, 3, 0]", null)).isEqualTo(score("[1, 0, 3, 0]", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null              | ITEMS_MISSING",
                "7                 | ITEMS_MALFORMED",
                "\"[1]\"           | ITEMS_MALFORMED",
                "[]                | ITEM_COUNT_WRONG",
                "[1, 1, 1]         | ITEM_COUNT_WRONG",
                "[1, 1, 1, 1, 1]   | ITEM_COUNT_WRONG",
                "{\"e\": 1}        | ITEM_UNKNOWN",
                "{\"firstTwo\": 1} | ITEMS_MALFORMED",
                "{\"firstTwo\": [1, 1], \"a\": 1} | ITEM_REPEATED",
            })
    void answersThatCannotBeToldApartAreRefused(String items, ScoringRefused.Reason reason) {
        assertThatThrownBy(() -> Scorer.score(SmallScale.INSTRUMENT, read(items), null))
                .isInstanceOfSatisfying(
                        ScoringRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void anUnknownPolicyIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> score("[1, 1, 1, 1]", "GENEROUS"))
                .isInstanceOf(ScoringRefused.class)
                .hasMessageContaining("MOST, STRICT");
    }

    @Test
    void aFlagThatIsAlwaysLookedForIsRaisedOnAnIncompleteAndOnAnInvalidForm() {
        assertThat(score("[3, null, null, null]", null).path("flags").toString())
                .isEqualTo("[\"A_WORST\"]");
        assertThat(score("[3, 9, 0, 0]", null).path("flags").toString()).isEqualTo("[\"A_WORST\"]");
        assertThat(score("[0, 9, 0, 0]", null).has("flags")).isFalse();
    }

    @Property
    void aHigherAnswerNeverLowersTheSum(@ForAll("forms") List<Integer> form) {
        for (int item : new int[] {0, 1, 3}) {
            if (form.get(item) < 3) {
                var higher = new java.util.ArrayList<>(form);
                higher.set(item, form.get(item) + 1);
                assertThat(total(higher)).isEqualTo(total(form) + 1);
            }
        }
    }

    @Property
    void aProratedScoreLiesBetweenTheLeastAndTheMostTheBlankCouldHaveMade(
            @ForAll("forms") List<Integer> form, @ForAll @net.jqwik.api.constraints.IntRange(max = 3) int blank) {
        var least = new java.util.ArrayList<>(form);
        var most = new java.util.ArrayList<>(form);
        least.set(blank, blank == 2 ? 3 : 0);
        most.set(blank, blank == 2 ? 0 : 3);
        ArrayNode items = node(form);
        items.setNull(blank);

        int prorated = Scorer.score(SmallScale.INSTRUMENT, items, "MOST")
                .toJson()
                .path("score")
                .asInt();

        assertThat(prorated).isBetween(total(least), total(most));
    }

    @Property
    void everyFormIsScoredOrRefusedNeverAnythingElse(@ForAll("anything") List<String> items) {
        try {
            JsonNode node = read("[" + String.join(",", items) + "]");
            assertThat(Scorer.score(SmallScale.INSTRUMENT, node, null).status()).isNotNull();
        } catch (ScoringRefused refused) {
            assertThat(items.size()).isNotEqualTo(4);
        }
    }

    @Provide
    Arbitrary<List<Integer>> forms() {
        return Arbitraries.integers().between(0, 3).list().ofSize(4);
    }

    @Provide
    Arbitrary<List<String>> anything() {
        return Arbitraries.of("0", "1", "3", "4", "null", "true", "\"1\"", "1.5", "1e400", "-0", "1e-99", "[]", "{}")
                .list()
                .ofMinSize(3)
                .ofMaxSize(5);
    }

    private static int total(List<Integer> form) {
        return Scorer.score(SmallScale.INSTRUMENT, node(form), null)
                .toJson()
                .path("score")
                .asInt();
    }

    private static ArrayNode node(List<Integer> form) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        form.forEach(items::add);
        return items;
    }

    private static JsonNode score(String items, String policy) {
        return Scorer.score(SmallScale.INSTRUMENT, read(items), policy).toJson();
    }

    private static JsonNode read(String items) {
        try {
            return JSON.readTree(items);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
