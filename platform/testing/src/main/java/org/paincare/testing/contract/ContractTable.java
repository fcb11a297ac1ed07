package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** The fields of every event as a Markdown table, for the README of platform/contracts. */
final class ContractTable {

    static final String BEGIN = "<!-- generated: events -->";
    static final String END = "<!-- end: events -->";

    private ContractTable() {}

    /** The README with the part between the marks written anew. */
    static String update(String readme, Contracts contracts) {
        var begin = readme.indexOf(BEGIN);
        var end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the README has lost its marks " + BEGIN + " and " + END);
        }
        return readme.substring(0, begin) + BEGIN + "\n\n" + tables(contracts) + "\n" + readme.substring(end);
    }

    private static String tables(Contracts contracts) {
        return Contracts.SERVICES.stream()
                .map(service -> table(
                        service,
                        contracts.eventTypes().stream()
                                .filter(type -> type.service().equals(service))
                                .map(contracts::contract)
                                .toList()))
                .collect(Collectors.joining("\n"));
    }

    private static String table(String service, List<Contract> contracts) {
        var rows = contracts.stream()
                .map(c -> "| " + c.type().name() + (c.stream() == Contract.Stream.CLINIC ? " (stream: clinic)" : "")
                        + " | " + fields(c.schema()) + " |\n")
                .collect(Collectors.joining());
        return "### `" + contracts.getFirst().topic() + "`, owned by " + service
                + "-service\n\n| event | data |\n|---|---|\n" + rows;
    }

    private static String fields(JsonNode object) {
        var required = Field.texts(object.path("required"));
        return object.path("properties").properties().stream()
                .map(p -> p.getKey() + (required.contains(p.getKey()) ? "" : "?") + inner(p.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String inner(JsonNode schema) {
        if (schema.has("properties")) {
            return " {" + fields(schema) + "}";
        }
        if (schema.has("items")) {
            return "[]" + inner(schema.path("items"));
        }
        return "";
    }
}
