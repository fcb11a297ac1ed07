package org.paincare.patient.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.CareNeeds.Need;

/**
 * What asks for a task now, and when to look again.
 *
 * @param nextLookAt null where nothing is about to run out
 */
record CareTaskPlan(List<Need> now, @Nullable Instant nextLookAt) {

    /** @param before when a task of a kind is raised about something that runs out then */
    static CareTaskPlan of(List<Need> needs, boolean inCare, Instant now, BiFunction<String, Instant, Instant> before) {
        var due = new ArrayList<Need>();
        Instant next = null;
        for (var need : needs) {
            if (need.inCareOnly() && !inCare) {
                continue;
            }
            var from = from(need, now, before);
            if (!from.isAfter(now)) {
                due.add(need);
            } else if (next == null || from.isBefore(next)) {
                next = from;
            }
        }
        return new CareTaskPlan(List.copyOf(due), next);
    }

    private static Instant from(Need need, Instant now, BiFunction<String, Instant, Instant> before) {
        if (need.runsOutAt() == null) {
            return now;
        }
        return need.ahead() == null
                ? before.apply(need.kind(), need.runsOutAt())
                : need.runsOutAt().minus(need.ahead());
    }
}
