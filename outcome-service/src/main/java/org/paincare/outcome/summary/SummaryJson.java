package org.paincare.outcome.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.window.Completeness;
import org.paincare.outcome.window.DayMeasure;

/** The summary as it travels over HTTP. */
final class SummaryJson {

    private SummaryJson() {}

    /** @param value the primary measure, 1 decimal; absent below 14 recorded days */
    @Schema(name = "SummaryWindow")
    record Window(
            int index,
            LocalDate from,
            LocalDate to,
            int recordedDays,
            Completeness status,
            @Nullable BigDecimal value,
            @Nullable String response,
            @Nullable BigDecimal changePercent) {}

    /** @param changePercent in windows: negative is better, 1 decimal */
    @Schema(name = "SummaryCourse")
    record Course(
            int number,
            CourseState state,
            boolean maintenanceDue,
            int treatmentDays,
            LocalDate lastTreatmentOn,
            @Nullable LocalDate seriesEndedOn,
            @Nullable Window baseline,
            @Nullable Window latest,
            String overuse) {}

    /** @param recordedOfLast28 days recorded among the 28 before today */
    @Schema(name = "SummaryDiary")
    record Diary(@Nullable LocalDate lastRecordedOn, int recordedOfLast28) {}

    @Schema(name = "SummaryAssessments")
    record Assessments(int open, @Nullable Instant nextEndsAt) {}

    @Schema(name = "SummaryReview")
    record Review(int index, LocalDate dueOn, boolean overdue) {}

    /**
     * @param course        the running course; absent before the first session
     * @param safetyAlerts  those nobody has closed, the most urgent first; absent where the caller may not read them
     * @param nextReview    absent while none is to come
     */
    @Schema(name = "OutcomeSummary")
    record Summary(
            UUID patientId,
            @Nullable DayMeasure measure,
            @Nullable MigraineDefinition migraineDefinition,
            @Nullable Course course,
            Diary diary,
            Assessments assessments,
            @Nullable List<SafetyAlerts.Standing> safetyAlerts,
            @Nullable Review nextReview,
            Instant asOf) {}
}
