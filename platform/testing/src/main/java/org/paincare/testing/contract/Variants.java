package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What else a producer may send under the same contract as a golden example. */
final class Variants {

    /** A value no release has; the set that holds it is open. */
    static final String UNKNOWN_VALUE = "UNKNOWN_TO_THIS_CONSUMER";

    private final Shape shape;

    Variants(Shape shape) {
        this.shape = shape;
    }

    /**
     * An event of today's or a later release.
     *
     * @param what how it differs from the golden example
     * @param data the event
     */
    record Variant(String what, JsonNode data) {}

    /** Unknown optional fields, as a later minor release brings them, in every object. */
    List<Variant> withUnknownFields(JsonNode golden) {
        var found = new ArrayList<Variant>();
        shape.fields().forEach((pointer, field) -> {
            if (field.types().contains("object")) {
                var data = golden.deepCopy();
                var touched = at(data, pointer, this::addUnknownFields);
                if (touched) {
                    found.add(new Variant("unknown fields in " + (pointer.isEmpty() ? "the root" : pointer), data));
                }
            }
        });
        return found;
    }

    /** Each optional field left out in turn, then all at once. */
    List<Variant> withoutOptionalFields(JsonNode golden) {
        var found = new ArrayList<Variant>();
        var least = golden.deepCopy();
        for (var pointer : pointers(field -> !field.required())) {
            if (pointer.isEmpty() || pointer.endsWith("/*")) {
                continue;
            }
            var name = Shape.lastSegment(pointer);
            var data = golden.deepCopy();
            var parent = String.valueOf(Shape.parent(pointer));
            if (at(data, parent, node -> node.remove(name) != null)) {
                found.add(new Variant("without " + pointer, data));
                at(least, parent, node -> node.remove(name) != null);
            }
        }
        found.add(new Variant("without any optional field", least));
        return found;
    }

    /** A value that a later minor release may add, in every place with an extensible enum. */
    List<Variant> withUnknownValues(JsonNode golden) {
        var found = new ArrayList<Variant>();
        for (var pointer : pointers(Field::extensible)) {
            var data = golden.deepCopy();
            if (replace(data, segments(pointer))) {
                found.add(new Variant("unknown value in " + pointer, data));
            }
        }
        return found;
    }

    private boolean addUnknownFields(ObjectNode node) {
        node.put("zzUnknownText", "X").put("zzUnknownNumber", 1).put("zzUnknownFlag", true);
        node.putObject("zzUnknownObject").put("inner", "X");
        node.putArray("zzUnknownArray").add(1);
        return true;
    }

    private List<String> pointers(Predicate<Field> wanted) {
        return shape.fields().entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Applies a change to every object at a place; true where one changed. */
    private static boolean at(JsonNode data, String pointer, Predicate<ObjectNode> change) {
        var changed = new boolean[1];
        visit(data, segments(pointer), node -> {
            if (node instanceof ObjectNode object) {
                changed[0] |= change.test(object);
            }
        });
        return changed[0];
    }

    private static boolean replace(JsonNode data, List<String> path) {
        var changed = new boolean[1];
        BiConsumer<JsonNode, String> put = (parent, last) -> {
            if (parent instanceof ArrayNode array && !array.isEmpty()) {
                array.set(0, array.textNode(UNKNOWN_VALUE));
                changed[0] = true;
            } else if (parent instanceof ObjectNode object && object.has(last)) {
                object.put(last, UNKNOWN_VALUE);
                changed[0] = true;
            }
        };
        visit(data, path.subList(0, path.size() - 1), parent -> put.accept(parent, path.getLast()));
        return changed[0];
    }

    private static void visit(JsonNode node, List<String> path, Consumer<JsonNode> visitor) {
        if (path.isEmpty()) {
            visitor.accept(node);
            return;
        }
        var rest = path.subList(1, path.size());
        if (path.getFirst().equals("*")) {
            node.forEach(item -> visit(item, rest, visitor));
        } else if (node.has(path.getFirst())) {
            visit(node.get(path.getFirst()), rest, visitor);
        }
    }

    private static List<String> segments(String pointer) {
        return pointer.isEmpty() ? List.of() : List.of(pointer.substring(1).split("/"));
    }
}
