package org.paincare.gateway.compose;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Upstream;

/**
 * Puts the sections of the services into one object. A section that several have ({@code {items, more}}) holds the items of
 * all by {@code dueAt}; of anything else the first service's word stands. Who could not answer is named in {@code partial}.
 */
final class Sections {

    private Sections() {}

    static JsonObject of(List<Part> parts) {
        var whole = new JsonObject();
        for (Part part : parts) {
            if (part instanceof Part.Given(var service, var body)) {
                body.forEach(field -> {
                    if (whole.getValue(field.getKey()) instanceof JsonObject known
                            && field.getValue() instanceof JsonObject more
                            && isList(known)
                            && isList(more)) {
                        whole.put(field.getKey(), together(known, more));
                    } else if (!whole.containsKey(field.getKey())) {
                        whole.put(field.getKey(), field.getValue());
                    }
                });
            }
        }
        return whole.put("partial", partial(parts, false));
    }

    private static boolean isList(JsonObject section) {
        return section.getValue("items") instanceof JsonArray;
    }

    private static JsonObject together(JsonObject one, JsonObject other) {
        List<Object> items = Stream.of(one, other)
                .flatMap(section -> section.getJsonArray("items").stream())
                .sorted(Comparator.comparing(
                        item -> item instanceof JsonObject object ? String.valueOf(object.getValue("dueAt")) : ""))
                .toList();
        return new JsonObject()
                .put("items", new JsonArray(items))
                .put("more", isTrue(one.getValue("more")) || isTrue(other.getValue("more")));
    }

    private static boolean isTrue(Object value) {
        return Boolean.TRUE.equals(value);
    }

    /**
     * Services whose part is missing, with the reason.
     *
     * @param unknownIsNothing where a service that has not heard of the record has nothing of it
     */
    static JsonArray partial(List<Part> parts, boolean unknownIsNothing) {
        var missing = new JsonArray();
        for (Part part : parts) {
            switch (part) {
                case Part.Missing(var service, var code) -> missing.add(named(service, code));
                case Part.Unknown(var service) -> {
                    if (!unknownIsNothing) {
                        missing.add(named(service, ProblemCode.NOT_FOUND));
                    }
                }
                case Part.Given g -> {}
                case Part.Refused r -> {}
            }
        }
        return missing;
    }

    private static JsonObject named(Upstream service, ProblemCode code) {
        return new JsonObject().put("service", service.id()).put("code", code.name());
    }
}
