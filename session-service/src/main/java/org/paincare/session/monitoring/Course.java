package org.paincare.session.monitoring;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a session decides which sets are due, by the time at the bedside.
 *
 * @param inpatient  watched by the rhythm of a long infusion
 * @param preCheckAt when the pre-check began
 * @param start      of the drug
 * @param rises      of the rate
 * @param changes    of the rate, up and down
 * @param stop       of the drug
 * @param until      from when on no set is due: recovered, ready to go, or gone
 */
public record Course(
        boolean inpatient,
        @Nullable Instant preCheckAt,
        @Nullable Instant start,
        List<Instant> rises,
        List<Instant> changes,
        @Nullable Instant stop,
        @Nullable Instant until) {

    public Course {
        rises = List.copyOf(rises);
        changes = List.copyOf(changes);
    }
}
