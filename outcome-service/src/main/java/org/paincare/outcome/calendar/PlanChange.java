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
 * ones, unless what they belong to was put off: then there is time to answer again.
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

    /** An assessment as stored. */
    record Stored(DueAssessment assessment, AssessmentState state) {}

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
            Stored existing = standing(known, wanted);
            boolean ended = !now.isBefore(wanted.dueUntil());
            if (existing == null) {
                if (!ended) {
                    changes.add(new Create(wanted));
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
    private static @Nullable Stored standing(Map<String, List<Stored>> known, DueAssessment wanted) {
        List<Stored> same = known.getOrDefault(wanted.thing(), List.of());
        Stored best = same.stream()
                .min(Comparator.<Stored>comparingInt(one -> RANK.indexOf(one.state()))
                        .thenComparing(one -> !one.assessment().id().equals(wanted.id())))
                .orElse(null);
        if (best != null) {
            same.remove(best);
        }
        return best;
    }
}
