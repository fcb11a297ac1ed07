package org.paincare.gateway.compose;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Puts the reports of the services side by side. A service that is down makes the answer partial and is named; a service
 * that refuses the caller makes the whole a refusal.
 *
 * @param own the gateway's own part, named like a service's
 */
record Composition(List<Part> parts, Optional<JsonObject> own) {

    Composition {
        parts = List.copyOf(parts);
    }

    Optional<Part.Refused> refusal() {
        return parts.stream()
                .filter(Part.Refused.class::isInstance)
                .map(Part.Refused.class::cast)
                .findFirst();
    }

    /** Nobody who answered has it. */
    boolean notFound() {
        return !parts.isEmpty() && parts.stream().allMatch(Part.Unknown.class::isInstance);
    }

    boolean nobodyAnswered() {
        return parts.stream().noneMatch(Part.Given.class::isInstance);
    }

    JsonObject body() {
        var named = new JsonArray();
        parts.forEach(part -> named.add(named(part)));
        own.ifPresent(named::add);
        return new JsonObject().put("parts", named);
    }

    private static JsonObject named(Part part) {
        var named = new JsonObject().put("service", part.service().id());
        if (part instanceof Part.Given(var service, var body)) {
            var rest = body.copy();
            rest.remove("service");
            rest.remove("status");
            return named.put("status", "OK").mergeIn(rest);
        }
        return named.put("status", "UNAVAILABLE");
    }
}
