package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a producer promises about one event.
 *
 * @param type the event
 * @param topic Kafka topic it travels on
 * @param stream whose order it keeps
 * @param schema the JSON Schema as written, references not resolved
 * @param examples at least one
 */
public record Contract(EventType type, String topic, Stream stream, JsonNode schema, List<GoldenExample> examples) {

    /** Whose order an event keeps: its id is the Kafka key and {@code ce_subject}. */
    public enum Stream {
        PATIENT("patientId"),
        CLINIC("clinicId");

        private final String idField;

        Stream(String idField) {
            this.idField = idField;
        }

        /** The field of the data that repeats {@code ce_subject}, so that the data can be read alone. */
        public String idField() {
            return idField;
        }
    }
}
