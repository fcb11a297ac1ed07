package org.paincare.platform.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.web.Page;

/** Pages, names of pages, lists of constants, patterns, and which fields of an answer are always there. */
final class Shapes {

    private static final String SCHEMAS = "#/components/schemas/";

    /** Jackson's own classes stand for any JSON. */
    private static final Set<String> ANYTHING = Set.of("JsonNode", "ObjectNode", "JsonNodeType");

    private final OpenAPI document;
    private final RecordFields fields;
    private final Map<String, Schema> schemas = new TreeMap<>();

    Shapes(OpenAPI document, IndexView index) {
        this.document = document;
        this.fields = new RecordFields(index);
    }

    void settle() {
        operations().forEach(operation -> answers(operation).forEach(Shapes::wrapPage));
        if (document.getComponents().getSchemas() != null) {
            schemas.putAll(document.getComponents().getSchemas());
        }
        Map<String, String> renamed = pageNames();
        Map<String, Schema> constants = ambiguousConstants();
        everySchema(schema -> {
            String name = nameOf(schema.getRef());
            if (name != null && ANYTHING.contains(name)) {
                schema.setRef(null);
            } else if (name != null && constants.containsKey(name)) {
                inline(schema, constants.get(name));
            } else if (name != null && renamed.containsKey(name)) {
                schema.setRef(SCHEMAS + renamed.get(name));
            }
            if (schema.getPattern() != null) {
                schema.setPattern(Patterns.ecma(schema.getPattern()));
            }
        });
        var settled = new TreeMap<String, Schema>();
        schemas.forEach((name, schema) -> settled.put(renamed.getOrDefault(name, name), schema));
        constants.keySet().forEach(settled::remove);
        schemas.clear();
        schemas.putAll(settled);
        Set<String> asked = new HashSet<>();
        Set<String> answered = new HashSet<>();
        for (Operation operation : operations()) {
            if (operation.getRequestBody() != null) {
                reach(operation.getRequestBody().getContent(), asked);
            }
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> reach(parameter.getSchema(), asked));
            }
            answers(operation).forEach(answer -> reach(answer.getContent(), answered));
        }
        answered.stream().filter(name -> !asked.contains(name)).forEach(this::requireFields);
        settled.keySet()
                .removeIf(name ->
                        !asked.contains(name) && !answered.contains(name) && !name.startsWith(SharedParts.PROBLEM));
        document.getComponents().setSchemas(settled);
    }

    private void requireFields(String name) {
        Schema schema = schemas.get(name);
        if (schema != null && schema.getProperties() != null) {
            List<String> always =
                    fields.alwaysThere(name, schema.getProperties().keySet());
            if (!always.isEmpty()) {
                schema.setRequired(always);
            }
        }
    }

    private static void wrapPage(APIResponse answer) {
        if (!Page.DESCRIBED.equals(answer.getDescription()) || answer.getContent() == null) {
            return;
        }
        answer.getContent().getMediaTypes().values().forEach(media -> {
            var items = OASFactory.createSchema().addType(SchemaType.ARRAY).items(media.getSchema());
            media.setSchema(OASFactory.createSchema()
                    .addType(SchemaType.OBJECT)
                    .addProperty("items", items)
                    .addProperty(
                            "next",
                            OASFactory.createSchema()
                                    .addType(SchemaType.STRING)
                                    .description("Cursor of the next page; absent on the last"))
                    .required(List.of("items")));
        });
    }

    /** A page is called by what it holds: {@code BookingPage}, not {@code PageView3}. */
    private Map<String, String> pageNames() {
        var names = new TreeMap<String, String>();
        schemas.forEach((name, schema) -> {
            Schema items = schema.getProperties() == null
                    ? null
                    : schema.getProperties().get("items");
            if (name.startsWith("Page")
                    && items != null
                    && items.getItems() != null
                    && schema.getProperties().containsKey("next")) {
                String held = nameOf(items.getItems().getRef());
                String called = held == null ? name : held + "Page";
                if (!schemas.containsKey(called) && !names.containsValue(called)) {
                    names.put(name, called);
                }
                schema.setRequired(List.of("items"));
            }
        });
        return names;
    }

    /** Constants whose name says nothing outside their class (Kind, State, Kind2): told where they are used. */
    private Map<String, Schema> ambiguousConstants() {
        var found = new TreeMap<String, Schema>();
        schemas.forEach((name, schema) -> {
            String family = name.replaceAll("\\d+$", "");
            boolean isFamily = schemas.containsKey(family + "1") || !family.equals(name);
            boolean isGeneric = Set.of(
                            "Kind", "State", "Status", "Source", "Method", "Outcome", "Phase", "Role", "Reason")
                    .contains(family);
            if (schema.getEnumeration() != null && (isFamily || isGeneric)) {
                found.put(name, schema);
            }
        });
        return found;
    }

    private static void inline(Schema reference, Schema constants) {
        reference.setRef(null);
        reference.setType(constants.getType());
        reference.setEnumeration(constants.getEnumeration());
    }

    private List<Operation> operations() {
        var all = new ArrayList<Operation>();
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> all.addAll(path.getOperations().values()));
        return all;
    }

    private static List<APIResponse> answers(Operation operation) {
        return operation.getResponses() == null
                ? List.of()
                : List.copyOf(operation.getResponses().getAPIResponses().values());
    }

    private void everySchema(Consumer<Schema> visitor) {
        Map<Schema, Boolean> seen = new IdentityHashMap<>();
        schemas.values().forEach(schema -> visit(schema, visitor, seen));
        for (Operation operation : operations()) {
            if (operation.getRequestBody() != null) {
                contents(operation.getRequestBody().getContent()).forEach(schema -> visit(schema, visitor, seen));
            }
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> visit(parameter.getSchema(), visitor, seen));
            }
            answers(operation)
                    .forEach(answer -> contents(answer.getContent()).forEach(schema -> visit(schema, visitor, seen)));
        }
    }

    private static List<Schema> contents(@Nullable Content content) {
        var found = new ArrayList<Schema>();
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().values().forEach(media -> {
                if (media.getSchema() != null) {
                    found.add(media.getSchema());
                }
            });
        }
        return found;
    }

    private static void visit(@Nullable Schema schema, Consumer<Schema> visitor, Map<Schema, Boolean> seen) {
        if (schema == null || seen.put(schema, true) != null) {
            return;
        }
        parts(schema).forEach(part -> visit(part, visitor, seen));
        visitor.accept(schema);
    }

    private static List<Schema> parts(Schema schema) {
        var parts = new ArrayList<Schema>();
        if (schema.getProperties() != null) {
            parts.addAll(new LinkedHashMap<>(schema.getProperties()).values());
        }
        for (List<Schema> choice : choices(schema)) {
            parts.addAll(choice);
        }
        if (schema.getItems() != null) {
            parts.add(schema.getItems());
        }
        if (schema.getAdditionalPropertiesSchema() != null) {
            parts.add(schema.getAdditionalPropertiesSchema());
        }
        return parts;
    }

    private static List<List<Schema>> choices(Schema schema) {
        var choices = new ArrayList<List<Schema>>();
        for (List<Schema> choice : new ArrayList<@Nullable List<Schema>>(
                java.util.Arrays.asList(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf()))) {
            if (choice != null) {
                choices.add(choice);
            }
        }
        return choices;
    }

    private void reach(@Nullable Content content, Set<String> reached) {
        contents(content).forEach(schema -> reach(schema, reached));
    }

    private void reach(@Nullable Schema schema, Set<String> reached) {
        if (schema == null) {
            return;
        }
        String name = nameOf(schema.getRef());
        if (name != null && reached.add(name)) {
            reach(schemas.get(name), reached);
        }
        parts(schema).forEach(part -> reach(part, reached));
    }

    private static @Nullable String nameOf(@Nullable String reference) {
        return reference != null && reference.startsWith(SCHEMAS) ? reference.substring(SCHEMAS.length()) : null;
    }
}
