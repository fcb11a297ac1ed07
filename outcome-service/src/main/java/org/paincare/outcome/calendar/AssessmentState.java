package org.paincare.outcome.calendar;

import java.time.Instant;
import java.util.List;

/** The life of an assessment as a table; SCHEDULED waits for {@code dueFrom}, OPEN for answers until {@code dueUntil}. */
public enum AssessmentState {
    SCHEDULED,
    OPEN,
    COMPLETED,
    EXPIRED,
    CANCELLED;

    public enum Event {
        WINDOW_OPENED,
        ANSWERED,
        WINDOW_ENDED,
        NO_LONGER_PLANNED,
        PLANNED_AGAIN
    }

    public record Edge(AssessmentState from, Event event, AssessmentState to) {}

    private static final List<Edge> EDGES = List.of(
            new Edge(SCHEDULED, Event.WINDOW_OPENED, OPEN),
            new Edge(SCHEDULED, Event.NO_LONGER_PLANNED, CANCELLED),
            new Edge(OPEN, Event.ANSWERED, COMPLETED),
            new Edge(OPEN, Event.WINDOW_ENDED, EXPIRED),
            new Edge(OPEN, Event.NO_LONGER_PLANNED, CANCELLED),
            new Edge(CANCELLED, Event.PLANNED_AGAIN, SCHEDULED));

    public static List<Edge> edges() {
        return EDGES;
    }

    /** Whether planning may still move or cancel it. */
    public boolean waiting() {
        return this == SCHEDULED || this == OPEN;
    }

    /** What the clock alone makes of a waiting assessment; others stay. */
    public AssessmentState at(Instant now, DueAssessment assessment) {
        if (!waiting() || now.isBefore(assessment.dueFrom())) {
            return this;
        }
        return now.isBefore(assessment.dueUntil()) ? OPEN : EXPIRED;
    }
}
