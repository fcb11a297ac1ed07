package org.paincare.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mutant for every rule: each change to a released contract is caught at its path and under its rule. */
class CompatibilityTest {

    private static final String EVENT = "org.paincare.patient.ThingHappened.v1";
    private static final String TYPES = """
            {"$defs": {"Id": {"type": "string", "format": "uuid"}}}""";
    private static final String SCHEMA = """
            {
              "x-stream": "patient", "x-reserved": ["oldName"],
              "type": "object",
              "properties": {
                "thingId": {"$ref": "types.json#/$defs/Id", "description": "x"},
                "state": {"type": "string", "enum": ["ON", "OFF"]},
                "reason": {"type": "string", "enum": ["A", "B"], "x-extensible": true},
                "amount": {"type": "number", "minimum": 0, "maximum": 10},
                "code": {"type": "string", "pattern": "^[A-Z]+$", "maxLength": 8},
                "parts": {
                  "type": "array", "maxItems": 5,
                  "items": {
                    "type": "object",
                    "properties": {"partId": {"type": "string"}, "size": {"type": "integer"}},
                    "required": ["partId"], "additionalProperties": false
                  }
                }
              },
              "required": ["thingId", "state"],
              "additionalProperties": false
            }""";

    static Stream<Arguments> mutants() {
        return Stream.of(
                mutant("/amount", Rule.FIELD_REMOVED, s -> properties(s).remove("amount")),
                mutant(
                        "/parts/*/size",
                        Rule.FIELD_REMOVED,
                        s -> object(s, "/properties/parts/items/properties").remove("size")),
                mutant("/parts", Rule.FIELD_REMOVED, s -> properties(s).remove("parts")),
                mutant("/fresh", Rule.FIELD_ADDED_AS_REQUIRED, s -> {
                    properties(s).putObject("fresh").put("type", "string");
                    array(s, "/required").add("fresh");
                }),
                mutant(
                        "/code",
                        Rule.FIELD_MADE_REQUIRED,
                        s -> array(s, "/required").add("code")),
                mutant(
                        "/parts/*/size",
                        Rule.FIELD_MADE_REQUIRED,
                        s -> array(s, "/properties/parts/items/required").add("size")),
                mutant(
                        "/state",
                        Rule.FIELD_MADE_OPTIONAL,
                        s -> array(s, "/required").remove(1)),
                mutant("/amount", Rule.TYPE_NARROWED, s -> field(s, "amount").put("type", "integer")),
                mutant(
                        "/parts/*/size",
                        Rule.TYPE_CHANGED,
                        s -> object(s, "/properties/parts/items/properties/size")
                                .put("type", "number")),
                mutant("/code", Rule.TYPE_CHANGED, s -> field(s, "code").put("type", "number")),
                mutant(
                        "/state",
                        Rule.ENUM_VALUE_REMOVED,
                        s -> array(s, "/properties/state/enum").remove(0)),
                mutant(
                        "/reason",
                        Rule.ENUM_VALUE_REMOVED,
                        s -> array(s, "/properties/reason/enum").remove(0)),
                mutant(
                        "/code",
                        Rule.ENUM_VALUE_REMOVED,
                        s -> field(s, "code").putArray("enum").add("A")),
                mutant(
                        "/state",
                        Rule.ENUM_VALUE_ADDED,
                        s -> array(s, "/properties/state/enum").add("BROKEN")),
                mutant("/state", Rule.ENUM_OPENED, s -> field(s, "state").put("x-extensible", true)),
                mutant("/state", Rule.ENUM_OPENED, s -> field(s, "state").remove("enum")),
                mutant("/code", Rule.PATTERN_CHANGED, s -> field(s, "code").put("pattern", "^[A-Z]{2}$")),
                mutant("/state", Rule.PATTERN_CHANGED, s -> field(s, "state").put("pattern", "^O")),
                mutant("/code", Rule.PATTERN_CHANGED, s -> field(s, "code").remove("pattern")),
                mutant("/code", Rule.FORMAT_CHANGED, s -> field(s, "code").put("format", "date")),
                mutant(
                        "/thingId",
                        Rule.FORMAT_CHANGED,
                        s -> properties(s).putObject("thingId").put("type", "string")),
                mutant("/code", Rule.LIMIT_TIGHTENED, s -> field(s, "code").put("maxLength", 7)),
                mutant("/code", Rule.LIMIT_TIGHTENED, s -> field(s, "code").put("minLength", 2)),
                mutant("/amount", Rule.LIMIT_TIGHTENED, s -> field(s, "amount").put("minimum", 1)),
                mutant("/parts", Rule.LIMIT_TIGHTENED, s -> field(s, "parts").put("uniqueItems", true)),
                mutant("/amount", Rule.LIMIT_LOOSENED, s -> field(s, "amount").put("maximum", 11)),
                mutant("/amount", Rule.LIMIT_LOOSENED, s -> field(s, "amount").remove("minimum")),
                mutant("", Rule.ADDITIONAL_PROPERTIES_CHANGED, s -> s.remove("additionalProperties")),
                mutant(
                        "/parts/*",
                        Rule.ADDITIONAL_PROPERTIES_CHANGED,
                        s -> object(s, "/properties/parts/items").put("additionalProperties", true)),
                mutant(
                        "/oldName",
                        Rule.RESERVED_NAME_REUSED,
                        s -> properties(s).putObject("oldName").put("type", "string")),
                mutant(
                        "/parts/*/oldName",
                        Rule.RESERVED_NAME_REUSED,
                        s -> object(s, "/properties/parts/items/properties")
                                .putObject("oldName")
                                .put("type", "string")),
                mutant("", Rule.RESERVATION_DROPPED, s -> s.putArray("x-reserved")),
                mutant("", Rule.STREAM_CHANGED, s -> s.put("x-stream", "clinic")));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aBreakingChangeIsNamedWithPathAndRule(String pointer, Rule rule, Consumer<ObjectNode> mutation) {
        var breaches = Compatibility.check(release(SCHEMA), release(mutated(mutation)));

        assertThat(breaches).hasSize(1);
        assertThat(breaches.getFirst().contract()).isEqualTo(EVENT);
        assertThat(breaches.getFirst().pointer()).isEqualTo(pointer);
        assertThat(breaches.getFirst().rule()).isEqualTo(rule);
        assertThat(breaches.getFirst().toString())
                .startsWith(pointer.isEmpty() ? EVENT + ": " + rule : EVENT + " " + pointer + ": " + rule)
                .contains(rule.why());
    }

    @Test
    void everyRuleHasAMutant() {
        var proven = EnumSet.of(Rule.EVENT_REMOVED, Rule.TOPIC_RENAMED);
        mutants().forEach(arguments -> proven.add((Rule) arguments.get()[1]));
        assertThat(proven).containsExactly(Rule.values());
    }

    @Test
    void aRemovedEventAndARenamedTopicAreBreaches() {
        var old = release(SCHEMA);
        assertThat(rules(old, new ContractLock(new TreeMap<>(), reserved()))).containsExactly(Rule.EVENT_REMOVED);
        assertThat(rules(old, release(SCHEMA, "paincare.patients.v1", reserved())))
                .containsExactly(Rule.TOPIC_RENAMED);
    }

    @Test
    void theNameOfARemovedEventIsNeverUsedAgain() {
        var old = release(SCHEMA, "t", reserved("ThingHappened"));
        assertThat(rules(new ContractLock(new TreeMap<>(), reserved("ThingHappened")), old))
                .containsExactly(Rule.RESERVED_NAME_REUSED);
        assertThat(rules(new ContractLock(new TreeMap<>(), reserved("Gone")), release(SCHEMA)))
                .containsExactly(Rule.RESERVATION_DROPPED);
    }

    @Test
    void additionsThatConsumersBearAreNoBreach() {
        var grown = release(mutated(s -> {
            properties(s).putObject("fresh").put("type", "string");
            var nested = properties(s).putObject("nested").put("type", "object").put("additionalProperties", false);
            nested.putObject("properties").putObject("inner").put("type", "string");
            nested.putArray("required").add("inner");
            array(s, "/properties/reason/enum").add("C");
            array(s, "/x-reserved").add("otherName");
        }));
        grown.shapes()
                .put("org.paincare.patient.OtherHappened.v1", grown.shapes().get(EVENT));

        assertThat(Compatibility.check(release(SCHEMA), grown)).isEmpty();
        assertThat(grown.differences(release(SCHEMA)))
                .contains(EVENT + " /fresh", EVENT + " /nested/inner", EVENT + " /reason", EVENT);
    }

    @Test
    void theLockFileKeepsEverything() {
        var lock = release(SCHEMA, "t", reserved("Gone"));
        var read = ContractLock.read(ContractFiles.parse(lock.write(), "lock"));
        assertThat(read).isEqualTo(lock);
        assertThat(read.write()).isEqualTo(lock.write());
    }

    @Test
    void aKeywordThatCannotBeComparedIsRefused() {
        assertThatThrownBy(() -> release(mutated(s -> field(s, "code").putArray("oneOf"))))
                .hasMessageContaining("/code")
                .hasMessageContaining("oneOf");
        assertThatThrownBy(() -> release(mutated(s -> field(s, "thingId").put("maxLength", 3))))
                .hasMessageContaining("/thingId");
        assertThatThrownBy(() -> release(mutated(s -> field(s, "thingId").put("$ref", "types.json#/$defs/None"))))
                .hasMessageContaining("None");
    }

    private static Arguments mutant(String pointer, Rule rule, Consumer<ObjectNode> mutation) {
        return Arguments.of(pointer, rule, Named.of("mutant", mutation));
    }

    private static String mutated(Consumer<ObjectNode> mutation) {
        var schema = (ObjectNode) ContractFiles.parse(SCHEMA, "schema");
        mutation.accept(schema);
        return schema.toString();
    }

    private static ContractLock release(String schema) {
        return release(schema, "paincare.patient.v1", reserved());
    }

    private static ContractLock release(String schema, String topic, TreeMap<String, SortedSet<String>> reserved) {
        var shapes = new TreeMap<String, Shape>();
        shapes.put(EVENT, Shape.of(topic, ContractFiles.parse(schema, "schema"), ContractFiles.parse(TYPES, "types")));
        return new ContractLock(shapes, reserved);
    }

    private static TreeMap<String, SortedSet<String>> reserved(String... names) {
        var reserved = new TreeMap<String, SortedSet<String>>();
        reserved.put("patient", new TreeSet<>(List.of(names)));
        return reserved;
    }

    private static List<Rule> rules(ContractLock old, ContractLock now) {
        return Compatibility.check(old, now).stream().map(Breach::rule).toList();
    }

    private static ObjectNode properties(ObjectNode schema) {
        return object(schema, "/properties");
    }

    private static ObjectNode field(ObjectNode schema, String name) {
        return object(schema, "/properties/" + name);
    }

    private static ObjectNode object(JsonNode schema, String pointer) {
        return (ObjectNode) schema.at(pointer);
    }

    private static ArrayNode array(JsonNode schema, String pointer) {
        return (ArrayNode) schema.at(pointer);
    }
}
