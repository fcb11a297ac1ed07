package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An event as its producer sends it, owned by the producer and read by every consumer's test.
 *
 * @param type the event
 * @param caseName what makes this example worth having, kebab-case
 * @param headers the headers of the Kafka record
 * @param data the value of the Kafka record; callers get a copy that they may change
 */
public record GoldenExample(EventType type, String caseName, Map<String, String> headers, JsonNode data) {

    public GoldenExample {
        headers = Map.copyOf(headers);
    }

    @Override
    public JsonNode data() {
        return data.deepCopy();
    }

    @Override
    public String toString() {
        return type + " (" + caseName + ")";
    }
}
