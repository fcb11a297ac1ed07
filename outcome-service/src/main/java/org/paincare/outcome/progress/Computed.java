package org.paincare.outcome.progress;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.NamedIds;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.care.Courses;
import org.paincare.outcome.course.Course;
import org.paincare.outcome.course.CourseFacts;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.response.Overuse;
import org.paincare.outcome.response.OveruseRules;
import org.paincare.outcome.response.Response;
import org.paincare.outcome.rules.RuleRef;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;
import org.paincare.outcome.window.WindowGrid;
import org.paincare.platform.scoring.Instrument;

/**
 * One course computed from all facts: pure, so the same facts give the same results whatever order they came in.
 *
 * @param windows the baseline first, then closed windows
 * @param answers one per closed window
 */
record Computed(
        Courses.CourseOfCare care,
        Course course,
        @Nullable LocalDate seriesEnd,
        List<ProgressJson.Window> windows,
        List<ProgressJson.Answer> answers,
        List<Overuse> overuse) {

    static final Course.Rules RULES = Course.Rules.shipped();
    private static final OveruseRules OVERUSE = OveruseRules.shipped();
    private static final int PERCENT_DECIMALS = 2;

    /** Every course of the patient, oldest first; an earlier one ends where the next begins. */
    static List<Computed> all(
            CareFile file, List<DiaryDay> diary, Measured measured, LocalDate today, Instrument mohDays) {
        var courses = Courses.of(file);
        var computed = new ArrayList<Computed>();
        for (int i = 0; i < courses.size(); i++) {
            var until = i + 1 < courses.size()
                    ? courses.get(i + 1).treatmentDays(file).first()
                    : today;
            computed.add(of(file, courses.get(i), diary, measured, until, mohDays));
        }
        return computed;
    }

    private static Computed of(
            CareFile file,
            Courses.CourseOfCare care,
            List<DiaryDay> diary,
            Measured measured,
            LocalDate today,
            Instrument mohDays) {
        var seriesEnd = care.seriesEnd(file);
        var course = Course.of(
                new CourseFacts(
                        diary, care.treatmentDays(file), seriesEnd, measured.primary(), measured.definition(), today),
                RULES);
        var all = new ArrayList<Window>();
        if (course.baseline() != null) {
            all.add(course.baseline());
        }
        all.addAll(course.windows());
        var windows = new ArrayList<ProgressJson.Window>();
        var overuse = all.isEmpty() ? List.<Overuse>of() : Overuse.along(all, mohDays, OVERUSE);
        for (int i = 0; i < all.size(); i++) {
            windows.add(shown(care.id(), all.get(i), overuse.get(i), measured));
        }
        var answers = course.responses().stream()
                .map(response -> answer(care.id(), response, course, seriesEnd, measured))
                .toList();
        return new Computed(care, course, seriesEnd, List.copyOf(windows), answers, List.copyOf(overuse));
    }

    /** The 28 days that end the day before this one: what screening looks at. */
    static ProgressJson.Window provisionalBaseline(
            UUID patient, List<DiaryDay> diary, Measured measured, LocalDate today, Instrument mohDays) {
        var window = Window.of(
                WindowGrid.provisionalBaseline(today, RULES.window()),
                diary,
                measured.definition(),
                RULES.diary(),
                RULES.window());
        return shown(
                NamedIds.of("course", patient, 1), window, Overuse.of(List.of(window), mohDays, OVERUSE), measured);
    }

    /**
     * Whether a diary day lies behind every window closed by now: then it can change no result yet, and is counted when
     * its own window closes. Only for patients with a held session.
     */
    static boolean isAfterClosedWindows(CareFile file, LocalDate day, LocalDate today) {
        var grid = new WindowGrid(
                Courses.of(file).getLast().treatmentDays(file).first(),
                RULES.window().days());
        return day.isAfter(grid.window(grid.closedBy(today, RULES.window())).to());
    }

    boolean maintenanceDue() {
        return maintenanceDue(course.state());
    }

    boolean maintenanceDue(CourseState state) {
        return seriesEnd != null && (state == CourseState.RESPONSE || state == CourseState.SUSTAINED);
    }

    static UUID windowId(UUID course, int index) {
        return NamedIds.of("window", course, index);
    }

    static String version(List<RuleRef> rules) {
        return rules.stream().map(rule -> rule.rules() + "-" + rule.version()).collect(Collectors.joining("."));
    }

    private static ProgressJson.Window shown(UUID course, Window window, Overuse overuse, Measured measured) {
        var secondary = measured.secondary();
        return new ProgressJson.Window(
                windowId(course, window.index()),
                window.index(),
                course,
                window.from(),
                window.to(),
                window.recordedDays(),
                window.completeness(),
                measured.primary(),
                window.shown(measured.primary()).orElse(null),
                secondary,
                secondary == null ? null : window.shown(secondary).orElse(null),
                window.definition(),
                new ProgressJson.Counts(
                        count(window, DayMeasure.HEADACHE_DAYS),
                        count(window, DayMeasure.MIGRAINE_DAYS),
                        count(window, DayMeasure.MODERATE_SEVERE_DAYS),
                        count(window, DayMeasure.ACUTE_MEDICATION_DAYS),
                        count(window, DayMeasure.ATTACKS_PER_WEEK)),
                new ProgressJson.Per28(
                        window.shown(DayMeasure.HEADACHE_DAYS).orElse(null),
                        window.shown(DayMeasure.MIGRAINE_DAYS).orElse(null),
                        window.shown(DayMeasure.MODERATE_SEVERE_DAYS).orElse(null),
                        window.shown(DayMeasure.ACUTE_MEDICATION_DAYS).orElse(null)),
                new ProgressJson.Overuse(
                        overuse.status() == Overuse.Status.NONE
                                ? "NO_OVERUSE"
                                : overuse.status().name(),
                        overuse.classes().stream()
                                .map(one -> ProgressJson.OVERUSE_CLASSES.getOrDefault(one, one))
                                .toList()),
                version(window.rules()),
                window.explanation(measured.primary()),
                overuse.explanation());
    }

    private static int count(Window window, DayMeasure measure) {
        return window.observed().getOrDefault(measure, 0);
    }

    private static ProgressJson.Answer answer(
            UUID course, Response response, Course computed, @Nullable LocalDate seriesEnd, Measured measured) {
        var from = computed.windows().get(response.window() - 1).from();
        var afterSeries = seriesEnd != null && from.isAfter(seriesEnd);
        var id = windowId(course, response.window());
        var version = version(response.explanation().rules());
        return switch (response) {
            case Response.Classified one ->
                new ProgressJson.Answer(
                        id,
                        one.window(),
                        course,
                        measured.primary(),
                        one.responseClass().name(),
                        null,
                        one.reduction().times(-1).rounded(PERCENT_DECIMALS),
                        one.baseline().rounded(1),
                        one.current().rounded(1),
                        afterSeries,
                        version,
                        one.explanation());
            case Response.Unclassified one ->
                new ProgressJson.Answer(
                        id,
                        one.window(),
                        course,
                        measured.primary(),
                        "NOT_SCORABLE",
                        one.reason(),
                        null,
                        null,
                        null,
                        afterSeries,
                        version,
                        one.explanation());
        };
    }

    @Nullable
    BigDecimal headacheDays(boolean atBaseline) {
        var window = atBaseline
                ? course.baseline()
                : course.windows().isEmpty() ? null : course.windows().getLast();
        return window == null || !window.completeness().complete()
                ? null
                : window.shown(DayMeasure.HEADACHE_DAYS).orElse(null);
    }
}
