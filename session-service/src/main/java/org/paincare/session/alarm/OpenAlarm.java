package org.paincare.session.alarm;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalRule;

/**
 * An alarm that is not closed.
 *
 * @param sign           absent where no reading raised it
 * @param late           raised by a late reading alone: it waits for acknowledgement, and pages nobody
 * @param normalInARow   normal readings since it was acknowledged, none other between
 * @param holds          whether its condition held when it was last looked at
 * @param lastAt         when it was last seen, bedside time
 * @param lastSource     device that saw it last; empty for a person
 * @param soundsFrom     server's time since when it sounds: what escalation is counted from
 * @param step           how many times somebody else was asked since then
 * @param asked          who was asked last
 * @param nextStepAt     server's time of what becomes of it next: somebody else asked, or sounding again
 */
public record OpenAlarm(
        UUID id,
        String rule,
        @Nullable Sign sign,
        VitalRule.Level level,
        boolean late,
        Status status,
        int normalInARow,
        boolean holds,
        Instant raisedAt,
        Instant lastAt,
        String lastSource,
        @Nullable Instant acknowledgedAt,
        Instant soundsFrom,
        int step,
        AlarmRules.@Nullable Asked asked,
        @Nullable Instant nextStepAt) {

    /** Where an alarm stands. */
    public enum Status {
        RAISED,
        ACKNOWLEDGED,
        CLOSED
    }

    OpenAlarm seen(Instant at, String source) {
        return new OpenAlarm(
                id,
                rule,
                sign,
                level,
                late,
                status,
                0,
                holds,
                raisedAt,
                at.isAfter(lastAt) ? at : lastAt,
                source,
                acknowledgedAt,
                soundsFrom,
                step,
                asked,
                nextStepAt);
    }

    OpenAlarm counted(int normal, boolean stillHolds) {
        return new OpenAlarm(
                id,
                rule,
                sign,
                level,
                late,
                status,
                normal,
                stillHolds,
                raisedAt,
                lastAt,
                lastSource,
                acknowledgedAt,
                soundsFrom,
                step,
                asked,
                nextStepAt);
    }

    /** It sounds from now on, whatever it was before. */
    OpenAlarm sounding(Instant now) {
        return new OpenAlarm(
                id,
                rule,
                sign,
                level,
                false,
                Status.RAISED,
                0,
                holds,
                raisedAt,
                lastAt,
                lastSource,
                acknowledgedAt,
                now,
                0,
                null,
                null);
    }

    OpenAlarm acknowledged(Status after, Instant at) {
        return new OpenAlarm(
                id,
                rule,
                sign,
                level,
                late,
                after,
                0,
                holds,
                raisedAt,
                lastAt,
                lastSource,
                at,
                soundsFrom,
                step,
                asked,
                null);
    }

    OpenAlarm closed() {
        return new OpenAlarm(
                id,
                rule,
                sign,
                level,
                late,
                Status.CLOSED,
                normalInARow,
                false,
                raisedAt,
                lastAt,
                lastSource,
                acknowledgedAt,
                soundsFrom,
                step,
                asked,
                null);
    }

    OpenAlarm asking(int steps, AlarmRules.Asked who) {
        return new OpenAlarm(
                id,
                rule,
                sign,
                level,
                late,
                status,
                normalInARow,
                holds,
                raisedAt,
                lastAt,
                lastSource,
                acknowledgedAt,
                soundsFrom,
                steps,
                who,
                nextStepAt);
    }

    OpenAlarm next(@Nullable Instant at) {
        return new OpenAlarm(
                id,
                rule,
                sign,
                level,
                late,
                status,
                normalInARow,
                holds,
                raisedAt,
                lastAt,
                lastSource,
                acknowledgedAt,
                soundsFrom,
                step,
                asked,
                at);
    }
}
