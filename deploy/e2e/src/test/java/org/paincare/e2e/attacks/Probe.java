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
 * @param yields what else than a refusal may come
 */
record Probe(
        Operation operation,
        String what,
        Belongings there,
        Belongings never,
        Belongings inPath,
        @Nullable JsonNode body,
        Yield yields) {

    /** What a question about another's record may yield. */
    enum Yield {
        /** 4xx only. */
        REFUSAL,
        /** Also a 2xx that shows the same: the id only filters. */
        NOTHING_FOUND,
        /** Also a 2xx that makes something in the caller's own clinic, which is a new thing each time. */
        OWN_RECORD
    }

    private static final int LONGEST_SHOWN = 800;
    static final Map<String, String> NOT_IDS = Map.of(
            "date",
            "2026-01-10",
            "day",
            "2026-01-10",
            "instrument",
            "PHQ-9",
            "name",
            "roles",
            "protocolId",
            "DEMO-OUT");

    /** All probes that this operation offers. */
    static List<Probe> of(Operation operation, Belongings foreign, Belongings own, @Nullable JsonNode body) {
        Belongings never = foreign.thatNeverExisted();
        List<Probe> probes = new ArrayList<>();
        List<String> named = operation.in("path").stream()
                .map(Operation.Parameter::name)
                .filter(foreign::has)
                .toList();
        if (!named.isEmpty()) {
            probes.add(new Probe(operation, "path", foreign, never, foreign, body, Yield.REFUSAL));
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
                    operation.method().equals("PUT") ? Yield.OWN_RECORD : Yield.REFUSAL));
        }
        if (operation.in("query").stream().anyMatch(parameter -> foreign.has(parameter.name()))) {
            probes.add(new Probe(operation, "filter", foreign, never, own, body, Yield.NOTHING_FOUND));
        }
        if (body != null && namesAny(body, foreign)) {
            probes.add(new Probe(operation, "body", foreign, never, own, body, Yield.REFUSAL));
        }
        return probes;
    }

    private static boolean namesAny(JsonNode body, Belongings ids) {
        return ids.ids().keySet().stream()
                .anyMatch(name -> !body.findValues(name).isEmpty());
    }

    /** A finding, or null where the two answers show the same and give nothing away. */
    @Nullable
    String findingOf(String role, Answer existing, Answer missing) {
        Shown first = Shown.of(existing, there.values());
        Shown second = Shown.of(missing, never.values());
        String question = operation + " (" + what + ") as " + role;
        boolean isSuccess = first.status() / 100 == 2 && second.status() / 100 == 2;
        if (yields == Yield.OWN_RECORD && isSuccess && first.status() == second.status()) {
            return null;
        }
        if (!first.equals(second)) {
            return question + " tells existence:\n   there " + cut(first) + "\n   never " + cut(second);
        }
        boolean isRefusal = first.status() / 100 == 4;
        return isRefusal || yields == Yield.NOTHING_FOUND && isSuccess ? null : question + " answers " + cut(first);
    }

    private static String cut(Shown shown) {
        String text = shown.toString();
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
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
            ids.ids()
                    .forEach((name, id) ->
                            copy.findParents(name).forEach(parent -> ((ObjectNode) parent).put(name, id)));
        }
        return copy;
    }
}
