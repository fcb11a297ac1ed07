package org.paincare.outcome.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.outcome.calendar.CalendarPlanTest.START;
import static org.paincare.outcome.calendar.CalendarPlanTest.booked;
import static org.paincare.outcome.calendar.CalendarPlanTest.find;
import static org.paincare.outcome.calendar.CalendarPlanTest.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of answers that were given before their session was put off. */
class PutOffSessionTest {

    /** Reference 6.7: what is asked before a session is asked in the 24 hours before it. */
    @Test
    void whatWasAnsweredBeforeItsSessionWasPutOffIsAskedOnceMore() {
        var before = plan(List.of(booked(START)));
        var mood = find(before, "PRE_SESSION", "MOOD_ITEM9");
        var answered = List.of(
                new PlanChange.Stored(mood, AssessmentState.COMPLETED, START.minusSeconds(3 * 3600)),
                new PlanChange.Stored(
                        find(before, "BASELINE", "HIT-6"), AssessmentState.COMPLETED, START.minusSeconds(40 * 86_400)));

        // Three hours before the first start is 24 hours before one that is 21 hours later, and too early after that.
        assertThat(created(answered, START.plusSeconds(21 * 3600))).doesNotContain("PRE_SESSION MOOD_ITEM9");
        assertThat(created(answered, START.plusSeconds(21 * 3600 + 60)))
                .contains("PRE_SESSION MOOD_ITEM9")
                .doesNotContain("BASELINE HIT-6");

        var later = plan(List.of(booked(START.plusSeconds(7 * 86_400))));
        var again = PlanChange.between(answered, later, START).stream()
                .filter(PlanChange.Create.class::isInstance)
                .map(change -> ((PlanChange.Create) change).assessment())
                .filter(one -> one.code().equals("MOOD_ITEM9"))
                .findFirst()
                .orElseThrow();
        assertThat(again.id()).isNotEqualTo(mood.id());
        assertThat(again.anchor()).isEqualTo(mood.anchor());
        assertThat(again.dueFrom()).isEqualTo(START.plusSeconds(6 * 86_400));

        var both = new ArrayList<>(answered);
        both.add(new PlanChange.Stored(again, AssessmentState.SCHEDULED));
        assertThat(ofMood(both, later)).as("asked once more, not twice more").isEmpty();
        assertThat(ofMood(both, before))
                .as("back at its first time the first answer is the answer")
                .containsExactly(new PlanChange.Cancel(again));
        both.set(2, new PlanChange.Stored(again, AssessmentState.CANCELLED));
        assertThat(ofMood(both, later)).containsExactly(new PlanChange.Reopen(again));
        both.set(2, new PlanChange.Stored(again, AssessmentState.COMPLETED, START.plusSeconds(6 * 86_400 + 60)));
        assertThat(ofMood(both, later)).isEmpty();
        assertThat(ofMood(both, plan(List.of(booked(START.plusSeconds(9 * 86_400))))))
                .as("put off once more")
                .singleElement()
                .isInstanceOfSatisfying(
                        PlanChange.Create.class,
                        third -> assertThat(third.assessment().id()).isNotIn(mood.id(), again.id()));
    }

    private static List<String> created(List<PlanChange.Stored> stored, Instant start) {
        return PlanChange.between(stored, plan(List.of(booked(start))), START).stream()
                .filter(PlanChange.Create.class::isInstance)
                .map(change -> ((PlanChange.Create) change).assessment())
                .map(one -> one.row() + " " + one.code())
                .toList();
    }

    private static List<PlanChange> ofMood(List<PlanChange.Stored> stored, List<DueAssessment> plan) {
        return PlanChange.between(
                stored,
                plan.stream().filter(one -> one.code().equals("MOOD_ITEM9")).toList(),
                START);
    }
}
