package org.paincare.e2e.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Bodies that fit a schema well enough to get past the reading of them: every required field, those of the others that
 * are wished for, each of its type and within its limits.
 */
public final class Samples {

    private static final int DEEPEST = 6;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Texts of the forms that our patterns ask for; the first that matches is taken. */
    private static final List<String> FORMS = List.of(
            "SAMPLE",
            "CC",
            "E11",
            "0.5",
            "1.3",
            "G43.3",
            "es",
            "11001",
            "+573001234567",
            "sample-1",
            "ab".repeat(32),
            "/v1/plans/0197a000-0000-7000-8000-0000000000ff");

    private final ApiDocument document;
    private final SplittableRandom random;
    private final Predicate<String> isWished;

    /** @param isWished the optional fields to be filled in, by name */
    public Samples(ApiDocument document, SplittableRandom random, Predicate<String> isWished) {
        this.document = document;
        this.random = random;
        this.isWished = isWished;
    }

    public JsonNode of(JsonNode schema) {
        return of(schema, "", 0);
    }

    private JsonNode of(JsonNode reference, String name, int depth) {
        JsonNode schema = firstChoice(document.resolved(reference));
        if (schema.has("example")) {
            return schema.get("example");
        }
        if (schema.path("examples").path(0).isValueNode()) {
            return schema.path("examples").path(0);
        }
        if (schema.has("enum")) {
            JsonNode values = schema.get("enum");
            return values.get(random.nextInt(values.size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> JSON.numberNode(Math.round(number(schema)));
            case "number" -> JSON.numberNode(BigDecimal.valueOf(Math.round(number(schema))));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode(text(schema));
        };
    }

    private JsonNode firstChoice(JsonNode schema) {
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            for (JsonNode option : schema.path(choice)) {
                JsonNode resolved = document.resolved(option);
                if (!"null".equals(type(resolved))) {
                    return firstChoice(resolved);
                }
            }
        }
        return schema;
    }

    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (!"null".equals(each.asText())) {
                    return each.asText();
                }
            }
        }
        return type.isMissingNode() && schema.has("properties") ? "object" : type.asText("string");
    }

    private ObjectNode object(JsonNode schema, int depth) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || depth < DEEPEST && isWished.test(property.getKey())) {
                object.set(property.getKey(), of(property.getValue(), property.getKey(), depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int size = Math.max(least, depth < DEEPEST && isWished.test(name) ? 1 : 0);
        for (int i = 0; i < size; i++) {
            array.add(of(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private double number(JsonNode schema) {
        double least = schema.path("minimum").asDouble(1);
        double most = schema.path("maximum").asDouble(Math.max(least, 20));
        return least + random.nextDouble() * (most - least);
    }

    private String text(JsonNode schema) {
        String text = byFormat(schema);
        int least = schema.path("minLength").asInt(0);
        return text.length() < least ? text + "x".repeat(least - text.length()) : text;
    }

    private String byFormat(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date-time" -> "2026-01-15T10:%02d:00Z".formatted(random.nextInt(60));
            case "date" -> "1990-05-%02d".formatted(1 + random.nextInt(28));
            default -> byPattern(schema.path("pattern").asText());
        };
    }

    private String byPattern(String pattern) {
        if (pattern.isEmpty()) {
            return "Texto " + random.nextInt(1_000);
        }
        if (pattern.matches("[A-Za-z0-9]+(\\|[A-Za-z0-9]+)+")) {
            return pattern.substring(0, pattern.indexOf('|'));
        }
        return FORMS.stream()
                .filter(form -> form.matches(pattern))
                .findFirst()
                .orElseGet(() -> "Texto " + random.nextInt(1_000));
    }
}
