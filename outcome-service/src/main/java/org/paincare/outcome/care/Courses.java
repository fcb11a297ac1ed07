package org.paincare.outcome.care;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.NamedIds;

/**
 * Which held sessions belong to which course. A course is begun by a prescriber: each activated induction plan opens one,
 * unless it replaces the induction plan before it; maintenance and rescue plans go on with the running course.
 */
public final class Courses {

    private static final String INDUCTION = "INDUCTION";
    private static final String REPLACED = "REPLACED";

    private Courses() {}

    /**
     * One course that has begun.
     *
     * @param plan     the plan that opened it; null where a session is known before its plan
     * @param sessions held sessions, oldest first, never empty
     */
    public record CourseOfCare(UUID id, int number, CareFile.@Nullable Plan plan, List<CareFile.Session> sessions) {

        public Instant firstSessionAt() {
            return Objects.requireNonNull(sessions.getFirst().startsAt());
        }

        /** Local days on which a drug was given. */
        public NavigableSet<LocalDate> treatmentDays(CareFile file) {
            var days = new TreeSet<LocalDate>();
            sessions.forEach(session -> days.add(file.day(Objects.requireNonNull(session.startsAt()))));
            return days;
        }

        /**
         * Day of the series' last session: once all planned ones were held, the plan was ended, or it was revised to
         * maintenance; null while the series runs.
         */
        public @Nullable LocalDate seriesEnd(CareFile file) {
            if (plan == null) {
                return null;
            }
            var ofPlan = sessions.stream()
                    .filter(session -> plan.id().equals(session.planId()))
                    .toList();
            var induction = plan.revisions().stream()
                    .filter(revision -> revision.phase().equals(INDUCTION))
                    .toList();
            int planned = induction.isEmpty() ? Integer.MAX_VALUE : induction.getLast().sessionsPlanned();
            var onMaintenance = plan.revisions().stream()
                    .filter(revision -> !revision.phase().equals(INDUCTION))
                    .map(CareFile.Plan.Revision::since)
                    .findFirst()
                    .orElse(null);
            var end = onMaintenance != null ? onMaintenance : plan.endedAt();
            if (end != null) {
                return ofPlan.stream()
                        .map(CareFile.Session::startsAt)
                        .filter(start -> start != null && !start.isAfter(end))
                        .max(Instant::compareTo)
                        .map(file::day)
                        .orElseGet(() -> file.day(firstSessionAt()));
            }
            return ofPlan.size() >= planned
                    ? file.day(Objects.requireNonNull(ofPlan.get(planned - 1).startsAt()))
                    : null;
        }
    }

    /** Courses with at least one held session, oldest first. */
    public static List<CourseOfCare> of(CareFile file) {
        var openers = openers(file);
        var courses = new ArrayList<CourseOfCare>();
        for (int i = 0; i < Math.max(1, openers.size()); i++) {
            var plan = openers.isEmpty() ? null : openers.get(i);
            var from = i == 0 ? Instant.MIN : Objects.requireNonNull(openers.get(i).activatedAt());
            var until = i + 1 < openers.size() ? openers.get(i + 1).activatedAt() : Instant.MAX;
            var sessions = file.held().stream()
                    .filter(session -> !session.startsAt().isBefore(from) && session.startsAt().isBefore(until))
                    .toList();
            if (!sessions.isEmpty()) {
                var number = courses.size() + 1;
                courses.add(new CourseOfCare(
                        NamedIds.of("course", file.patient().id(), number), number, plan, sessions));
            }
        }
        return courses;
    }

    private static List<CareFile.Plan> openers(CareFile file) {
        var openers = new ArrayList<CareFile.Plan>();
        CareFile.Plan before = null;
        for (var plan : file.plans()) {
            var isInduction = plan.activatedAt() != null
                    && !plan.revisions().isEmpty()
                    && plan.revisions().getFirst().phase().equals(INDUCTION);
            if (isInduction) {
                if (before == null || !REPLACED.equals(before.endReason())) {
                    openers.add(plan);
                }
                before = plan;
            }
        }
        return openers;
    }
}
