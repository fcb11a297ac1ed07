package org.paincare.session.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Source;

/**
 * Some signs to record together at a time, and what became of it.
 *
 * @param opensAt from when on a record counts for it
 * @param alarms  whether it raises an alarm once it is overdue
 * @param doneAt  when the last of its signs was recorded
 */
public record DueSet(
        Instant at,
        Phase phase,
        Set<Sign> signs,
        Instant opensAt,
        boolean alarms,
        State state,
        @Nullable Instant doneAt,
        Source source) {

    public enum State {
        UPCOMING,
        /** Its time has come. */
        DUE,
        /** Nobody recorded it within the time of grace. */
        OVERDUE,
        DONE,
        /** Recorded after the time of grace. */
        DONE_LATE,
        /** Never recorded, and no longer asked for. */
        MISSED
    }

    public DueSet {
        signs = Set.copyOf(signs);
    }

    /** Still to be recorded, its time having come. */
    public boolean isOpen() {
        return state == State.DUE || state == State.OVERDUE;
    }

    /** Negative before it is due. */
    public Duration overdueBy(Instant now) {
        return Duration.between(at, now);
    }
}
