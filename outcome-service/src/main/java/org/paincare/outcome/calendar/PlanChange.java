package org.paincare.outcome.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen to the stored assessments so that they follow the plan. Answered ones are history, and so are expired
 * ones, unless what they belong to was put off: then there is time to answer again. An answer that has become too early by
 * that stays what it was, and the same is asked once more.
 */
public sealed interface PlanChange {

    record Create(DueAssessment assessment) implements PlanChange {}

    /** Other times, same assessment. */
    record Move(DueAssessment before, DueAssessment after) implements PlanChange {}

    /** No longer planned: cancelled session, pause, stop. */
    record Cancel(DueAssessment assessment) implements PlanChange {}

    /** Planned again after it was cancelled or over: the pause ended, the session came back or takes place later. */
    record Reopen(DueAssessment assessment) implements PlanChange {}

    List<AssessmentState> RANK = List.of(
            AssessmentState.COMPLETED,
            AssessmentState.OPEN,
            AssessmentState.SCHEDULED,
            AssessmentState.EXPIRED,
            AssessmentState.CANCELLED);

    /**
     * An assessment as stored.
     *
     * @param answeredAt when its answer was true; null where it has none, or where nothing has moved since
     */
    record Stored(
            DueAssessment assessment,
            AssessmentState state,
            @Nullable Instant answeredAt) {

        public Stored(DueAssessment assessment, AssessmentState state) {
            this(assessment, state, null);
        }

        /** Answered in time once, but too early for where it has been put off to since: it has to be asked again. */
        private boolean isTooEarlyFor(DueAssessment wanted) {
            return state == AssessmentState.COMPLETED
                    && wanted.isAfter(assessment)
                    && answeredAt != null
                    && answeredAt.isBefore(wanted.dueFrom());
        }
    }

    /**
     * Applying the changes and asking again gives none. What has already ended is not created: nobody could answer it.
     * What was asked under another id of the same person is the same assessment: a merge asks nothing again.
     */
    static List<PlanChange> between(Collection<Stored> stored, List<DueAssessment> planned, Instant now) {
        Map<String, List<Stored>> known = new LinkedHashMap<>();
        stored.stream()
                .sorted(Comparator.comparing(one -> one.assessment().key()))
                .forEach(one -> known.computeIfAbsent(one.assessment().thing(), thing -> new ArrayList<>())
                        .add(one));
        List<PlanChange> changes = new ArrayList<>();
        for (DueAssessment wanted : planned) {
            List<Stored> same = known.getOrDefault(wanted.thing(), List.of());
            Stored existing = standing(same, wanted);
            boolean ended = !now.isBefore(wanted.dueUntil());
            if (existing == null) {
                if (!ended) {
                    long before = same.stream()
                            .filter(one -> one.isTooEarlyFor(wanted))
                            .count();
                    changes.add(new Create(before == 0 ? wanted : wanted.again(before)));
                }
            } else if (existing.state() == AssessmentState.CANCELLED || isPutOff(existing, wanted)) {
                if (!ended) {
                    changes.add(new Reopen(wanted.keptAs(existing.assessment())));
                }
            } else if (existing.state().waiting() && !existing.assessment().sameTimes(wanted)) {
                changes.add(new Move(existing.assessment(), wanted.keptAs(existing.assessment())));
            }
        }
        known.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.state().waiting())
                .map(Stored::assessment)
                .sorted(Comparator.comparing(DueAssessment::key))
                .forEach(one -> changes.add(new Cancel(one)));
        return List.copyOf(changes);
    }

    private static boolean isPutOff(Stored existing, DueAssessment wanted) {
        return existing.state() == AssessmentState.EXPIRED
                && wanted.dueUntil().isAfter(existing.assessment().dueUntil());
    }

    /** What stands for the wanted one, taken out of what is known: answered before waiting before ended, its own id first. */
    private static @Nullable Stored standing(List<Stored> same, DueAssessment wanted) {
        Stored best = same.stream()
                .filter(one -> !one.isTooEarlyFor(wanted))
                .min(Comparator.<Stored>comparingInt(one -> RANK.indexOf(one.state()))
                        .thenComparing(one -> !one.assessment().id().equals(wanted.id())))
                .orElse(null);
        if (best != null) {
            same.remove(best);
        }
        return best;
    }
}
