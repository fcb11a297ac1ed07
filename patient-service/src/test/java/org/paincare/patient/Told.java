package org.paincare.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.paincare.testing.TestServers;
import org.paincare.testing.contract.ProducerContract;

/** What this service has told of a patient, each event held to its contract. */
final class Told {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Told() {}

    /** The data of the patient's events of that name, in the order of their stream. */
    static List<JsonNode> by(UUID patient, String name) {
        var found = new ArrayList<JsonNode>();
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var select = database.prepareStatement(
                        "SELECT clinic_id, event_id, type, sequence, occurred_at, traceparent, data FROM"
                                + " (SELECT clinic_id, stream_id, event_id, type, sequence, occurred_at, traceparent, data FROM outbox"
                                + " UNION SELECT clinic_id, stream_id, event_id, type, sequence, occurred_at, traceparent, data FROM event_log) e"
                                + " WHERE stream_id = ? ORDER BY sequence")) {
            select.setObject(1, patient);
            var rows = select.executeQuery();
            while (rows.next()) {
                var headers = new LinkedHashMap<String, String>();
                headers.put("ce_specversion", "1.0");
                headers.put("ce_id", rows.getString("event_id"));
                headers.put("ce_source", "/paincare/patient");
                headers.put("ce_type", rows.getString("type"));
                headers.put("ce_subject", patient.toString());
                headers.put(
                        "ce_time",
                        rows.getObject("occurred_at", java.time.OffsetDateTime.class)
                                .toInstant()
                                .toString());
                headers.put("ce_clinicid", rows.getString("clinic_id"));
                headers.put("ce_sequence", rows.getString("sequence"));
                headers.put("ce_datacontenttype", "application/json");
                headers.put("traceparent", rows.getString("traceparent"));
                var data = JSON.readTree(rows.getString("data"));
                ProducerContract.assertValid(headers, data);
                if (rows.getString("type").endsWith("." + name + ".v1")) {
                    found.add(data);
                }
            }
        } catch (SQLException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
        return found;
    }
}
