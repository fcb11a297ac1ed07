package org.paincare.outcome.calendar;

import java.time.Instant;
import java.util.List;

/**
 * The life of an assessment as a table; SCHEDULED waits for {@code dueFrom}, OPEN for answers until {@code dueUntil}. What
 * was answered stays so, but for a check of the team whose result was corrected: then nobody has answered it.
 */
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
        /** A result taken in time became known after the end. */
        RESULT_KNOWN_LATE,
        /** The result that had answered was corrected and answers no longer. */
        RESULT_CORRECTED,
        /** The same, when nobody can answer any more. */
        RESULT_CORRECTED_AFTER_END,
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
            new Edge(EXPIRED, Event.RESULT_KNOWN_LATE, COMPLETED),
            new Edge(EXPIRED, Event.PLANNED_AGAIN, SCHEDULED),
            new Edge(COMPLETED, Event.RESULT_CORRECTED, CANCELLED),
            new Edge(COMPLETED, Event.RESULT_CORRECTED_AFTER_END, EXPIRED),
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
