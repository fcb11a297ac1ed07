package org.paincare.outcome.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;

/**
 * What one trajectory shows. It names no person.
 *
 * @param today    what lies behind it is not missing, only to come
 * @param primary  the measure that decides, as the enrolment fixed it
 */
public record ChartData(
        LocalDate from,
        LocalDate today,
        DayMeasure primary,
        List<Course> courses,
        List<Session> sessions,
        List<HomeDay> homeDays,
        List<Form> forms) {

    public ChartData {
        courses = List.copyOf(courses);
        sessions = List.copyOf(sessions);
        homeDays = List.copyOf(homeDays);
        forms = List.copyOf(forms);
    }

    /** @param changes what the course came to, by the last day of the window that showed it */
    public record Course(int number, @Nullable Window baseline, List<Window> windows, List<Change> changes) {

        public Course {
            windows = List.copyOf(windows);
            changes = List.copyOf(changes);
        }
    }

    public record Change(LocalDate day, CourseState to) {}

    /** @param doseMg what was given; null while it is not known */
    public record Session(LocalDate day, @Nullable BigDecimal doseMg) {}

    /** @param doseMg everything that was taken at home on this day */
    public record HomeDay(LocalDate day, BigDecimal doseMg) {}

    /**
     * One questionnaire's answers over time.
     *
     * @param missed days on which it was due and nobody answered
     */
    public record Form(String name, List<Reading> readings, List<LocalDate> missed) {

        public Form {
            readings = List.copyOf(readings);
            missed = List.copyOf(missed);
        }
    }

    /**
     * @param step  place of its band, 0 the best
     * @param steps how many bands there are; 1 where the questionnaire has none
     */
    public record Reading(LocalDate day, BigDecimal score, int step, int steps) {}
}
