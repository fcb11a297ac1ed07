package org.paincare.patient.eligibility.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object strictly: each read marks its field as known, {@link #close} reports the rest. Problems are
 * collected with their path instead of thrown, so that an author sees all of them at once; after a problem a harmless
 * stand-in is returned, and the file as a whole is refused.
 */
final class JsonFields implements AutoCloseable {

    private final JsonNode node;
    private final String path;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();

    JsonFields(JsonNode node, String path, List<String> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (!node.isObject()) {
            problem("must be an object");
        }
    }

    String path() {
        return path;
    }

    void problem(String what) {
        problems.add((path.isEmpty() ? "/" : path) + ": " + what);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** Reports every field nobody asked for. */
    @Override
    public void close() {
        names().stream().filter(name -> !known.contains(name)).forEach(name -> problem("unknown field " + name));
    }

    String text(String field) {
        String text = optionalText(field);
        if (text == null) {
            problem("needs " + field);
            return "";
        }
        return text;
    }

    @Nullable
    String optionalText(String field) {
        JsonNode value = take(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            problem(field + " must be a text");
            return "";
        }
        return value.textValue();
    }

    boolean flag(String field) {
        JsonNode value = take(field);
        if (value != null && !value.isBoolean()) {
            problem(field + " must be true or false");
        }
        return value != null && value.asBoolean();
    }

    BigDecimal number(String field) {
        BigDecimal number = optionalNumber(field);
        if (number == null) {
            problem("needs " + field);
            return BigDecimal.ZERO;
        }
        return number;
    }

    @Nullable
    BigDecimal optionalNumber(String field) {
        JsonNode value = take(field);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            problem(field + " must be a number");
            return BigDecimal.ZERO;
        }
        return value.decimalValue();
    }

    /** The texts of an array without repetition; empty when the field is absent. */
    List<String> texts(String field) {
        JsonNode value = take(field);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (!value.isArray()) {
            problem(field + " must be a list");
            return texts;
        }
        for (JsonNode item : value) {
            if (!item.isTextual() || texts.contains(item.textValue())) {
                problem(field + " must hold different texts");
                return texts;
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** Constants of an enum by name; all of them when the field is absent. */
    <T extends Enum<T>> Set<T> constants(String field, Class<T> type) {
        if (!has(field)) {
            return Set.of(type.getEnumConstants());
        }
        Set<T> constants = new HashSet<>();
        texts(field).forEach(name -> constants.add(constant(field, name, type)));
        if (constants.isEmpty()) {
            problem(field + " must not be empty");
        }
        return constants;
    }

    <T extends Enum<T>> T constant(String field, String name, Class<T> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    problem("%s must be one of %s, not %s"
                            .formatted(field, Arrays.toString(type.getEnumConstants()), name));
                    return type.getEnumConstants()[0];
                });
    }

    LocalText localText(String field) {
        JsonNode value = take(field);
        if (value == null) {
            problem("needs " + field);
            return new LocalText("", "");
        }
        return localText(new JsonFields(value, path + "/" + field, problems));
    }

    private static LocalText localText(JsonFields fields) {
        try (fields) {
            return new LocalText(fields.text("en"), fields.text("es"));
        }
    }

    /** An object of local texts; empty when the field is absent. */
    Map<String, LocalText> localTexts(String field) {
        Map<String, LocalText> texts = new LinkedHashMap<>();
        JsonNode value = take(field);
        if (value != null) {
            JsonFields inner = new JsonFields(value, path + "/" + field, problems);
            inner.names().forEach(name -> texts.put(name, inner.localText(name)));
        }
        return texts;
    }

    /** Reads the object in a field; null when the field is absent. */
    <T> @Nullable T child(String field, Function<JsonFields, T> reader) {
        JsonNode value = take(field);
        return value == null ? null : read(value, path + "/" + field, reader);
    }

    /** Reads the objects of an array; empty when the field is absent. */
    <T> List<T> children(String field, Function<JsonFields, T> reader) {
        JsonNode value = take(field);
        List<T> children = new ArrayList<>();
        if (value == null) {
            return children;
        }
        if (!value.isArray() || value.isEmpty()) {
            problem(field + " must be a list with something in it");
            return children;
        }
        int index = 0;
        for (JsonNode item : value) {
            children.add(read(item, path + "/" + field + "/" + index++, reader));
        }
        return children;
    }

    private <T> T read(JsonNode value, String at, Function<JsonFields, T> reader) {
        try (JsonFields fields = new JsonFields(value, at, problems)) {
            return reader.apply(fields);
        }
    }

    private @Nullable JsonNode take(String field) {
        known.add(field);
        return node.get(field);
    }
}
