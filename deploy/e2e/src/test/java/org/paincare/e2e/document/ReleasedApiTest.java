package org.paincare.e2e.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.whole.Whole;

/**
 * The gate of the HTTP interface, as {@code ReleasedContractsTest} is of the events: what a client of the released document
 * relies on is still there. Additions pass; a release writes its facts with {@code -Dopenapi.accept=true}.
 */
class ReleasedApiTest {

    private static final Path LOCK = Path.of("src/test/resources/released/openapi.lock");

    @Test
    void noReleasedOperationIsBroken() throws IOException {
        Whole.running().awaitReady();
        Map<String, String> working = ApiFacts.of(
                DocumentedAnswers.of(Whole.running().people().nobody()).document());
        if (Boolean.getBoolean("openapi.accept")) {
            if (Files.exists(LOCK)) {
                assertThat(ApiFacts.breaks(released(), working)).isEmpty();
            }
            Files.createDirectories(LOCK.getParent());
            Files.writeString(
                    LOCK,
                    working.entrySet().stream()
                            .map(fact -> fact.getKey() + " = " + fact.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
        assertThat(ApiFacts.breaks(released(), working))
                .as("changes that break a client of the released interface: where and which rule")
                .isEmpty();
    }

    private static Map<String, String> released() throws IOException {
        Map<String, String> facts = new TreeMap<>();
        for (String line : Files.readAllLines(LOCK)) {
            int at = line.lastIndexOf(" = ");
            facts.put(line.substring(0, at), line.substring(at + 3));
        }
        return facts;
    }

    @Test
    void theCheckNamesPathAndRule() throws IOException {
        String text = """
                {"paths": {"/v1/things": {"post": {"operationId": "postThings",
                  "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Ask"}}}},
                  "responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Told"}}}}}}}},
                 "components": {"schemas": {
                   "Ask": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["A", "B"]}, "more": {"type": "string"}}},
                   "Told": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}}}}}}""";
        JsonNode before = new ObjectMapper().readTree(text);
        JsonNode after = before.deepCopy();
        ObjectNode asked = (ObjectNode) after.at("/components/schemas/Ask");
        ((ArrayNode) asked.at("/properties/kind/enum")).remove(1);
        asked.putArray("required").add("more").add("new");
        ((ObjectNode) asked.get("properties")).putObject("new").put("type", "string");
        ObjectNode told = (ObjectNode) after.at("/components/schemas/Told");
        told.remove("required");
        ((ObjectNode) told.get("properties")).remove("name");

        assertThat(ApiFacts.breaks(ApiFacts.of(before), ApiFacts.of(after)))
                .containsExactlyInAnyOrder(
                        "asks Ask /kind value B: VALUE_REMOVED",
                        "asks Ask /more: NOW_REQUIRED",
                        "asks Ask /new: REQUIRED_ADDED",
                        "answers Told /id: NO_LONGER_ALWAYS_THERE",
                        "answers Told /name: PART_REMOVED");
        assertThat(ApiFacts.breaks(ApiFacts.of(before), ApiFacts.of(before))).isEmpty();
        assertThat(ApiFacts.breaks(new TreeMap<>(), ApiFacts.of(after))).isEmpty();
    }
}
