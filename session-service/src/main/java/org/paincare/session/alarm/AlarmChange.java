package org.paincare.session.alarm;

import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.VitalFinding;

/** What happened to an alarm. */
public record AlarmChange(
        Kind kind, OpenAlarm alarm, @Nullable VitalFinding finding) {

    /** As history keeps it and boards show it. */
    public enum Kind {
        RAISED,
        /** Seen again while open. */
        KEPT_UP,
        /** Raised by a late reading before, seen by an on-time one now: from here on it pages. */
        ON_TIME,
        /** Nobody acknowledged it: the next person is asked. */
        ESCALATED,
        /** Acknowledged, and its condition still holds. */
        SOUNDS_AGAIN,
        ACKNOWLEDGED,
        CLOSED
    }
}
