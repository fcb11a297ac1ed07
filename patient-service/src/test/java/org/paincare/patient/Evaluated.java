package org.paincare.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.paincare.testing.http.Answer;

/** Evaluations of eligibility as they are read. */
final class Evaluated {

    private Evaluated() {}

    /** The patient's evaluations, newest first. */
    static List<JsonNode> of(UUID patient) {
        var items = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/eligibility-evaluations")
                .expect(200)
                .json()
                .get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /** The rules in the way, by comma. */
    static String blocking(Answer evaluation) {
        return StreamSupport.stream(evaluation.json().get("blockingRuleIds").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    static JsonNode rule(Answer evaluation, String id) {
        return StreamSupport.stream(evaluation.json().get("rules").spliterator(), false)
                .filter(rule -> rule.get("ruleId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
