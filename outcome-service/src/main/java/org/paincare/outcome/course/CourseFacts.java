package org.paincare.outcome.course;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.window.DayMeasure;

/**
 * Everything a course is computed from: sets, so that the order in which days and sessions became known cannot matter.
 *
 * @param treatmentDays local days of this course's sessions, the first opens window 1
 * @param seriesEnd day of the series' last session, null while it runs
 * @param today the local day the course is looked at; windows not closed by then are left out
 */
public record CourseFacts(
        Collection<DiaryDay> diary,
        NavigableSet<LocalDate> treatmentDays,
        @Nullable LocalDate seriesEnd,
        DayMeasure primary,
        MigraineDefinition definition,
        LocalDate today) {

    public CourseFacts {
        diary = List.copyOf(diary);
        treatmentDays = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(treatmentDays));
    }

    Optional<LocalDate> firstTreatmentDay() {
        return treatmentDays.isEmpty() ? Optional.empty() : Optional.of(treatmentDays.first());
    }
}
