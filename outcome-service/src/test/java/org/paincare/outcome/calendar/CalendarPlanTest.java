package org.paincare.outcome.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.instrument.Instruments;

class CalendarPlanTest {

    private static final UUID PATIENT = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final UUID ENROLMENT = UUID.fromString("0197a000-0000-7000-8000-000000000002");
    private static final UUID COURSE = UUID.fromString("0197a000-0000-7000-8000-000000000003");
    private static final UUID SESSION = UUID.fromString("0197a000-0000-7000-8000-000000000004");
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final LocalDate SCREENING = LocalDate.of(2026, 3, 1);
    static final Instant START = Instant.parse("2026-04-01T14:00:00Z");
    private static final Instant END = Instant.parse("2026-04-01T16:00:00Z");
    private static final CalendarRules RULES = CalendarRules.shipped();

    @Test
    void everyInstrumentTheCalendarAsksForIsShipped() {
        var instruments = Instruments.shipped();

        assertThat(RULES.rows())
                .flatExtracting(CalendarRules.Row::items)
                .filteredOn(item -> item.kind() == CalendarRules.Kind.INSTRUMENT)
                .allSatisfy(item -> assertThat(instruments.find(item.code())).isPresent());
    }

    @Test
    void screeningOpensTheBaselineUntilTheFirstSession() {
        assertThat(find(plan(List.of()), "BASELINE", "HIT-6")).satisfies(hit6 -> {
            assertThat(hit6.dueFrom()).isEqualTo("2026-03-01T05:00:00Z");
            assertThat(hit6.dueUntil()).isEqualTo("2026-03-29T05:00:00Z");
        });
        assertThat(find(plan(List.of(booked(START))), "BASELINE", "HIT-6").dueUntil())
                .isEqualTo(START);
    }

    @Test
    void aHeldSessionIsFollowedUpTheNextDayAndAfterAWeek() {
        List<DueAssessment> plan = plan(List.of(held()));

        assertThat(find(plan, "AFTER_24_HOURS", "PAIN-NRS")).satisfies(next -> {
            assertThat(next.dueFrom()).isEqualTo("2026-04-02T04:00:00Z");
            assertThat(next.due()).isEqualTo("2026-04-02T16:00:00Z");
            assertThat(next.dueUntil()).isEqualTo("2026-04-03T04:00:00Z");
        });
        assertThat(find(plan, "AFTER_7_DAYS", "PGIC")).satisfies(week -> {
            assertThat(week.dueFrom()).isEqualTo("2026-04-06T05:00:00Z");
            assertThat(week.dueUntil()).isEqualTo("2026-04-11T05:00:00Z");
        });
    }

    @Test
    void courseDaysAreLocalDaysThroughADaylightSavingChange() {
        ZoneId denver = ZoneId.of("America/Denver");
        Instant first = Instant.parse("2026-02-20T17:00:00Z");
        var facts = new CareFacts(
                PATIENT,
                ENROLMENT,
                denver,
                null,
                COURSE,
                List.of(new CareFacts.SessionFact(
                        SESSION, CareFacts.SessionState.HELD, first, first.plusSeconds(7200))),
                List.of(),
                null,
                null,
                Set.of(),
                Set.of());

        var month = find(CalendarPlan.of(facts, RULES, first), "EVERY_28_DAYS", "HIT-6");

        // 20 March 2026, in summer time; opens 15 March, ends as 25 March ends
        assertThat(month.due()).isEqualTo("2026-03-20T06:00:00Z");
        assertThat(month.dueFrom()).isEqualTo("2026-03-15T06:00:00Z");
        assertThat(month.dueUntil()).isEqualTo("2026-03-26T06:00:00Z");
    }

    @Test
    void liverTestsAreAskedForOnlyAfterSixSessions() {
        List<CareFacts.SessionFact> sessions = new ArrayList<>();
        for (int week = 0; week < 5; week++) {
            sessions.add(heldAt(week));
        }
        assertThat(plan(sessions))
                .noneMatch(
                        one -> one.row().equals("EVERY_84_DAYS") && one.code().equals("LIVER_TESTS"));
        sessions.add(heldAt(5));
        assertThat(plan(sessions))
                .anyMatch(one -> one.row().equals("EVERY_84_DAYS") && one.code().equals("LIVER_TESTS"));
    }

    @Test
    void aRepeatedEventCreatesNothingTwice() {
        List<DueAssessment> plan = plan(List.of(booked(START)));

        assertThat(changes(stored(plan), plan(List.of(booked(START))))).isEmpty();
        assertThat(plan).extracting(DueAssessment::id).doesNotHaveDuplicates();
    }

    @Test
    void aMovedSessionMovesItsAssessmentsAndKeepsTheirIds() {
        var before = plan(List.of(booked(START)));
        var changes = changes(stored(before), plan(List.of(booked(START.plusSeconds(86_400)))));

        assertThat(changes)
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                PlanChange.Move.class,
                                move -> assertThat(move.after().id())
                                        .isEqualTo(move.before().id())));
    }

    @Test
    void aCancelledSessionCancelsWhatWaitsAndLeavesWhatWasAnswered() {
        var before = plan(List.of(booked(START)));
        List<PlanChange.Stored> stored = new ArrayList<>(stored(before));
        DueAssessment answered = find(before, "PRE_SESSION", "PAIN-NRS");
        stored.removeIf(one -> one.assessment().equals(answered));
        stored.add(new PlanChange.Stored(answered, AssessmentState.COMPLETED));
        var cancelled = new CareFacts.SessionFact(SESSION, CareFacts.SessionState.NOT_HELD, START, null);

        var changes = changes(stored, plan(List.of(cancelled)));

        assertThat(changes).filteredOn(PlanChange.Cancel.class::isInstance).hasSize(4);
        assertThat(changes).doesNotContain(new PlanChange.Cancel(answered));
    }

    @Test
    void aPauseAsksNothingButTheFollowUpOfASessionAndItsEndBringsTheRestBack() {
        var running = plan(List.of(held()));
        var paused = CalendarPlan.of(
                facts(List.of(held()), List.of(new CareFacts.Pause(SCREENING, null)), null), RULES, START);

        assertThat(paused).extracting(DueAssessment::row).containsOnly("AFTER_24_HOURS", "AFTER_7_DAYS");
        List<PlanChange.Stored> stored = running.stream()
                .map(one -> new PlanChange.Stored(one, AssessmentState.CANCELLED))
                .toList();
        assertThat(changes(stored, running)).isNotEmpty().allMatch(PlanChange.Reopen.class::isInstance);
    }

    @Test
    void deathEndsEverythingAndAnOrdinaryStopLeavesTheSafetyFollowUp() {
        var died = CalendarPlan.of(
                facts(List.of(held()), List.of(), new CareFacts.Stop(END, CareFacts.StopReason.DECEASED)),
                RULES,
                START);
        var left = CalendarPlan.of(
                facts(List.of(held()), List.of(), new CareFacts.Stop(END, CareFacts.StopReason.WITHDRAWN)),
                RULES,
                START);

        assertThat(died).noneMatch(one -> one.dueUntil().isAfter(END));
        assertThat(left)
                .filteredOn(one -> one.dueUntil().isAfter(END))
                .extracting(DueAssessment::row)
                .containsOnly("AFTER_24_HOURS", "AFTER_7_DAYS");
    }

    @Test
    void whatEndedUnansweredIsAskedAgainWhenItsSessionWasPutOffAndWhatWasAnsweredIsNot() {
        var before = plan(List.of(booked(START)));
        var later = plan(List.of(booked(START.plusSeconds(7 * 86_400))));
        var now = START.plusSeconds(3600);

        var ended = before.stream()
                .map(one -> new PlanChange.Stored(one, AssessmentState.EXPIRED))
                .toList();
        assertThat(PlanChange.between(ended, before, now)).isEmpty();
        assertThat(PlanChange.between(ended, later, now))
                .contains(new PlanChange.Reopen(find(later, "PRE_SESSION", "MOOD_ITEM9")))
                .contains(new PlanChange.Reopen(find(later, "BASELINE", "HIT-6")))
                .hasSize(later.size());

        var answered = before.stream()
                .map(one -> new PlanChange.Stored(one, AssessmentState.COMPLETED))
                .toList();
        assertThat(PlanChange.between(answered, later, now)).isEmpty();
    }

    @Test
    void theClockOpensAndEndsAnAssessmentAndChangesNoFinishedOne() {
        var hit6 = find(plan(List.of()), "BASELINE", "HIT-6");

        assertThat(AssessmentState.SCHEDULED.at(hit6.dueFrom().minusMillis(1), hit6))
                .isEqualTo(AssessmentState.SCHEDULED);
        assertThat(AssessmentState.SCHEDULED.at(hit6.dueFrom(), hit6)).isEqualTo(AssessmentState.OPEN);
        assertThat(AssessmentState.OPEN.at(hit6.dueUntil(), hit6)).isEqualTo(AssessmentState.EXPIRED);
        assertThat(AssessmentState.COMPLETED.at(hit6.dueUntil(), hit6)).isEqualTo(AssessmentState.COMPLETED);
    }

    @Property(tries = 50)
    void theOrderInWhichSessionsBecameKnownDoesNotMatter(@ForAll long seed) {
        List<CareFacts.SessionFact> sessions = new ArrayList<>(List.of(heldAt(0), heldAt(1), heldAt(2), heldAt(3)));
        var inOrder = plan(sessions);
        Collections.shuffle(sessions, new Random(seed));

        assertThat(plan(sessions)).isEqualTo(inOrder);
    }

    @Test
    void anInstrumentUnderLicenceIsAskedOnlyWhereTheClinicHoldsOne() {
        var without = facts(List.of(held()), List.of(), null);
        var with = new CareFacts(
                PATIENT,
                ENROLMENT,
                BOGOTA,
                SCREENING,
                COURSE,
                List.of(held()),
                List.of(),
                null,
                null,
                Set.of(),
                Set.of("EQ-5D-5L"));

        assertThat(CalendarPlan.of(without, RULES, START))
                .extracting(DueAssessment::code)
                .doesNotContain("EQ-5D-5L");
        assertThat(CalendarPlan.of(with, RULES, START))
                .filteredOn(one -> one.code().equals("EQ-5D-5L"))
                .extracting(DueAssessment::row)
                .contains("BASELINE", "EVERY_84_DAYS");
    }

    @Test
    void whoAnsweredNothingAfterASessionIsCalledAndWhoAnsweredIsNot() {
        Instant nextNight = END.plusSeconds(36 * 3600);
        var silent = facts(List.of(held()), List.of(), null);
        var answering = new CareFacts(
                PATIENT,
                ENROLMENT,
                BOGOTA,
                SCREENING,
                COURSE,
                List.of(held()),
                List.of(),
                null,
                null,
                Set.of(CareFacts.point("AFTER_24_HOURS", SESSION.toString())),
                Set.of());

        assertThat(CalendarPlan.of(silent, RULES, nextNight.minusMillis(1)))
                .noneMatch(one -> one.code().equals("FOLLOW_UP_CALL"));
        assertThat(find(CalendarPlan.of(silent, RULES, nextNight), "FOLLOW_UP_CALL_24_H", "FOLLOW_UP_CALL"))
                .satisfies(call -> {
                    assertThat(call.by()).isEqualTo(CalendarRules.By.STAFF);
                    assertThat(call.dueFrom()).isEqualTo(nextNight);
                    assertThat(call.dueUntil()).isEqualTo(END.plusSeconds(72 * 3600));
                });
        assertThat(CalendarPlan.of(answering, RULES, nextNight))
                .noneMatch(one -> one.code().equals("FOLLOW_UP_CALL"));
    }

    @Test
    void aSilentDiaryIsAskedForFromTheThirdDayUntilTheAlertAndEachWrittenDayPutsItOff() {
        var silentFromThe5th = silentSince(LocalDate.of(2026, 3, 5));
        var silentFromThe6th = silentSince(LocalDate.of(2026, 3, 6));

        var gap = find(silentFromThe5th, "DIARY_GAP", "DIARY_GAP");

        assertThat(gap.dueFrom()).isEqualTo("2026-03-07T05:00:00Z");
        assertThat(gap.dueUntil()).isEqualTo("2026-03-10T05:00:00Z");
        var changes = PlanChange.between(stored(List.of(gap)), silentFromThe6th, gap.dueFrom());
        assertThat(changes).contains(new PlanChange.Cancel(gap));
        assertThat(changes)
                .filteredOn(PlanChange.Create.class::isInstance)
                .extracting(change -> ((PlanChange.Create) change).assessment().code())
                .contains("DIARY_GAP");
    }

    @Test
    void whatWasAskedUnderAnotherIdOfThePersonIsNotAskedAgain() {
        UUID alias = UUID.fromString("0197a000-0000-7000-8000-0000000000f1");
        var own = plan(List.of(booked(START)));
        var theirs = CalendarPlan.of(
                new CareFacts(
                        alias,
                        ENROLMENT,
                        BOGOTA,
                        SCREENING,
                        COURSE,
                        List.of(booked(START)),
                        List.of(),
                        null,
                        null,
                        Set.of(),
                        Set.of()),
                RULES,
                START);
        List<PlanChange.Stored> stored = new ArrayList<>();
        theirs.forEach(one -> stored.add(new PlanChange.Stored(
                one, one.code().equals("HIT-6") ? AssessmentState.COMPLETED : AssessmentState.OPEN)));

        assertThat(changes(stored, own)).isEmpty();

        // Asked under both ids before the merge: one answer is enough, and of two that wait one goes.
        own.forEach(one -> stored.add(new PlanChange.Stored(one, AssessmentState.OPEN)));
        assertThat(changes(stored, own))
                .hasSameSizeAs(own)
                .allMatch(PlanChange.Cancel.class::isInstance)
                .contains(new PlanChange.Cancel(find(own, "BASELINE", "HIT-6")))
                .doesNotContain(new PlanChange.Cancel(find(own, "BASELINE", "MIDAS")));
    }

    private static List<DueAssessment> silentSince(LocalDate day) {
        return CalendarPlan.of(
                new CareFacts(
                        PATIENT, ENROLMENT, BOGOTA, SCREENING, null, List.of(), List.of(), null, day, Set.of(),
                        Set.of()),
                RULES,
                Instant.parse("2026-03-05T12:00:00Z"));
    }

    static List<DueAssessment> plan(List<CareFacts.SessionFact> sessions) {
        return CalendarPlan.of(facts(sessions, List.of(), null), RULES, START);
    }

    private static CareFacts facts(
            List<CareFacts.SessionFact> sessions, List<CareFacts.Pause> pauses, CareFacts.@Nullable Stop stop) {
        return new CareFacts(
                PATIENT, ENROLMENT, BOGOTA, SCREENING, COURSE, sessions, pauses, stop, null, Set.of(), Set.of());
    }

    static CareFacts.SessionFact booked(Instant start) {
        return new CareFacts.SessionFact(SESSION, CareFacts.SessionState.BOOKED, start, null);
    }

    private static CareFacts.SessionFact held() {
        return new CareFacts.SessionFact(SESSION, CareFacts.SessionState.HELD, START, END);
    }

    private static CareFacts.SessionFact heldAt(int week) {
        long shift = week * 7L * 86_400;
        return new CareFacts.SessionFact(
                new UUID(SESSION.getMostSignificantBits(), SESSION.getLeastSignificantBits() + 10 + week),
                CareFacts.SessionState.HELD,
                START.plusSeconds(shift),
                END.plusSeconds(shift));
    }

    private static List<PlanChange.Stored> stored(List<DueAssessment> plan) {
        return plan.stream()
                .map(one -> new PlanChange.Stored(one, AssessmentState.SCHEDULED))
                .toList();
    }

    private static List<PlanChange> changes(List<PlanChange.Stored> stored, List<DueAssessment> plan) {
        return PlanChange.between(stored, plan, START.minusSeconds(3600));
    }

    static DueAssessment find(List<DueAssessment> plan, String row, String code) {
        return plan.stream()
                .filter(one -> one.row().equals(row) && one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
