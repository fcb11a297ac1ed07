package org.paincare.outcome.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What has to happen to the stored assessments so that they follow the plan. Answered and expired ones are history. */
public sealed interface PlanChange {

    record Create(DueAssessment assessment) implements PlanChange {}

    /** Other times, same assessment. */
    record Move(DueAssessment before, DueAssessment after) implements PlanChange {}

    /** No longer planned: cancelled session, pause, stop. */
    record Cancel(DueAssessment assessment) implements PlanChange {}

    /** Planned again after it was cancelled: the pause ended, the session came back. */
    record Reopen(DueAssessment assessment) implements PlanChange {}

    /** An assessment as stored. */
    record Stored(DueAssessment assessment, AssessmentState state) {}

    /** Applying the changes and asking again gives none. What has already ended is not created: nobody could answer it. */
    static List<PlanChange> between(Collection<Stored> stored, List<DueAssessment> planned, Instant now) {
        Map<UUID, Stored> known = new HashMap<>();
        stored.forEach(one -> known.put(one.assessment().id(), one));
        List<PlanChange> changes = new ArrayList<>();
        for (DueAssessment wanted : planned) {
            Stored existing = known.remove(wanted.id());
            boolean ended = !now.isBefore(wanted.dueUntil());
            if (existing == null) {
                if (!ended) {
                    changes.add(new Create(wanted));
                }
            } else if (existing.state() == AssessmentState.CANCELLED) {
                if (!ended) {
                    changes.add(new Reopen(wanted));
                }
            } else if (existing.state().waiting() && !existing.assessment().sameTimes(wanted)) {
                changes.add(new Move(existing.assessment(), wanted));
            }
        }
        known.values().stream()
                .filter(one -> one.state().waiting())
                .map(Stored::assessment)
                .sorted(java.util.Comparator.comparing(DueAssessment::key))
                .forEach(one -> changes.add(new Cancel(one)));
        return List.copyOf(changes);
    }
}
