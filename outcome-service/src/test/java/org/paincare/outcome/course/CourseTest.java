package org.paincare.outcome.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Diaries;
import org.paincare.outcome.window.WindowGrid;

/** Baseline 20 migraine days; six weekly sessions from the first of January, the last on 5 February. */
class CourseTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate SERIES_END = FIRST.plusDays(35);
    private static final Course.Rules RULES = Course.Rules.shipped();

    @Test
    void beforeTheFirstSessionTheCourseIsPending() {
        var facts = new CourseFacts(
                List.of(), new TreeSet<>(), null, DayMeasure.MIGRAINE_DAYS, MigraineDefinition.STRICT_4H, FIRST);

        assertThat(Course.of(facts, RULES).state()).isEqualTo(CourseState.ONSET_PENDING);
    }

    @Test
    void oneRespondingWindowIsAResponseAndThreeInARowAreSustained() {
        assertThat(course(14).state()).isEqualTo(CourseState.RESPONSE);
        assertThat(course(14, 14).state()).isEqualTo(CourseState.RESPONSE);
        assertThat(course(14, 12, 10).state()).isEqualTo(CourseState.SUSTAINED);
        assertThat(course(14, 12, 10).strongSustained()).isFalse();
        assertThat(course(10, 10, 10).strongSustained()).isTrue();
    }

    @Test
    void aMissingWindowBreaksNoSeriesAndCompletesNone() {
        assertThat(course(14, null, 14).state()).isEqualTo(CourseState.RESPONSE);
        assertThat(course(14, null, 14, 14).state()).isEqualTo(CourseState.SUSTAINED);
    }

    @Test
    void aWindowWithoutResponseBreaksTheSeries() {
        assertThat(course(14, 14, 15, 14, 14).state()).isEqualTo(CourseState.RESPONSE);
        assertThat(course(14, 14, 15, 14, 14, 14).state()).isEqualTo(CourseState.SUSTAINED);
    }

    @Test
    void twoBadWindowsInARowAreARelapseAndOneIsNot() {
        assertThat(course(10, 15).state()).isEqualTo(CourseState.RESPONSE);
        assertThat(course(10, 15, 15).state()).isEqualTo(CourseState.RELAPSE);
        assertThat(course(10, 15, null, 15).state()).isEqualTo(CourseState.RELAPSE);
        assertThat(course(10, 15, 14, 15).state()).isEqualTo(CourseState.RESPONSE);
    }

    @Test
    void oneWindowAtTheBaselineIsARelapseAtOnce() {
        Course relapsed = course(10, 10, 10, 20);

        assertThat(relapsed.state()).isEqualTo(CourseState.RELAPSE);
        assertThat(relapsed.transitions())
                .extracting(Course.Transition::event)
                .containsExactly(
                        CourseState.Event.FIRST_RESPONSE,
                        CourseState.Event.RESPONSE_SUSTAINED,
                        CourseState.Event.RELAPSED_AT_ONCE);
    }

    @Test
    void timeToRelapseLiesBetweenTheLastGoodWindowAndTheFirstBadOne() {
        Course relapsed = course(10, 10, 15, 15);

        // last session day 35; window 2 ends day 55, window 3 day 83
        assertThat(relapsed.timeToRelapse()).isEqualTo(new TimeToRelapse(SERIES_END, 20, 48L));
    }

    @Test
    void aMissingWindowWidensTheIntervalInsteadOfBeingARelapse() {
        assertThat(course(10, 10, null, 20).timeToRelapse()).isEqualTo(new TimeToRelapse(SERIES_END, 20, 76L));
        assertThat(course(10, 10, null, null).state()).isEqualTo(CourseState.RESPONSE);
        assertThat(course(10, 10, null, null).timeToRelapse()).isEqualTo(new TimeToRelapse(SERIES_END, 20, null));
    }

    @Test
    void nonResponseWaitsForACompleteWindowAfterTheSeries() {
        // windows 1 and 2 hold sessions, window 3 is the first after the last one
        assertThat(course(18, 18).state()).isEqualTo(CourseState.ONSET_PENDING);
        assertThat(course(18, 18, 18).state()).isEqualTo(CourseState.NON_RESPONSE);
        assertThat(course(18, 18, null).state()).isEqualTo(CourseState.ONSET_PENDING);
        assertThat(course(18, 18, null, 18).state()).isEqualTo(CourseState.NON_RESPONSE);
    }

    @Test
    void nonResponseNeverComesWhileTheSeriesRuns() {
        assertThat(Course.of(facts(diary(18, 18, 18, 18), 4, null), RULES).state())
                .isEqualTo(CourseState.ONSET_PENDING);
    }

    @Test
    void anEndedCourseStaysEndedUntilAPrescriberBeginsANewOne() {
        assertThat(course(18, 18, 18, 2).state()).isEqualTo(CourseState.NON_RESPONSE);
        assertThat(course(10, 20, 2, 2, 2).state()).isEqualTo(CourseState.RELAPSE);
        assertThat(CourseState.RELAPSE.ended()).isTrue();
        assertThat(CourseState.SUSTAINED.ended()).isFalse();
    }

    @Test
    void theDiagramIsDrawnFromTheTable() {
        assertThat(CourseState.diagram())
                .startsWith("stateDiagram-v2")
                .contains("SUSTAINED --> RELAPSE: RELAPSED_AT_ONCE")
                .hasLineCount(CourseState.edges().size() + 2);
    }

    @Test
    void everyTransitionSaysWhyInBothLanguages() {
        var step = course(10).transitions().getFirst();

        assertThat(step.explanation().en()).contains("window 1", "from 20.0 to 10.0");
        assertThat(step.explanation().es()).contains("ventana 1");
        assertThat(step.explanation().rules()).extracting(rule -> rule.rules()).contains("course");
    }

    @Property(tries = 200)
    void theSameDaysGiveTheSameCourseInWhateverOrderTheyArrive(
            @ForAll("treatments") List<@Nullable Integer> windows, @ForAll long seed) {
        List<DiaryDay> inOrder = diary(windows.toArray(Integer[]::new));
        List<DiaryDay> late = new ArrayList<>(inOrder);
        Collections.shuffle(late, new Random(seed));

        assertThat(Course.of(facts(late, windows.size(), SERIES_END), RULES))
                .isEqualTo(Course.of(facts(inOrder, windows.size(), SERIES_END), RULES));
    }

    @Property(tries = 200)
    void everyStateIsReachedByAnEdgeOfTheTableAndTimeOnlyMovesForward(
            @ForAll("treatments") List<@Nullable Integer> windows) {
        Course course = course(windows.toArray(Integer[]::new));
        CourseState state = CourseState.ONSET_PENDING;
        int window = 0;
        for (Course.Transition step : course.transitions()) {
            assertThat(step.from()).isEqualTo(state);
            assertThat(CourseState.edges()).contains(new CourseState.Edge(step.from(), step.event(), step.to()));
            assertThat(step.window()).isGreaterThan(window);
            state = step.to();
            window = step.window();
        }
        assertThat(course.state()).isEqualTo(state);
    }

    @Provide
    Arbitrary<List<@Nullable Integer>> treatments() {
        Arbitrary<@Nullable Integer> window = Combinators.combine(
                        Arbitraries.integers().between(0, 28),
                        Arbitraries.integers().between(0, 4))
                .as((days, missing) -> missing == 0 ? null : days);
        return window.list().ofMinSize(1).ofMaxSize(8);
    }

    private static Course course(@Nullable Integer... windows) {
        return Course.of(facts(diary(windows), windows.length, SERIES_END), RULES);
    }

    private static CourseFacts facts(List<DiaryDay> diary, int windows, @Nullable LocalDate seriesEnd) {
        NavigableSet<LocalDate> sessions = new TreeSet<>();
        for (int week = 0; week < 6; week++) {
            sessions.add(FIRST.plusWeeks(week));
        }
        LocalDate today = new WindowGrid(FIRST, 28).window(windows).to().plusDays(3);
        return new CourseFacts(
                diary, sessions, seriesEnd, DayMeasure.MIGRAINE_DAYS, MigraineDefinition.STRICT_4H, today);
    }

    /** Migraine days by window after a baseline of 20; null for a window of ten recorded days. */
    private static List<DiaryDay> diary(@Nullable Integer... windows) {
        List<DiaryDay> diary = new ArrayList<>(Diaries.days(FIRST.minusDays(28), 28, 20));
        for (int i = 0; i < windows.length; i++) {
            Integer migraine = windows[i];
            LocalDate from = FIRST.plusDays(28L * i);
            diary.addAll(migraine == null ? Diaries.days(from, 10, 10) : Diaries.days(from, 28, migraine));
        }
        return diary;
    }
}
