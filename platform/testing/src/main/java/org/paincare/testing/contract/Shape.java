package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A schema laid flat: every place of an event by its pointer, with {@code *} for the items of an array.
 *
 * @param topic Kafka topic, {@code *} for the headers of all
 * @param stream whose order it keeps, {@code *} for the headers of all
 * @param reserved names of fields that were removed; they are never used again
 * @param fields by pointer, the root under the empty one
 */
record Shape(String topic, String stream, SortedSet<String> reserved, SortedMap<String, Field> fields) {

    private static final Set<String> LIMITS =
            Set.of("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems");
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "title", "description", "x-stream", "x-reserved");
    private static final Set<String> UNDERSTOOD = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "uniqueItems",
            "enum",
            "x-extensible",
            "pattern",
            "format");

    /**
     * Lays a schema flat.
     *
     * @param types the shared types that {@code $ref} may name
     * @throws IllegalArgumentException for a keyword the comparison does not understand: what it cannot compare, a
     *     contract must not use
     */
    static Shape of(String topic, JsonNode schema, JsonNode types) {
        var fields = new TreeMap<String, Field>();
        lay("", schema, false, types, fields);
        var stream = schema.path("x-stream").asText("*");
        return new Shape(topic, stream, Field.texts(schema.path("x-reserved")), fields);
    }

    static String lastSegment(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** The pointer of the object or array that holds this place; null for the root. */
    static @Nullable String parent(String pointer) {
        return pointer.isEmpty() ? null : pointer.substring(0, pointer.lastIndexOf('/'));
    }

    private static void lay(
            String pointer, JsonNode written, boolean required, JsonNode types, SortedMap<String, Field> fields) {
        var schema = resolve(pointer, written, types);
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!LIMITS.contains(keyword) && !ANNOTATIONS.contains(keyword) && !UNDERSTOOD.contains(keyword)) {
                throw new IllegalArgumentException(pointer + ": the compatibility check does not know " + keyword);
            }
        });
        fields.put(pointer, field(schema, required));
        var mandatory = Field.texts(schema.path("required"));
        for (var property : schema.path("properties").properties()) {
            var name = property.getKey();
            lay(pointer + "/" + name, property.getValue(), mandatory.contains(name), types, fields);
        }
        if (schema.has("items")) {
            lay(pointer + "/*", schema.path("items"), false, types, fields);
        }
    }

    private static Field field(JsonNode schema, boolean required) {
        var limits = new TreeMap<String, BigDecimal>();
        LIMITS.stream()
                .filter(schema::has)
                .forEach(l -> limits.put(l, schema.path(l).decimalValue()));
        if (schema.path("uniqueItems").asBoolean()) {
            limits.put("uniqueItems", BigDecimal.ONE);
        }
        return new Field(
                required,
                Field.texts(schema.path("type")),
                Field.texts(schema.path("enum")),
                schema.path("x-extensible").asBoolean(),
                Field.text(schema, "pattern"),
                Field.text(schema, "format"),
                limits,
                schema.has("additionalProperties")
                        && !schema.path("additionalProperties").asBoolean(true));
    }

    /** A reference may carry a description and nothing else beside it. */
    private static JsonNode resolve(String pointer, JsonNode written, JsonNode types) {
        if (!written.has("$ref")) {
            return written;
        }
        var reference = written.path("$ref").asText();
        var target = types.at(reference.substring(reference.indexOf('#') + 1));
        if (target.isMissingNode() || !onlyDescribed(written)) {
            throw new IllegalArgumentException(
                    pointer + ": " + reference + " must name a shared type, with a description at most");
        }
        return target;
    }

    private static boolean onlyDescribed(JsonNode reference) {
        return reference.size() == 1 || reference.size() == 2 && reference.has("description");
    }
}
