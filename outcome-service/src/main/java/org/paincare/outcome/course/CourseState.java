package org.paincare.outcome.course;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a course stands, and the only ways on. RELAPSE and NON_RESPONSE end it: what follows is a prescriber's decision. */
public enum CourseState {
    /** Waits for a first response; the series' end and the windows after it are its deadline. */
    ONSET_PENDING,
    RESPONSE,
    SUSTAINED,
    RELAPSE,
    NON_RESPONSE;

    /** What a closed window can show. */
    public enum Event {
        FIRST_RESPONSE,
        RESPONSE_SUSTAINED,
        RELAPSED_OVER_WINDOWS,
        RELAPSED_AT_ONCE,
        NO_RESPONSE
    }

    /** One allowed transition. */
    public record Edge(CourseState from, Event event, CourseState to) {}

    private static final List<Edge> EDGES = List.of(
            new Edge(ONSET_PENDING, Event.FIRST_RESPONSE, RESPONSE),
            new Edge(ONSET_PENDING, Event.NO_RESPONSE, NON_RESPONSE),
            new Edge(RESPONSE, Event.RESPONSE_SUSTAINED, SUSTAINED),
            new Edge(RESPONSE, Event.RELAPSED_OVER_WINDOWS, RELAPSE),
            new Edge(RESPONSE, Event.RELAPSED_AT_ONCE, RELAPSE),
            new Edge(SUSTAINED, Event.RELAPSED_OVER_WINDOWS, RELAPSE),
            new Edge(SUSTAINED, Event.RELAPSED_AT_ONCE, RELAPSE));

    public static List<Edge> edges() {
        return EDGES;
    }

    /** Whether only a new course, begun by a prescriber, leads on. */
    public boolean ended() {
        return EDGES.stream().noneMatch(edge -> edge.from() == this);
    }

    Optional<CourseState> after(Event event) {
        return EDGES.stream()
                .filter(edge -> edge.from() == this && edge.event() == event)
                .map(Edge::to)
                .findFirst();
    }

    /** The table as a Mermaid state diagram, for the README. */
    public static String diagram() {
        return EDGES.stream()
                .map(edge -> "    %s --> %s: %s".formatted(edge.from(), edge.to(), edge.event()))
                .collect(Collectors.joining("\n", "stateDiagram-v2\n    [*] --> ONSET_PENDING\n", "\n"));
    }
}
