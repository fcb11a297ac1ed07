package org.paincare.e2e.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.e2e.openapi.Operation;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;

/**
 * One question asked twice by somebody of another clinic: once naming records that are there, once the same naming
 * records that never were. The two answers must show the same.
 *
 * @param what names the place of the foreign ids for the output
 * @param mayAnswer2xx where the foreign id only filters, or names something new in the caller's own clinic
 */
record Probe(
        Operation operation,
        String what,
        Belongings there,
        Belongings never,
        Belongings inPath,
        @Nullable JsonNode body,
        boolean mayAnswer2xx) {

    static final Map<String, String> NOT_IDS = Map.of(
            "date", "2026-01-10", "day", "2026-01-10", "instrument", "PHQ-9", "name", "roles", "protocolId", "DEMO-OUT");

    /**
     * All probes that this operation offers.
     *
     * @param isEmptyForStrangers for a list that answers 200 and nothing where the record is not known
     */
    static List<Probe> of(
            Operation operation,
            Belongings foreign,
            Belongings own,
            @Nullable JsonNode body,
            boolean isEmptyForStrangers) {
        Belongings never = foreign.thatNeverExisted();
        List<Probe> probes = new ArrayList<>();
        List<String> named = operation.in("path").stream()
                .map(Operation.Parameter::name)
                .filter(foreign::has)
                .toList();
        if (!named.isEmpty()) {
            probes.add(new Probe(operation, "path", foreign, never, foreign, body, isEmptyForStrangers));
        }
        if (named.size() > 1) {
            String last = named.getLast();
            probes.add(new Probe(
                    operation,
                    "last of path",
                    own.with(last, foreign),
                    own.with(last, never),
                    own,
                    body,
                    operation.method().equals("PUT")));
        }
        if (operation.in("query").stream().anyMatch(parameter -> foreign.has(parameter.name()))) {
            probes.add(new Probe(operation, "filter", foreign, never, own, body, true));
        }
        if (body != null && namesAny(body, foreign)) {
            probes.add(new Probe(operation, "body", foreign, never, own, body, false));
        }
        return probes;
    }

    private static boolean namesAny(JsonNode body, Belongings ids) {
        return ids.ids().keySet().stream().anyMatch(name -> !body.findValues(name).isEmpty());
    }

    /** A finding, or null where the two answers show the same and give nothing away. */
    @Nullable String findingOf(String role, Answer existing, Answer missing) {
        Shown first = Shown.of(existing, there.values());
        Shown second = Shown.of(missing, never.values());
        String question = operation + " (" + what + ") as " + role;
        if (!first.equals(second)) {
            return question + " tells existence:\n   there " + first + "\n   never " + second;
        }
        boolean isRefusal = first.status() / 100 == 4;
        boolean isAllowed2xx = mayAnswer2xx && first.status() / 100 == 2;
        return isRefusal || isAllowed2xx ? null : question + " answers " + first.status() + " " + first.body();
    }

    Answer askedOfExisting(Api caller) {
        return ask(caller, there);
    }

    Answer askedOfMissing(Api caller) {
        return ask(caller, never);
    }

    private Answer ask(Api caller, Belongings ids) {
        Map<String, String> path = new java.util.TreeMap<>(NOT_IDS);
        path.putAll(what.equals("filter") || what.equals("body") ? inPath.ids() : ids.ids());
        String address = operation.at(path);
        if (what.equals("filter")) {
            StringBuilder query = new StringBuilder("?");
            operation.in("query").stream()
                    .filter(parameter -> ids.has(parameter.name()))
                    .forEach(parameter -> query.append(parameter.name())
                            .append("=")
                            .append(ids.ids().get(parameter.name()))
                            .append("&"));
            address += query;
        }
        Api sending = caller.with("If-Match", "\"v0\"")
                .with("If-None-Match", "\"v0\"")
                .with("Idempotency-Key", UUID.randomUUID().toString());
        return sending.send(operation.method(), address, body == null ? null : naming(body, ids));
    }

    /** The body with the ids that it names replaced. */
    private JsonNode naming(JsonNode sample, Belongings ids) {
        JsonNode copy = sample.deepCopy();
        if (what.equals("body")) {
            ids.ids().forEach((name, id) -> copy.findParents(name).forEach(parent -> ((ObjectNode) parent)
                    .put(name, id)));
        }
        return copy;
    }
}
