package org.paincare.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The shape of every kind we write. A field that is not known is a fault: the API server would drop it, or refuse it. */
final class Schemas {

    private static final Set<String> CORE =
            Set.of("", "apps", "batch", "policy", "autoscaling", "networking.k8s.io", "admissionregistration.k8s.io");
    private static final String MODELS = "io.kubernetes.client.openapi.models.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonSchema> custom = new HashMap<>();

    Schemas() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/crds"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonNode definition = JSON.readTree(file.toFile());
                definition.get("versions").properties().forEach(version -> {
                    JsonNode schema = version.getValue();
                    close(schema);
                    String kind = definition.get("group").asText() + "/" + version.getKey() + "/"
                            + definition.get("kind").asText();
                    custom.put(kind, factory.getSchema(schema));
                });
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Objects take what they name and nothing else, except where their definition keeps unknown fields. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.elements().forEachRemaining(Schemas::close);
    }

    /** Its faults, none where it is right. */
    List<String> faults(Resource resource) {
        if (CORE.contains(resource.group())) {
            return coreFaults(resource);
        }
        JsonSchema schema = custom.get(resource.group() + "/" + resource.version() + "/" + resource.kind());
        if (schema == null) {
            return List.of("no schema of " + resource.json().path("apiVersion") + " " + resource.kind());
        }
        return schema.validate(resource.json()).stream()
                .map(fault -> fault.getMessage())
                .toList();
    }

    private static List<String> coreFaults(Resource resource) {
        String version = resource.version();
        String model = MODELS + version.substring(0, 1).toUpperCase() + version.substring(1) + resource.kind();
        try {
            Class.forName(model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(resource.json().toString()));
            return List.of();
        } catch (InvocationTargetException fault) {
            return List.of(String.valueOf(fault.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            return List.of("no model " + model);
        }
    }
}
