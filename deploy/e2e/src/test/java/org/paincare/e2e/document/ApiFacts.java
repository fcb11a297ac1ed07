package org.paincare.e2e.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A document as facts that a client relies on, one line each: {@code POST /v1/patients asks /birthDate = string!}. A
 * named schema is told once for requests and once for answers; {@code !} is required.
 */
final class ApiFacts {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;
    private final Map<String, String> facts = new TreeMap<>();
    private final Set<String> told = new HashSet<>();

    private ApiFacts(JsonNode document) {
        this.document = document;
    }

    static Map<String, String> of(JsonNode document) {
        ApiFacts all = new ApiFacts(document);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        all.operation(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue());
                    }
                }));
        return all.facts;
    }

    private void operation(String name, JsonNode operation) {
        facts.put(name, operation.path("operationId").asText());
        operation.path("parameters").forEach(reference -> {
            JsonNode parameter = resolved(reference);
            schema(
                    name + " takes " + parameter.path("in").asText() + "/"
                            + parameter.path("name").asText(),
                    parameter.path("schema"),
                    parameter.path("required").asBoolean(),
                    "asks");
        });
        JsonNode body = resolved(operation.path("requestBody"));
        body.path("content")
                .properties()
                .forEach(media -> schema(
                        name + " asks " + media.getKey(),
                        media.getValue().path("schema"),
                        body.path("required").asBoolean(),
                        "asks"));
        operation.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                facts.put(name + " answers " + response.getKey(), "");
                resolved(response.getValue())
                        .path("content")
                        .properties()
                        .forEach(media -> schema(
                                name + " answers " + response.getKey() + " " + media.getKey(),
                                media.getValue().path("schema"),
                                true,
                                "answers"));
            }
        });
    }

    private void schema(String where, JsonNode schema, boolean required, String direction) {
        facts.put(where, shape(schema) + (required ? "!" : ""));
        inside(where, schema, direction);
    }

    private void inside(String where, JsonNode schema, String direction) {
        String named = name(schema);
        if (named != null) {
            if (told.add(direction + named)) {
                inside(
                        direction + " " + named,
                        document.path("components").path("schemas").path(named),
                        direction);
            }
            return;
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        schema.path("properties")
                .properties()
                .forEach(field -> schema(
                        where + " /" + field.getKey(), field.getValue(), required.contains(field.getKey()), direction));
        if (schema.has("items")) {
            schema(where + " /-", schema.path("items"), true, direction);
        }
        if (schema.path("enum").isArray()) {
            schema.path("enum").forEach(value -> facts.put(where + " value " + value.asText(), ""));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(choice).forEach(each -> inside(where + " or", each, direction));
        }
    }

    private static String shape(JsonNode schema) {
        String named = name(schema);
        if (named != null) {
            return named;
        }
        JsonNode type = schema.path("type");
        return (type.isArray() ? type.toString() : type.asText("any"))
                + (schema.has("format") ? ":" + schema.path("format").asText() : "");
    }

    private static @org.jspecify.annotations.Nullable String name(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith(SCHEMAS) ? reference.substring(SCHEMAS.length()) : null;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What a client built for the released document meets that is no longer so: path, rule and the two readings. */
    static List<String> breaks(Map<String, String> released, Map<String, String> working) {
        List<String> breaks = new ArrayList<>();
        released.forEach((where, was) -> {
            String is = working.get(where);
            boolean isRequest = where.contains(" asks ") || where.contains(" takes ") || where.startsWith("asks ");
            if (is == null) {
                breaks.add(where + ": " + (where.contains(" value ") ? "VALUE" : "PART") + "_REMOVED");
            } else if (!is.equals(was)) {
                // An answer of which nothing was said may be described: nobody could rely on its shape.
                boolean wasUnsaid = !isRequest && was.replace("!", "").equals("any");
                boolean onlyRequired = wasUnsaid || is.replace("!", "").equals(was.replace("!", ""));
                if (!onlyRequired) {
                    breaks.add(where + ": CHANGED from " + was + " to " + is);
                } else if (isRequest && is.endsWith("!")) {
                    breaks.add(where + ": NOW_REQUIRED");
                } else if (!isRequest && was.endsWith("!") && !is.endsWith("!")) {
                    breaks.add(where + ": NO_LONGER_ALWAYS_THERE");
                }
            }
        });
        working.forEach((where, is) -> {
            boolean isRequest = where.contains(" asks ") || where.contains(" takes ") || where.startsWith("asks ");
            if (isRequest && is.endsWith("!") && !released.containsKey(where) && isOfReleased(where, released)) {
                breaks.add(where + ": REQUIRED_ADDED");
            }
        });
        return breaks;
    }

    /** Whether the operation or schema that has this part was there before. */
    private static boolean isOfReleased(String where, Map<String, String> released) {
        int end = where.startsWith("asks ") ? where.indexOf(" /") : where.indexOf(' ', where.indexOf(' ') + 1);
        String owner = end < 0 ? where : where.substring(0, end);
        return released.keySet().stream().anyMatch(each -> each.equals(owner) || each.startsWith(owner + " "));
    }
}
