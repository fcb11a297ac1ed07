package org.paincare.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paincare.gateway.route.Destination;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.route.Upstream;

/**
 * Merges the services' API documents into one. Only what the route table lets through is said, by the service it leads to;
 * a path every service carries is taken from the first that has it. The same documents always give the same text.
 */
final class OpenApiMerge {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String BEARER = "bearer";

    /** The error catalogue: of every service, and of the gateway itself. */
    private static final String CODES = "x-problem-codes";

    /** Where a service's path names the service itself, the merged document names it. */
    private static final String ITSELF = "{service}";

    private final RouteTable routes;
    private final String title;
    private final String version;
    private final String address;
    private final ObjectNode own;

    /** @param own what the gateway itself answers; its components refer to those that the services share */
    OpenApiMerge(RouteTable routes, String title, String version, String address, ObjectNode own) {
        this.routes = routes;
        this.title = title;
        this.version = version;
        this.address = address;
        this.own = own;
    }

    /**
     * @param documents by service, in the order in which they win
     * @param missing   services whose document is not known
     */
    ObjectNode merge(Map<Upstream, ObjectNode> documents, Collection<Upstream> missing) {
        var paths = new TreeMap<String, ObjectNode>();
        var tags = new TreeMap<String, JsonNode>();
        var operationIds = new HashSet<String>();
        var components = new TreeMap<String, TreeMap<String, JsonNode>>();
        documents.forEach((service, document) -> {
            ObjectNode renamed = new Components(service, document).mergeInto(components);
            addPaths(service, renamed, paths, operationIds);
            renamed.path("tags")
                    .forEach(tag -> tags.putIfAbsent(tag.path("name").asText(), tag));
        });

        addOwn(paths, tags, components);
        new GatewayAnswers(
                        routes,
                        components.getOrDefault("responses", new TreeMap<>()).keySet())
                .addTo(paths);

        ObjectNode merged = JSON.objectNode();
        merged.put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", title)
                .put("version", version)
                .put(
                        "description",
                        "Backend for clinics that treat chronic migraine and persistent headache with ketamine under"
                                + " professional supervision. It proposes, checks, alarms, records and explains; a"
                                + " clinician decides and signs.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        ((ObjectNode) merged.get("info"))
                .putObject("contact")
                .put("name", "Who runs this installation")
                .put("url", address);
        merged.putArray("servers").addObject().put("url", address);
        merged.putArray("security").addObject().putArray(BEARER);
        merged.putArray("tags").addAll(usedTags(tags, paths.values()));
        merged.putObject("paths").setAll(paths);
        ObjectNode sections = merged.putObject("components");
        components.forEach((section, named) -> sections.putObject(section).setAll(named));
        sections.putObject("securitySchemes")
                .putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        merged.putArray(CODES).addAll(ProblemCodes.of(documents.values(), CODES));
        if (!missing.isEmpty()) {
            var names = merged.putArray("x-missing-services");
            missing.stream().map(Upstream::id).sorted().forEach(names::add);
        }
        return merged;
    }

    private void addOwn(
            Map<String, ObjectNode> paths,
            Map<String, JsonNode> tags,
            Map<String, TreeMap<String, JsonNode>> components) {
        own.path("paths").properties().forEach(path -> paths.put(path.getKey(), (ObjectNode) path.getValue()));
        own.path("tags").forEach(tag -> tags.put(tag.path("name").asText(), tag));
        own.path("components")
                .properties()
                .forEach(section -> section.getValue()
                        .properties()
                        .forEach(named -> components
                                .computeIfAbsent(section.getKey(), s -> new TreeMap<>())
                                .put(named.getKey(), named.getValue())));
    }

    private void addPaths(
            Upstream service, ObjectNode document, Map<String, ObjectNode> paths, Set<String> operationIds) {
        document.path("paths").properties().forEach(entry -> {
            String reachedAt = entry.getKey().replace(ITSELF, service.id());
            if (entry.getValue() instanceof ObjectNode operations && published(reachedAt, service)) {
                ObjectNode path = paths.computeIfAbsent(reachedAt, p -> JSON.objectNode());
                operations.properties().forEach(operation -> {
                    if (!path.has(operation.getKey())) {
                        path.set(operation.getKey(), clean(service, operation.getValue(), operationIds));
                    }
                });
            }
        });
    }

    /** Whether a call to the path would get to this service. */
    private boolean published(String path, Upstream service) {
        Route route = routes.find(path);
        return route != null && (!(route.destination() instanceof Destination.Service(var owner)) || owner == service);
    }

    private static JsonNode clean(Upstream service, JsonNode operation, Set<String> operationIds) {
        if (!(operation instanceof ObjectNode cleaned)) {
            return operation;
        }
        // Who is asked for a token is the gateway's to say: the document's own rule, or none where an operation is
        // public.
        if (!cleaned.path("security").isArray() || !cleaned.path("security").isEmpty()) {
            cleaned.remove("security");
        }
        if (cleaned.path("parameters") instanceof ArrayNode parameters) {
            parameters.removeIf(parameter -> parameter.path("in").asText().equals("path")
                    && ITSELF.equals("{" + parameter.path("name").asText() + "}"));
        }
        String id = cleaned.path("operationId").asText();
        if (!id.isEmpty() && !operationIds.add(id)) {
            String unique = service.id() + "_" + id;
            operationIds.add(unique);
            cleaned.put("operationId", unique);
        }
        return cleaned;
    }

    private static Collection<JsonNode> usedTags(TreeMap<String, JsonNode> described, Collection<ObjectNode> paths) {
        var used = new TreeSet<String>();
        paths.forEach(path -> path.forEach(operation -> operation.path("tags").forEach(tag -> used.add(tag.asText()))));
        var all = new TreeMap<String, JsonNode>();
        used.forEach(name ->
                all.put(name, described.getOrDefault(name, JSON.objectNode().put("name", name))));
        return all.values();
    }
}
