package org.paincare.gateway.compose;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.paincare.gateway.route.Upstream;

/**
 * Puts the parts of the services together. A service that is down makes the answer partial and is named; a service that
 * refuses the caller makes the whole a refusal, and so does the patient registry when it does not know the patient.
 *
 * @param own the gateway's own part, named like a service's
 */
record Composition(List<Part> parts, boolean items, Optional<JsonObject> own) {

    /** Where the services keep the time of a list's item, the first that is there counts. */
    private static final List<String> TIMES = List.of("at", "occurredAt", "recordedAt", "time");

    Composition {
        parts = List.copyOf(parts);
    }

    Optional<Part.Refused> refusal() {
        return parts.stream()
                .filter(Part.Refused.class::isInstance)
                .map(Part.Refused.class::cast)
                .findFirst();
    }

    /** Nothing there: the registry says so, or nobody who answered has it. */
    boolean notFound() {
        boolean registrySaysSo = items
                && parts.stream()
                        .anyMatch(part -> part instanceof Part.Unknown(var service) && service == Upstream.PATIENT);
        return registrySaysSo || (!parts.isEmpty() && parts.stream().allMatch(Part.Unknown.class::isInstance));
    }

    boolean nobodyAnswered() {
        return parts.stream().noneMatch(Part.Given.class::isInstance);
    }

    JsonObject body() {
        var named = new JsonArray();
        parts.forEach(part -> named.add(named(part)));
        own.ifPresent(named::add);
        var body = new JsonObject();
        if (items) {
            body.put("items", new JsonArray(merged()));
        }
        return body.put("parts", named);
    }

    private JsonObject named(Part part) {
        var named = new JsonObject().put("service", part.service().id());
        return switch (part) {
            case Part.Given(var service, var body) -> {
                var rest = body.copy();
                rest.remove("service");
                rest.remove("status");
                if (items) {
                    rest.remove("items");
                }
                yield named.put("status", "OK").mergeIn(rest);
            }
            // A list nobody of a service has heard of is an empty one; a report that is not there is missing.
            case Part.Unknown u -> named.put("status", items ? "OK" : "UNAVAILABLE");
            case Part.Refused r -> named.put("status", "UNAVAILABLE");
            case Part.Missing m -> named.put("status", "UNAVAILABLE");
        };
    }

    /** All items, newest first; those without a readable time last. */
    private List<JsonObject> merged() {
        var all = new ArrayList<JsonObject>();
        for (Part part : parts) {
            if (part instanceof Part.Given(var service, var body) && body.getValue("items") instanceof JsonArray list) {
                for (Object item : list) {
                    if (item instanceof JsonObject object) {
                        all.add(object.copy().put("service", service.id()));
                    }
                }
            }
        }
        all.sort(Comparator.comparing(Composition::time).reversed());
        return all;
    }

    private static Instant time(JsonObject item) {
        for (String field : TIMES) {
            if (item.getValue(field) instanceof String text) {
                try {
                    return OffsetDateTime.parse(text).toInstant();
                } catch (DateTimeParseException e) {
                    return Instant.MIN;
                }
            }
        }
        return Instant.MIN;
    }
}
