package org.paincare.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;

/** The shape of an event's content: every name stays, every value becomes the word for its kind. */
final class Masked {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{4,30}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

    private Masked() {}

    /** What cannot be read as JSON has the word {@code unreadable}. */
    static JsonNode of(String content) {
        try {
            return of(JSON.readTree(content));
        } catch (com.fasterxml.jackson.core.JsonProcessingException unreadable) {
            return NODES.textNode("unreadable");
        }
    }

    private static JsonNode of(JsonNode node) {
        if (node.isObject()) {
            var masked = NODES.objectNode();
            node.properties().forEach(field -> masked.set(field.getKey(), of(field.getValue())));
            return masked;
        }
        if (node.isArray()) {
            var masked = NODES.arrayNode();
            node.forEach(item -> masked.add(of(item)));
            return masked;
        }
        return NODES.textNode(kind(node));
    }

    private static String kind(JsonNode node) {
        if (node.isTextual()) {
            var text = node.textValue();
            if (UUID.matcher(text).matches()) {
                return "uuid";
            }
            if (DAY.matcher(text).matches()) {
                return "day";
            }
            if (TIME.matcher(text).matches()) {
                return "time";
            }
            return DECIMAL.matcher(text).matches() ? "decimal" : "text of " + text.length();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? "whole number" : "number";
        }
        return node.isBoolean() ? "boolean" : "null";
    }
}
