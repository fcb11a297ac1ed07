package org.paincare.platform.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.jspecify.annotations.Nullable;

/**
 * The service's {@code openapi-examples.json}: by method and path a request's body and the answer it got, as they were on
 * the wire. The end-to-end tests send them again and hold both to their schemas.
 */
final class Examples {

    private static final String FILE = "openapi-examples.json";

    private final JsonNode all;

    private Examples(JsonNode all) {
        this.all = all;
    }

    static Examples ofThisService() {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return new Examples(
                    file == null ? JsonNodeFactory.instance.objectNode() : new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    void putInto(String address, Operation operation) {
        JsonNode example = all.path(address);
        if (operation.getRequestBody() != null && example.has("request")) {
            put(operation.getRequestBody().getContent(), example.get("request"));
        }
        var answer = operation.getResponses() == null
                ? null
                : operation.getResponses().getAPIResponse(example.path("status").asText());
        if (answer != null && example.has("answer")) {
            put(answer.getContent(), example.get("answer"));
        }
    }

    private static void put(@Nullable Content content, JsonNode value) {
        if (content != null
                && content.getMediaTypes() != null
                && content.getMediaTypes().get("application/json") != null) {
            content.getMediaTypes()
                    .get("application/json")
                    .setExample(new ObjectMapper().convertValue(value, Object.class));
        }
    }
}
