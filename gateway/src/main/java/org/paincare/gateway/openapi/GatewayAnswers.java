package org.paincare.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.paincare.gateway.route.Destination;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.RouteTable;

/**
 * Adds to each operation the refusals that the gateway itself makes there, which no service can know of. What a service
 * says of a status stays.
 */
final class GatewayAnswers {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final RouteTable routes;
    private final Set<String> described;

    /** @param described the responses that the merged document has; what is not among them is not referred to */
    GatewayAnswers(RouteTable routes, Set<String> described) {
        this.routes = routes;
        this.described = described;
    }

    void addTo(Map<String, ObjectNode> paths) {
        paths.forEach((path, operations) -> {
            Route route = routes.find(path);
            if (route != null) {
                operations.properties().forEach(each -> {
                    if (METHODS.contains(each.getKey()) && each.getValue() instanceof ObjectNode operation) {
                        addTo(operation, each.getKey().toUpperCase(Locale.ROOT), route);
                    }
                });
            }
        });
    }

    private void addTo(ObjectNode operation, String method, Route route) {
        Map<String, JsonNode> all = new TreeMap<>();
        operation.path("responses").properties().forEach(said -> all.put(said.getKey(), said.getValue()));
        add(all, "414", "AddressTooLong");
        add(all, "431", "HeadersTooLarge");
        add(all, "503", "ServiceUnavailable");
        if (!route.open()) {
            add(all, "401", "Unauthenticated");
            add(all, "403", "Forbidden");
        }
        if (!route.unlimited()) {
            add(all, "429", "TooManyRequests");
        }
        if (operation.has("requestBody")) {
            add(all, "408", "RequestTooSlow");
            add(all, "413", "TooLarge");
        }
        if (isOneServices(route.destination(method))) {
            add(all, "502", "ServiceFailed");
            add(all, "504", "ServiceTooSlow");
        }
        operation.putObject("responses").setAll(all);
    }

    /** Of an answer put together of several, what one does not give is named in it; the gateway's own asks nobody. */
    private static boolean isOneServices(Destination destination) {
        return switch (destination) {
            case Destination.Service s -> true;
            case Destination.ByResource r -> true;
            case Destination.Looked l -> true;
            case Destination.Knowing k -> true;
            case Destination.Own o -> false;
            case Destination.Pages p -> false;
            case Destination.Sections s -> false;
            case Destination.Composed c -> false;
        };
    }

    private void add(Map<String, JsonNode> all, String status, String response) {
        if (described.contains(response)) {
            all.putIfAbsent(
                    status, JsonNodeFactory.instance.objectNode().put("$ref", "#/components/responses/" + response));
        }
    }
}
