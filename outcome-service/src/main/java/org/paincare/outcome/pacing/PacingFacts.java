package org.paincare.outcome.pacing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.course.CourseState;

/**
 * What a proposal may look at, as of the last session.
 *
 * @param sessions this series' sessions, oldest first
 * @param course where the course stands
 * @param seriesEnded whether the planned series is over
 * @param intervalWeeks present weeks between sessions, 1 or more
 * @param failedClasses distinct preventive classes failed before treatment
 * @param comorbidity and {@code priorAdverseEvents} codes, shown beside the proposal
 */
public record PacingFacts(
        List<SessionFacts> sessions,
        CourseState course,
        boolean seriesEnded,
        int intervalWeeks,
        @Nullable String csiBand,
        @Nullable String allodyniaBand,
        int failedClasses,
        List<String> comorbidity,
        List<String> priorAdverseEvents) {

    public PacingFacts {
        sessions = List.copyOf(sessions);
        comorbidity = List.copyOf(comorbidity);
        priorAdverseEvents = List.copyOf(priorAdverseEvents);
    }

    /**
     * One session: pain at its start and end (0 to 10, null where not taken), the worst adverse event (CTCAE grade, 0 for
     * none; an expected rise of pressure is none) and whether the pressure was critical.
     */
    public record SessionFacts(
            String sessionId,
            @Nullable Integer nrsBefore,
            @Nullable Integer nrsAfter,
            int worstGrade,
            boolean pressureCritical) {}
}
