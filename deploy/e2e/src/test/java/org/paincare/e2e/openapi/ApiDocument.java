package org.paincare.e2e.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.http.Api;

/** The document at {@code GET /openapi}: what can be called, with which parameters and bodies. */
public final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    public static ApiDocument of(Api gateway) {
        return at(gateway, "/openapi");
    }

    static ApiDocument at(Api program, String path) {
        return new ApiDocument(
                program.with("Accept", "application/json").get(path).expect(200).json());
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        List<Operation.Parameter> parameters = new ArrayList<>();
                        path.getValue().path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
                        method.getValue().path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
                        operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                List.copyOf(parameters),
                                body(method.getValue())));
                    }
                }));
        return operations;
    }

    private Operation.Parameter parameter(JsonNode node) {
        JsonNode parameter = resolved(node);
        return new Operation.Parameter(
                parameter.path("name").asText(), parameter.path("in").asText(), resolved(parameter.path("schema")));
    }

    private @Nullable JsonNode body(JsonNode operation) {
        JsonNode schema = resolved(operation.path("requestBody"))
                .path("content")
                .path("application/json")
                .path("schema");
        return schema.isMissingNode() ? null : schema;
    }

    /** What a reference points to, or the node itself. */
    JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            target = root.at(target.get("$ref").asText().substring(1));
        }
        return target.isMissingNode() ? JsonNodeFactory.instance.objectNode() : target;
    }
}
