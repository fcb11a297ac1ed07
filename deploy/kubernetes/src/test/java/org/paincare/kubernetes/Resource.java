package org.paincare.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One resource of a rendering. */
record Resource(JsonNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    String group() {
        String version = json.path("apiVersion").asText();
        return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    }

    String version() {
        String version = json.path("apiVersion").asText();
        return version.substring(version.indexOf('/') + 1);
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    String namespace() {
        return json.at("/metadata/namespace").asText();
    }

    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /** The items of a list there, none where there is no list. */
    Stream<JsonNode> all(String pointer) {
        return items(json.at(pointer));
    }

    static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> all = new TreeMap<>();
        object.properties()
                .forEach(each -> all.put(each.getKey(), each.getValue().asText()));
        return all;
    }

    /** Every object anywhere in it that has that field, the field's value each. */
    List<JsonNode> everywhere(String field) {
        List<JsonNode> found = new ArrayList<>();
        gather(json, field, found);
        return found;
    }

    private static void gather(JsonNode node, String field, List<JsonNode> found) {
        if (node.has(field)) {
            found.add(node.get(field));
        }
        for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
            gather(each.next(), field, found);
        }
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
