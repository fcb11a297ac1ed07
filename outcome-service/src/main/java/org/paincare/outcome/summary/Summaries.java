package org.paincare.outcome.summary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.assessment.Assessments;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.daybook.Daybook;
import org.paincare.outcome.progress.Overview;
import org.paincare.outcome.progress.ProgressReader;
import org.paincare.outcome.response.Response;
import org.paincare.outcome.review.Reviews;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;

/** Asks every feature for its part. */
@ApplicationScoped
class Summaries {

    private final Care care;
    private final ProgressReader progress;
    private final Daybook daybook;
    private final Assessments assessments;
    private final SafetyAlerts alerts;
    private final Reviews reviews;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Summaries(
            Care care,
            ProgressReader progress,
            Daybook daybook,
            Assessments assessments,
            SafetyAlerts alerts,
            Reviews reviews,
            Audit audit,
            CurrentCaller caller,
            InstantSource clock) {
        this.care = care;
        this.progress = progress;
        this.daybook = daybook;
        this.assessments = assessments;
        this.alerts = alerts;
        this.reviews = reviews;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    SummaryJson.Summary of(UUID asked) {
        var patient = care.mustKnow(asked);
        audit.read(AuditEntry.of("SUMMARY_READ", "patient", patient, patient));
        var now = clock.instant();
        var overview = progress.overview(patient).orElse(null);
        var today = care.clinic().map(clinic -> now.atZone(clinic.zone()).toLocalDate());
        var last = daybook.lastDay(patient).orElse(null);
        var open = assessments.open(patient);
        return new SummaryJson.Summary(
                patient,
                overview == null ? null : overview.primary(),
                overview == null ? null : overview.definition(),
                overview == null || overview.courses().isEmpty()
                        ? null
                        : course(overview.courses().getLast(), overview.primary()),
                new SummaryJson.Diary(
                        last,
                        today.map(day -> daybook.recorded(patient, day.minusDays(28), day.minusDays(1)))
                                .orElse(0)),
                new SummaryJson.Assessments(open.count(), open.nextEndsAt()),
                caller.ownRecordsOnly() ? null : alerts.standing(patient),
                reviews.next(patient).map(Summaries::review).orElse(null),
                now);
    }

    private static SummaryJson.Review review(Reviews.Next next) {
        return new SummaryJson.Review(next.index(), next.dueOn(), next.overdue());
    }

    private static SummaryJson.Course course(Overview.CourseNow course, DayMeasure primary) {
        LocalDate lastTreatment = course.treatmentDays().last();
        return new SummaryJson.Course(
                course.number(),
                course.state(),
                course.maintenanceDue(),
                course.treatmentDays().size(),
                lastTreatment,
                course.seriesEnd(),
                course.baseline() == null ? null : window(course.baseline(), null, primary),
                course.windows().isEmpty()
                        ? null
                        : window(course.windows().getLast(), course.responses().getLast(), primary),
                course.overuse());
    }

    private static SummaryJson.Window window(Window window, @Nullable Response response, DayMeasure primary) {
        return new SummaryJson.Window(
                window.index(),
                window.from(),
                window.to(),
                window.recordedDays(),
                window.completeness(),
                window.shown(primary).orElse(null),
                switch (response) {
                    case null -> null;
                    case Response.Classified one -> one.responseClass().name();
                    case Response.Unclassified one -> "NOT_SCORABLE";
                },
                response instanceof Response.Classified one ? one.shown().negate() : null);
    }
}
