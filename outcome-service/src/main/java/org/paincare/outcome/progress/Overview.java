package org.paincare.outcome.progress;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.course.Course;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.response.Response;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;

/**
 * A patient's results as they stand now, for other features to show.
 *
 * @param courses oldest first; empty before the first session
 */
public record Overview(DayMeasure primary, MigraineDefinition definition, List<CourseNow> courses) {

    public Overview {
        courses = List.copyOf(courses);
    }

    /** @param overuse of the latest window; NO_OVERUSE where nothing is known */
    public record CourseNow(
            int number,
            CourseState state,
            boolean maintenanceDue,
            @Nullable LocalDate seriesEnd,
            NavigableSet<LocalDate> treatmentDays,
            @Nullable Window baseline,
            List<Window> windows,
            List<Response> responses,
            List<Course.Transition> transitions,
            String overuse) {}
}
