package org.paincare.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeMap;
import org.paincare.gateway.problem.Language;
import org.paincare.gateway.problem.ProblemCode;

/** Every code that a refusal can carry, in alphabetical order; a service's own words for a code win over the gateway's. */
final class ProblemCodes {

    private ProblemCodes() {}

    static Collection<JsonNode> of(Collection<ObjectNode> documents, String extension) {
        var codes = new TreeMap<String, JsonNode>();
        documents.forEach(document -> document.path(extension)
                .forEach(code -> codes.putIfAbsent(code.path("code").asText(), code)));
        for (ProblemCode code : ProblemCode.values()) {
            codes.putIfAbsent(
                    code.name(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("code", code.name())
                            .put("en", code.title(Language.EN))
                            .put("es", code.title(Language.ES))
                            .put("status", code.status()));
        }
        return codes.values();
    }
}
