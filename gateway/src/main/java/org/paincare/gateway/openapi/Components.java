package org.paincare.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.paincare.gateway.route.Upstream;

/**
 * One document's components on their way into the merged ones. A name that already stands for something else gets the
 * service in front ({@code SessionActor}), here and in every reference. What refers to a renamed component differs from its
 * namesake too, so names are compared again until nothing changes.
 */
final class Components {

    private static final String REFERENCE = "#/components/";

    private final Upstream service;
    private final ObjectNode document;
    private final Map<String, String> renamed = new HashMap<>();

    Components(Upstream service, ObjectNode document) {
        this.service = service;
        this.document = document;
    }

    /** Adds the components; returns the document with its references following the new names. */
    ObjectNode mergeInto(TreeMap<String, TreeMap<String, JsonNode>> merged) {
        ObjectNode current = rewritten();
        while (findClashes(current, merged)) {
            current = rewritten();
        }
        current.path("components").properties().forEach(section -> {
            if (!section.getKey().equals("securitySchemes")) {
                var named = merged.computeIfAbsent(section.getKey(), s -> new TreeMap<>());
                section.getValue()
                        .properties()
                        .forEach(component ->
                                named.putIfAbsent(nameOf(section.getKey(), component.getKey()), component.getValue()));
            }
        });
        return current;
    }

    private boolean findClashes(ObjectNode current, TreeMap<String, TreeMap<String, JsonNode>> merged) {
        int before = renamed.size();
        current.path("components").properties().forEach(section -> {
            var named = merged.getOrDefault(section.getKey(), new TreeMap<>());
            section.getValue().properties().forEach(component -> {
                JsonNode namesake = named.get(component.getKey());
                if (namesake != null && !namesake.equals(component.getValue())) {
                    renamed.putIfAbsent(
                            REFERENCE + section.getKey() + "/" + component.getKey(), prefixed(component.getKey()));
                }
            });
        });
        return renamed.size() > before;
    }

    private String nameOf(String section, String name) {
        return renamed.getOrDefault(REFERENCE + section + "/" + name, name);
    }

    private String prefixed(String name) {
        String id = service.id();
        return Character.toUpperCase(id.charAt(0)) + id.substring(1) + name;
    }

    /** A copy of the document in which every reference to a renamed component has its new name. */
    private ObjectNode rewritten() {
        ObjectNode copy = document.deepCopy();
        rewrite(copy);
        return copy;
    }

    private void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(followed(field.getValue())));
            object.forEach(this::rewrite);
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, followed(array.get(i)));
                rewrite(array.get(i));
            }
        }
    }

    private JsonNode followed(JsonNode value) {
        if (value instanceof TextNode text && text.textValue().startsWith(REFERENCE)) {
            String name = renamed.get(text.textValue());
            if (name != null) {
                String old = text.textValue();
                return TextNode.valueOf(old.substring(0, old.lastIndexOf('/') + 1) + name);
            }
        }
        return value;
    }
}
