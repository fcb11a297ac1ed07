package org.paincare.e2e.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;

/** Holds answers to what the document at {@code GET /openapi} says of them: status, media type and body. */
public final class DocumentedAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 300;

    private record Path(String template, Pattern pattern, int variables) {}

    private final JsonNode document;
    private final List<Path> paths = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final Map<String, String> findings = new ConcurrentSkipListMap<>();

    private DocumentedAnswers(JsonNode document) {
        this.document = document;
        document.path("paths")
                .fieldNames()
                .forEachRemaining(template -> paths.add(new Path(
                        template,
                        Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+")),
                        template.split("\\{", -1).length)));
        paths.sort(Comparator.comparingInt(Path::variables));
    }

    public static DocumentedAnswers of(Api gateway) {
        return new DocumentedAnswers(gateway.with("Accept", "application/json")
                .get("/openapi")
                .expect(200)
                .json());
    }

    static DocumentedAnswers of(JsonNode document) {
        return new DocumentedAnswers(document);
    }

    JsonNode document() {
        return document;
    }

    /** What the answers so far had that is not in the document: each kind of fault once, with the first that had it. */
    public Map<String, String> findings() {
        return findings;
    }

    /** Takes a look at an answer of the gateway's; what is not below {@code /v1} is not in the document. */
    public void look(Answer answer) {
        String[] request = answer.request().split(" ", 2);
        look(
                request[0],
                request[1],
                answer.status(),
                answer.header("Content-Type"),
                answer.response().body());
    }

    public void look(String method, String address, int status, String contentType, String body) {
        String path = address.replaceFirst("[?#].*", "");
        if (!path.startsWith("/v1/")) {
            return;
        }
        Optional<Path> found = paths.stream()
                .filter(each -> each.pattern().matcher(path).matches())
                .findFirst();
        JsonNode operation = found.map(
                        each -> document.path("paths").path(each.template()).path(method.toLowerCase(Locale.ROOT)))
                .orElseGet(MissingNode::getInstance);
        if (operation.isMissingNode()) {
            // A path or method nobody offers is refused before it is an operation.
            if (status < 400) {
                find(method + " " + path, "is not in the document", address);
            }
            return;
        }
        String where = method + " " + found.get().template() + " " + status;
        JsonNode response = operation.path("responses").path(Integer.toString(status));
        if (response.isMissingNode() && status >= 400) {
            response = operation.path("responses").path("default");
        }
        if (response.isMissingNode()) {
            find(where, "is no documented status", address);
            return;
        }
        JsonNode content = resolved(response).path("content");
        String type = contentType.replaceFirst(";.*", "").strip();
        if (body.isEmpty()) {
            return;
        }
        if (!content.has(type)) {
            find(where, "is documented as " + names(content) + ", not " + type, body);
        } else if (type.endsWith("json")) {
            validate(where, content.path(type).path("schema"), body);
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void validate(String where, JsonNode schema, String body) {
        try {
            for (String fault : faults(where, schema, JSON.readTree(body))) {
                find(where, fault, body);
            }
        } catch (JsonProcessingException e) {
            find(where, "is no JSON", body);
        }
    }

    /** @param where names the schema: the same name is the same schema */
    List<String> faults(String where, JsonNode schema, JsonNode value) {
        if (schema.isMissingNode() || schema.isEmpty()) {
            return List.of();
        }
        JsonSchema compiled = schemas.computeIfAbsent(where, name -> compiled(schema));
        return compiled.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .map(message -> message.replaceAll("\\[\\d+]", "[]"))
                .distinct()
                .toList();
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.putArray("allOf").add(schema);
        whole.putObject("components").set("schemas", document.at("/components/schemas"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    }

    private void find(String where, String fault, String shown) {
        findings.putIfAbsent(where + ": " + fault, shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            target = document.at(target.get("$ref").asText().substring(1));
        }
        return target;
    }
}
