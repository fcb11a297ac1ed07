package org.paincare.session.treatment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws the transition table for the service's README: a Mermaid diagram, the edges, the deadlines. */
final class StateDiagram {

    private StateDiagram() {}

    static String markdown(Deadlines deadlines) {
        return "```mermaid\n" + mermaid() + "```\n\n" + edges() + "\n" + staying() + "\n" + deadlines(deadlines);
    }

    private static String mermaid() {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> PLANNED\n");
        for (Edge edge : TransitionTable.edges()) {
            if (!edge.stays()) {
                text.append("    %s --> %s: %s%n".formatted(edge.from(), edge.to(), edge.command()));
            }
        }
        for (SessionState state : SessionState.values()) {
            if (state.isFinal()) {
                text.append("    %s --> [*]%n".formatted(state));
            }
        }
        return text.toString();
    }

    private static String edges() {
        var text = new StringBuilder("| from | command | to | guards | events |\n|---|---|---|---|---|\n");
        var rows = new LinkedHashMap<String, TreeSet<SessionState>>();
        for (Edge edge : TransitionTable.edges()) {
            if (!edge.stays()) {
                String rest = "| %s | %s | %s | %s |%n"
                        .formatted(edge.command(), edge.to(), guards(edge), String.join(", ", edge.events()));
                rows.computeIfAbsent(rest, key -> new TreeSet<>()).add(edge.from());
            }
        }
        rows.forEach((rest, from) ->
                text.append("| ").append(names(from)).append(' ').append(rest));
        return text.toString();
    }

    private static String staying() {
        var text =
                new StringBuilder("| recorded without a change of state | in | guards | event |\n|---|---|---|---|\n");
        var rows = new LinkedHashMap<String, TreeSet<SessionState>>();
        for (Edge edge : TransitionTable.edges()) {
            if (edge.stays()) {
                String key = edge.command() + "\t" + guards(edge) + "\t" + String.join(", ", edge.events());
                rows.computeIfAbsent(key, one -> new TreeSet<>()).add(edge.from());
            }
        }
        rows.forEach((key, in) -> {
            List<String> parts = List.of(key.split("\t", -1));
            text.append("| %s | %s | %s | %s |%n".formatted(parts.get(0), names(in), parts.get(1), parts.get(2)));
        });
        return text.toString();
    }

    private static String deadlines(Deadlines deadlines) {
        var text = new StringBuilder("| state | waits at most | counted from | then |\n|---|---|---|---|\n");
        deadlines
                .states()
                .forEach((state, deadline) -> text.append("| %s | %s | %s | %s %s to %s |%n"
                        .formatted(
                                state,
                                deadline.within(),
                                deadline.from(),
                                deadline.then(),
                                deadline.task(),
                                deadline.assignee())));
        return text.toString();
    }

    private static String guards(Edge edge) {
        return edge.guards().isEmpty()
                ? "–"
                : edge.guards().stream().map(Guard::name).collect(Collectors.joining(", "));
    }

    private static String names(TreeSet<SessionState> states) {
        return states.stream().map(SessionState::name).collect(Collectors.joining(", "));
    }
}
