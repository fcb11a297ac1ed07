package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a service is about to send to its own contract. Give it the headers and data exactly as they leave the
 * outbox.
 */
public final class ProducerContract {

    private ProducerContract() {}

    /** @throws AssertionError that lists every violation */
    public static void assertValid(Map<String, String> headers, JsonNode data) {
        fail(headers, violations(headers, data));
    }

    /**
     * The same for a whole Kafka record: also topic and key.
     *
     * @throws AssertionError that lists every violation
     */
    public static void assertRecord(String topic, String key, Map<String, String> headers, JsonNode data) {
        var found = new ArrayList<>(violations(headers, data));
        if (!key.equals(headers.get("ce_subject"))) {
            found.add(new Violation("/ce_subject", "key", "the Kafka key is " + key));
        }
        var type = headers.getOrDefault("ce_type", "");
        Contracts.load().eventTypes().stream()
                .filter(known -> known.toString().equals(type))
                .map(known -> Contracts.load().contract(known).topic())
                .filter(contracted -> !contracted.equals(topic))
                .forEach(contracted -> found.add(new Violation("", "topic", "belongs on " + contracted)));
        fail(headers, found);
    }

    /** @return empty where the event keeps its contract */
    public static List<Violation> violations(Map<String, String> headers, JsonNode data) {
        var contracts = Contracts.load();
        var found = new ArrayList<>(contracts.validateHeaders(headers));
        var ceType = headers.getOrDefault("ce_type", "");
        var type = contracts.eventTypes().stream()
                .filter(known -> known.toString().equals(ceType))
                .findFirst();
        if (type.isEmpty()) {
            found.add(new Violation("/ce_type", "unknownEvent", "no service publishes " + ceType));
            return found;
        }
        var contract = contracts.contract(type.get());
        found.addAll(contracts.validate(ceType, data));
        var source = "/paincare/" + contract.type().service();
        expect(found, "/ce_source", "owner", source, headers.get("ce_source"));
        var idField = contract.stream().idField();
        var subject = headers.get("ce_subject");
        expect(
                found,
                "/" + idField,
                "stream",
                String.valueOf(subject),
                data.path(idField).asText());
        if (contract.stream() == Contract.Stream.CLINIC) {
            expect(found, "/ce_clinicid", "stream", String.valueOf(subject), headers.get("ce_clinicid"));
        }
        return found;
    }

    private static void expect(
            List<Violation> found, String pointer, String keyword, String expected, @Nullable String actual) {
        if (!expected.equals(actual)) {
            found.add(new Violation(pointer, keyword, "must be " + expected));
        }
    }

    private static void fail(Map<String, String> headers, List<Violation> found) {
        if (!found.isEmpty()) {
            var lines = new StringBuilder(headers.getOrDefault("ce_type", "(no ce_type)") + " breaks its contract:");
            found.forEach(violation -> lines.append("\n  ").append(violation));
            throw new AssertionError(lines.toString());
        }
    }
}
