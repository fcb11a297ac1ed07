package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The contracts of one release, laid flat. The lock file keeps the last accepted one: a line per field, so that a
 * review sees what was accepted.
 *
 * @param shapes by event type, the headers of all under {@link #HEADERS}
 * @param reservedEvents names of removed events, by service
 */
record ContractLock(SortedMap<String, Shape> shapes, SortedMap<String, SortedSet<String>> reservedEvents) {

    static final String HEADERS = "headers";
    static final String FILE = "released/contracts.lock.json";

    static ContractLock of(Contracts contracts) {
        var types = ContractFiles.json(Contracts.TYPES);
        var shapes = new TreeMap<String, Shape>();
        shapes.put(HEADERS, Shape.of("*", ContractFiles.json(Contracts.HEADERS), types));
        for (var type : contracts.eventTypes()) {
            var contract = contracts.contract(type);
            shapes.put(type.toString(), Shape.of(contract.topic(), contract.schema(), types));
        }
        return new ContractLock(shapes, contracts.reservedEvents());
    }

    static ContractLock released() {
        return read(ContractFiles.json(FILE));
    }

    static ContractLock read(JsonNode json) {
        var shapes = new TreeMap<String, Shape>();
        for (var entry : json.path("contracts").properties()) {
            var shape = entry.getValue();
            var fields = new TreeMap<String, Field>();
            shape.path("fields").properties().forEach(f -> fields.put(f.getKey(), Field.fromJson(f.getValue())));
            var reserved = Field.texts(shape.path("reserved"));
            shapes.put(entry.getKey(), new Shape(text(shape, "topic"), text(shape, "stream"), reserved, fields));
        }
        var reservedEvents = new TreeMap<String, SortedSet<String>>();
        json.path("reservedEvents")
                .properties()
                .forEach(e -> reservedEvents.put(e.getKey(), Field.texts(e.getValue())));
        return new ContractLock(shapes, reservedEvents);
    }

    boolean isReserved(EventType type) {
        return reservedEvents.getOrDefault(type.service(), new TreeSet<>()).contains(type.name());
    }

    /** What this build has and the released one has not, by event and pointer; only meaningful without breaches. */
    List<String> differences(ContractLock released) {
        var mine = lines();
        var theirs = released.lines();
        var found = new ArrayList<String>();
        mine.forEach((place, line) -> {
            if (!line.equals(theirs.get(place))) {
                found.add(place);
            }
        });
        theirs.keySet().stream().filter(place -> !mine.containsKey(place)).forEach(found::add);
        return found;
    }

    /** The text of the lock file, stable: the same contracts give the same bytes. */
    String write() {
        var out = new StringBuilder("{\n  \"reservedEvents\": {");
        join(out, reservedEvents, (service, names) -> "\n    \"" + service + "\": " + array(names));
        out.append("\n  },\n  \"contracts\": {");
        join(out, shapes, ContractLock::write);
        return out.append("\n  }\n}\n").toString();
    }

    private static String write(String name, Shape shape) {
        var out = new StringBuilder("\n    \"" + name + "\": {\n      \"topic\": \"" + shape.topic()
                + "\",\n      \"stream\": \"" + shape.stream() + "\",\n      \"reserved\": " + array(shape.reserved())
                + ",\n      \"fields\": {");
        join(out, shape.fields(), (pointer, field) -> "\n        \"" + pointer + "\": " + field.toJson());
        return out.append("\n      }\n    }").toString();
    }

    private SortedMap<String, String> lines() {
        var lines = new TreeMap<String, String>();
        reservedEvents.forEach((service, names) -> lines.put(service + " reserved", array(names)));
        shapes.forEach((name, shape) -> {
            lines.put(name, shape.topic() + " " + shape.stream() + " " + array(shape.reserved()));
            shape.fields()
                    .forEach((pointer, field) ->
                            lines.put(name + " " + pointer, field.toJson().toString()));
        });
        return lines;
    }

    private static <V> void join(StringBuilder out, SortedMap<String, V> map, BiFunction<String, V, String> line) {
        var separator = "";
        for (var entry : map.entrySet()) {
            out.append(separator).append(line.apply(entry.getKey(), entry.getValue()));
            separator = ",";
        }
    }

    private static String array(SortedSet<String> names) {
        return names.isEmpty() ? "[]" : "[\"" + String.join("\", \"", names) + "\"]";
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }
}
