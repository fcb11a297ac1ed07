package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a schema says about one place in an event, references resolved: the unit that is compared between releases.
 *
 * @param required whether the parent object always has it; false for the root and for array items
 * @param types JSON types
 * @param values allowed values; empty where there is no enum
 * @param extensible consumers must bear values that are not among {@code values}
 * @param pattern regular expression, or null
 * @param format format name, or null
 * @param limits by keyword; {@code uniqueItems} counts as 1
 * @param closed {@code additionalProperties: false}
 */
record Field(
        boolean required,
        SortedSet<String> types,
        SortedSet<String> values,
        boolean extensible,
        @Nullable String pattern,
        @Nullable String format,
        Map<String, BigDecimal> limits,
        boolean closed) {

    /** One line of the lock file; what is absent or false is left out. */
    ObjectNode toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        var typeNode = json.putArray("type");
        types.forEach(typeNode::add);
        flag(json, "required", required);
        if (!values.isEmpty()) {
            var node = json.putArray("enum");
            values.forEach(node::add);
        }
        flag(json, "extensible", extensible);
        if (pattern != null) {
            json.put("pattern", pattern);
        }
        if (format != null) {
            json.put("format", format);
        }
        if (!limits.isEmpty()) {
            var node = json.putObject("limits");
            new TreeMap<>(limits).forEach(node::put);
        }
        flag(json, "closed", closed);
        return json;
    }

    static Field fromJson(JsonNode json) {
        var limits = new TreeMap<String, BigDecimal>();
        json.path("limits")
                .properties()
                .forEach(l -> limits.put(l.getKey(), l.getValue().decimalValue()));
        return new Field(
                json.path("required").asBoolean(),
                texts(json.path("type")),
                texts(json.path("enum")),
                json.path("extensible").asBoolean(),
                text(json, "pattern"),
                text(json, "format"),
                limits,
                json.path("closed").asBoolean());
    }

    static SortedSet<String> texts(JsonNode node) {
        var texts = new TreeSet<String>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    static @Nullable String text(JsonNode json, String name) {
        return json.has(name) ? json.path(name).asText() : null;
    }

    private static void flag(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }
}
