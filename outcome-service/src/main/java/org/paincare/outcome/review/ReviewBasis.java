package org.paincare.outcome.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.assessment.AnswersBook;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.care.Goals;
import org.paincare.outcome.progress.Overview;
import org.paincare.outcome.progress.ProgressReader;
import org.paincare.outcome.response.Response;

/** Gathers what lies before whoever decides a programme review. */
@ApplicationScoped
class ReviewBasis {

    private static final String EQ_5D = "EQ-5D-5L";

    private final Care care;
    private final ProgressReader progress;
    private final AnswersBook answers;
    private final SafetyAlerts alerts;
    private final Goals goals;
    private final InstantSource clock;

    ReviewBasis(
            Care care,
            ProgressReader progress,
            AnswersBook answers,
            SafetyAlerts alerts,
            Goals goals,
            InstantSource clock) {
        this.care = care;
        this.progress = progress;
        this.answers = answers;
        this.alerts = alerts;
        this.goals = goals;
        this.clock = clock;
    }

    /**
     * @param since  the local day the time under review began
     * @param scored how far goals were reached by the signed reviews before, by goal
     */
    ReviewJson.Basis of(CareFile file, LocalDate since, Map<UUID, ReviewJson.Attainment> scored) {
        var patient = file.patient().id();
        var now = clock.instant();
        var running = progress.overview(patient)
                .filter(overview -> !overview.courses().isEmpty())
                .orElse(null);
        var course = running == null ? null : running.courses().getLast();
        var from = since.atStartOfDay(file.clinic().zone()).toInstant();
        return new ReviewJson.Basis(
                since,
                file.day(now),
                course == null ? null : course.state(),
                course == null ? null : latest(course),
                sessions(file, from),
                comfort(patient, from, now),
                quality(file),
                alerts.standing(patient).size(),
                goals.of(patient).stream()
                        .map(goal -> new ReviewJson.StatedGoal(
                                goal.goalId(), goal.domain(), goal.baseline0To10(), scored.get(goal.goalId())))
                        .toList());
    }

    /** Whether the patient has set such a goal; true for any while none were told. */
    boolean knows(UUID patient, UUID goal) {
        var stated = goals.of(patient);
        return stated.isEmpty() || stated.stream().anyMatch(one -> one.goalId().equals(goal));
    }

    private static @Nullable String latest(Overview.CourseNow course) {
        if (course.responses().isEmpty()) {
            return null;
        }
        return switch (course.responses().getLast()) {
            case Response.Classified one -> one.responseClass().name();
            case Response.Unclassified one -> "NOT_SCORABLE";
        };
    }

    private static int sessions(CareFile file, Instant from) {
        return Math.toIntExact(file.held().stream()
                .filter(session -> !session.startsAt().isBefore(from))
                .count());
    }

    private List<ReviewJson.Comfort> comfort(UUID patient, Instant from, Instant now) {
        var byQuestion = new TreeMap<String, List<Care.Comfort>>();
        care.comfort(patient, from, now.plusMillis(1))
                .forEach(answer -> byQuestion
                        .computeIfAbsent(answer.code(), code -> new ArrayList<>())
                        .add(answer));
        return byQuestion.entrySet().stream()
                .map(question -> new ReviewJson.Comfort(
                        question.getKey(),
                        question.getValue().size(),
                        mean(question.getValue()),
                        question.getValue().stream()
                                .mapToInt(Care.Comfort::score)
                                .min()
                                .orElseThrow(),
                        question.getValue().getLast().score()))
                .toList();
    }

    private static BigDecimal mean(List<Care.Comfort> given) {
        return BigDecimal.valueOf(given.stream().mapToInt(Care.Comfort::score).sum())
                .divide(BigDecimal.valueOf(given.size()), 1, RoundingMode.HALF_UP);
    }

    /** Every profile the patient gave; answered only where the clinic holds a licence. */
    private List<ReviewJson.Quality> quality(CareFile file) {
        return answers.scores(file.patient().id(), EQ_5D).stream()
                .map(one -> new ReviewJson.Quality(
                        file.day(one.occurredAt()),
                        one.text("profile").orElse(null),
                        one.value("vas").orElse(null)))
                .toList();
    }
}
