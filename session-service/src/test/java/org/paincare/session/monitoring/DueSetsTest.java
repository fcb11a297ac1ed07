package org.paincare.session.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DueSetsTest {

    private static final Instant START = Instant.parse("2026-03-02T14:00:00Z");
    private static final Set<Sign> VITALS = Set.of(Sign.SBP, Sign.DBP, Sign.HR, Sign.RR, Sign.SPO2, Sign.RASS);

    private final MonitoringSchedule schedule = MonitoringSchedule.builtIn();
    private final List<DueSets.Recorded> recorded = new ArrayList<>();

    @Test
    void vitalsComeCloselyAfterTheStartAndAfterARiseAndEveryQuarterOfAnHourElse() {
        var course = infusing(false, List.of(40), List.of(40), null, null);

        assertThat(dueAt(course, Sign.RASS, 100)).containsExactly(5, 10, 15, 30, 45, 50, 55, 70, 75, 90, 105);
    }

    @Test
    void painAndDissociationKeepTheirRhythmFromTheStart() {
        var course = infusing(false, List.of(40), List.of(40), null, null);

        assertThat(dueAt(course, Sign.NRS, 65)).containsExactly(30, 60, 90);
        assertThat(dueAt(course, Sign.CADSS6, 65)).containsExactly(40);
    }

    @Test
    void anInpatientIsWatchedLessAndLessAfterEachChange() {
        var course = infusing(true, List.of(), List.of(90), null, null);

        assertThat(dueAt(course, Sign.SBP, 160))
                .as("a decrease begins the rhythm anew, without the close one after a rise")
                .containsExactly(5, 10, 15, 30, 45, 60, 105, 120, 135, 150, 210);
        assertThat(dueAt(course, Sign.NRS, 160)).containsExactly(240);
    }

    @Test
    void aRecordEndsASetFromWhenItOpensAndAnOpenOlderOneWithIt() {
        var course = infusing(false, List.of(), List.of(), null, null);
        recordedAt(4, VITALS);
        recordedAt(12, Set.of(Sign.SBP, Sign.DBP, Sign.HR, Sign.RR, Sign.SPO2));
        recordedAt(16, Set.of(Sign.RASS));

        assertThat(states(course, 17))
                .containsSubsequence("5 DONE at 4", "10 DONE_LATE at 16", "15 DUE", "30 UPCOMING");
        recordedAt(18, VITALS);
        assertThat(states(course, 19)).containsSubsequence("15 DONE at 18", "30 UPCOMING");
    }

    @Test
    void aReadingTooEarlyForASetDoesNotCount() {
        var course = infusing(false, List.of(), List.of(), null, null);
        recordedAt(2, VITALS);
        recordedAt(24, VITALS);

        assertThat(states(course, 31)).contains("5 DONE_LATE at 24", "30 DUE");
    }

    @Test
    void theOldestOpenSetCountsForTheWarning() {
        var course = infusing(false, List.of(), List.of(), null, null);

        assertThat(of(course, 9).longestOverdue()).isEmpty();
        assertThat(of(course, 9).changesAt(schedule, at(9))).contains(at(10));
        assertThat(of(course, 10).longestOverdue().map(DueSet::at)).contains(at(5));
        assertThat(of(course, 14).longestOverdue().map(set -> set.overdueBy(at(14))))
                .contains(Duration.ofMinutes(9));
    }

    @Test
    void aBaselineIsAskedForWithoutAnAlarmAndNoMoreOnceDrugRuns() {
        var before = new Course(false, START, null, List.of(), List.of(), null, null);
        assertThat(of(before, 20).open()).hasSize(1);
        assertThat(of(before, 20).longestOverdue()).isEmpty();

        var after = new Course(false, START, at(25), List.of(), List.of(), null, null);
        assertThat(states(after, 26)).contains("0 MISSED").doesNotContain("0 OVERDUE");
    }

    @Test
    void recoveryIsObservedUntilThePatientHasRecovered() {
        var course = infusing(false, List.of(), List.of(), 60, null);
        assertThat(dueAt(course, Sign.RASS, 100)).containsSubsequence(60, 75, 90, 105);
        assertThat(dueAt(course, Sign.CADSS6, 100)).containsExactly(40, 60);

        var recovered = infusing(false, List.of(), List.of(), 60, 95);
        assertThat(of(recovered, 100).open()).isEmpty();
        assertThat(of(recovered, 100).next()).isEmpty();
        assertThat(dueAt(recovered, Sign.RASS, 100)).endsWith(90);
    }

    @Test
    void whatWasRecordedInAnyOrderGivesTheSame() {
        var course = infusing(false, List.of(20), List.of(20), 60, null);
        recordedAt(33, VITALS);
        recordedAt(5, VITALS);
        recordedAt(41, Set.of(Sign.CADSS6));
        var one = states(course, 70);
        recorded.sort((a, b) -> b.at().compareTo(a.at()));

        assertThat(states(course, 70)).isEqualTo(one);
    }

    private static Course infusing(
            boolean inpatient,
            List<Integer> rises,
            List<Integer> changes,
            @Nullable Integer stop,
            @Nullable Integer until) {
        return new Course(
                inpatient,
                null,
                START,
                rises.stream().map(DueSetsTest::at).toList(),
                changes.stream().map(DueSetsTest::at).toList(),
                stop == null ? null : at(stop),
                until == null ? null : at(until));
    }

    private void recordedAt(int minute, Set<Sign> signs) {
        recorded.add(new DueSets.Recorded(at(minute), signs));
    }

    private DueSets of(Course course, int now) {
        return DueSets.of(schedule, course, recorded, START.minus(Duration.ofHours(1)), at(now));
    }

    private List<Integer> dueAt(Course course, Sign sign, int now) {
        return of(course, now).sets().stream()
                .filter(set -> set.signs().contains(sign))
                .map(set -> minute(set.at()))
                .toList();
    }

    private List<String> states(Course course, int now) {
        return of(course, now).sets().stream()
                .filter(set -> set.signs().contains(Sign.RASS))
                .map(set -> minute(set.at()) + " " + set.state()
                        + (set.doneAt() == null ? "" : " at " + minute(set.doneAt())))
                .toList();
    }

    private static int minute(Instant at) {
        return (int) Duration.between(START, at).toMinutes();
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
