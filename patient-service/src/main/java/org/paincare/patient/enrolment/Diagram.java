package org.paincare.patient.enrolment;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws the table of edges for the README; a test fails when the drawing there is an old one. */
final class Diagram {

    private Diagram() {}

    /** Mermaid, one line per pair of states; deaths are one line for all. */
    static String of(Map<State, Duration> deadlines) {
        var lines = Edge.TABLE.stream()
                .filter(edge -> edge.trigger() != Trigger.DIED)
                .collect(Collectors.groupingBy(
                        edge -> edge.from() + " --> " + edge.to(),
                        java.util.LinkedHashMap::new,
                        Collectors.mapping(edge -> label(edge, deadlines), Collectors.joining(", "))));
        var drawn = new StringBuilder("stateDiagram-v2\n    [*] --> REFERRED: referral\n");
        lines.forEach((pair, labels) ->
                drawn.append("    ").append(pair).append(": ").append(labels).append('\n'));
        return drawn.append("    note right of DECEASED: from every state, by the death recorded here\n")
                .toString();
    }

    private static String label(Edge edge, Map<State, Duration> deadlines) {
        var trigger = edge.trigger();
        return switch (trigger.kind()) {
            case COMMAND -> trigger.command() + (trigger.command().equals("decision") ? " " + edge.to() : "");
            case EVENT -> "event " + trigger.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case DEADLINE -> "after " + deadlines.get(edge.from()).toDays() + " days";
        };
    }
}
