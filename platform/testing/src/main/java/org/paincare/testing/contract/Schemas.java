package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Compiled JSON Schemas (2020-12) with formats asserted; references stay inside the given texts, never the network. */
final class Schemas {

    private static final String BASE = "https://paincare.org/contracts/";
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();

    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** @param texts schema texts by their path, which is the end of their {@code $id} */
    Schemas(Map<String, String> texts) {
        var byId = texts.entrySet().stream().collect(Collectors.toMap(e -> BASE + e.getKey(), Map.Entry::getValue));
        var dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new NonValidationKeyword("x-stream"))
                .keyword(new NonValidationKeyword("x-reserved"))
                .keyword(new NonValidationKeyword("x-extensible"))
                .build();
        factory = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
                .metaSchema(dialect)
                .defaultMetaSchemaIri(dialect.getIri())
                .schemaLoaders(loaders -> loaders.schemas(byId))
                .build();
    }

    List<Violation> validate(String path, JsonNode node) {
        return violations(compiled.computeIfAbsent(path, p -> schema(BASE + p)), node);
    }

    /** Holds a schema to the 2020-12 meta-schema itself. */
    List<Violation> validateSchema(JsonNode schema) {
        return violations(compiled.computeIfAbsent(SchemaId.V202012, this::schema), schema);
    }

    private JsonSchema schema(String id) {
        return factory.getSchema(SchemaLocation.of(id), CONFIG);
    }

    private static List<Violation> violations(JsonSchema schema, JsonNode node) {
        return schema.validate(node).stream()
                .map(Schemas::violation)
                .sorted(Comparator.comparing(Violation::toString))
                .toList();
    }

    private static Violation violation(ValidationMessage message) {
        var parent = message.getInstanceLocation().toString();
        var property = message.getProperty();
        var pointer = property == null || parent.endsWith("/" + property) ? parent : parent + "/" + property;
        return new Violation(pointer, message.getType(), message.getMessage());
    }
}
