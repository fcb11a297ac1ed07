package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every event contract of the house, read from the class path. The asyncapi document of each service is the index:
 * an event that it does not list does not exist. Immutable and safe for many threads.
 */
public final class Contracts {

    static final List<String> SERVICES = List.of("patient", "session", "outcome");
    static final String HEADERS = "common/headers.v1.json";
    static final String TYPES = "common/types.v1.json";

    private final SortedMap<EventType, Contract> byType = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> reserved = new TreeMap<>();
    private final Schemas schemas;

    private Contracts() {
        var texts = new HashMap<String, String>();
        texts.put(TYPES, ContractFiles.text(TYPES));
        texts.put(HEADERS, ContractFiles.text(HEADERS));
        for (var service : SERVICES) {
            index(service, texts);
        }
        schemas = new Schemas(texts);
    }

    /** The contracts of this build; read once. */
    public static Contracts load() {
        return Holder.CONTRACTS;
    }

    public List<EventType> eventTypes() {
        return List.copyOf(byType.keySet());
    }

    /** @throws IllegalArgumentException where no service publishes this event */
    public Contract contract(EventType type) {
        var contract = byType.get(type);
        if (contract == null) {
            throw new IllegalArgumentException("no contract for " + type);
        }
        return contract;
    }

    /** At least one per event. */
    public List<GoldenExample> examples(String eventType) {
        return contract(EventType.of(eventType)).examples();
    }

    /**
     * Holds data to the producer's schema: closed, formats checked.
     *
     * @return empty where the data is valid
     */
    public List<Violation> validate(String eventType, JsonNode data) {
        var type = contract(EventType.of(eventType)).type();
        return schemas.validate(schemaPath(type), data);
    }

    /** Holds the headers of a record to the CloudEvents profile of the house. */
    public List<Violation> validateHeaders(Map<String, String> headers) {
        var node = JsonNodeFactory.instance.objectNode();
        headers.forEach(node::put);
        return schemas.validate(HEADERS, node);
    }

    /** Names of removed events, per service; they are never used again. */
    SortedMap<String, SortedSet<String>> reservedEvents() {
        return reserved;
    }

    private void index(String service, Map<String, String> texts) {
        var document = ContractFiles.yaml(service + "/asyncapi.yaml");
        var topic = document.at("/channels/" + service + "/address").asText();
        var names = new TreeSet<String>();
        document.path("x-reserved").forEach(name -> names.add(name.asText()));
        reserved.put(service, names);
        for (var message : document.at("/components/messages")) {
            var type = EventType.of(message.path("name").asText());
            var text = ContractFiles.text(schemaPath(type));
            var schema = ContractFiles.parse(text, schemaPath(type));
            var stream =
                    Contract.Stream.valueOf(schema.path("x-stream").asText().toUpperCase(Locale.ROOT));
            var examples = new ArrayList<GoldenExample>();
            message.path("x-examples").forEach(name -> examples.add(example(type, name.asText())));
            texts.put(schemaPath(type), text);
            byType.put(type, new Contract(type, topic, stream, schema, List.copyOf(examples)));
        }
    }

    private static GoldenExample example(EventType type, String caseName) {
        var file = ContractFiles.json(type.service() + "/examples/" + type.file() + "." + caseName + ".json");
        var headers = new HashMap<String, String>();
        file.path("headers")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
        return new GoldenExample(type, caseName, headers, file.path("data"));
    }

    private static String schemaPath(EventType type) {
        return type.service() + "/schemas/" + type.file() + ".json";
    }

    private static final class Holder {
        private static final Contracts CONTRACTS = new Contracts();
    }
}
