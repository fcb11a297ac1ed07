package org.paincare.session.observing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.alarm.AlarmState;
import org.paincare.session.alarm.OpenAlarm;
import org.paincare.session.monitoring.AltitudeProfile;
import org.paincare.session.monitoring.Baseline;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.treatment.SessionState;

/**
 * All that judging a reading of a session takes. Held in memory by every replica, so that a reading is judged even while
 * the database is away.
 *
 * @param altitude       absent where the clinic's settings have not arrived
 * @param earlierHighest worst scales of the person's earlier sessions; absent until they were looked up
 * @param version        of the stored state that this goes back to
 * @param policy         what the clinic set for itself in numbers
 */
record SessionAtBedside(
        UUID clinic,
        UUID id,
        UUID patient,
        SessionState state,
        @Nullable Instant startedAt,
        @Nullable AltitudeProfile altitude,
        Map<Sign, BigDecimal> today,
        @Nullable Map<Sign, BigDecimal> earlierHighest,
        AlarmState alarms,
        long version,
        PolicyNumbers policy) {

    private static final Set<SessionState> BEFORE_DRUG =
            EnumSet.of(SessionState.CHECKED_IN, SessionState.PRECHECK, SessionState.READY);
    private static final Set<SessionState> NOT_OBSERVED = EnumSet.of(
            SessionState.PLANNED,
            SessionState.SCHEDULED,
            SessionState.CANCELLED,
            SessionState.NO_SHOW,
            SessionState.ABORTED_PRECHECK,
            SessionState.CLOSED);

    boolean isObserved() {
        return !NOT_OBSERVED.contains(state);
    }

    /** What a device kept back while it had no connection may come after the session was closed; nothing else does. */
    boolean takesBackfill() {
        return isObserved() || state == SessionState.CLOSED;
    }

    /** Whether what is measured now tells what is normal for this person today. */
    boolean takesBaseline() {
        return BEFORE_DRUG.contains(state);
    }

    boolean isBeforeDrug(Instant at) {
        return startedAt == null || at.isBefore(startedAt);
    }

    Baseline baseline() {
        return new Baseline(today, earlierHighest == null ? Map.of() : earlierHighest);
    }

    SessionAtBedside with(AlarmState next, long nextVersion) {
        return new SessionAtBedside(
                clinic, id, patient, state, startedAt, altitude, today, earlierHighest, next, nextVersion, policy);
    }

    SessionAtBedside withOpen(OpenAlarm alarm) {
        var open = new java.util.HashMap<>(alarms.open());
        if (alarm.status() == OpenAlarm.Status.CLOSED) {
            open.remove(alarm.rule());
        } else {
            open.put(alarm.rule(), alarm);
        }
        return with(alarms.withOpen(open), version);
    }

    SessionAtBedside withEarlier(Map<Sign, BigDecimal> highest) {
        return new SessionAtBedside(
                clinic, id, patient, state, startedAt, altitude, today, highest, alarms, version, policy);
    }

    /** The same where these values were taken before the drug. */
    SessionAtBedside withToday(Map<Sign, BigDecimal> values) {
        var next = new EnumMap<Sign, BigDecimal>(Sign.class);
        next.putAll(today);
        next.putAll(values);
        return new SessionAtBedside(
                clinic, id, patient, state, startedAt, altitude, next, earlierHighest, alarms, version, policy);
    }
}
