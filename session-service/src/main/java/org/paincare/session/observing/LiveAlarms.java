package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.alarm.AlarmChange;
import org.paincare.session.alarm.OpenAlarm;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.live.LiveFeed;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalFinding;

/** Shows boards what happens at the bedside. */
@ApplicationScoped
public class LiveAlarms {

    private final LiveFeed feed;

    LiveAlarms(LiveFeed feed) {
        this.feed = feed;
    }

    /**
     * An alarm as boards show it: no names.
     *
     * @param change  what just happened to it
     * @param sounds  whether it asks for somebody now: raised and not late
     * @param value   what was seen just now, where a reading was
     */
    public record Alarm(
            UUID id,
            String change,
            String rule,
            String level,
            @Nullable String sign,
            @Nullable String action,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            @Nullable String unit,
            boolean late,
            String state,
            boolean sounds,
            Instant raisedAt,
            Instant lastAt,
            int escalationStep,
            @Nullable String escalatedTo) {

        static Alarm of(OpenAlarm alarm, String change, Seen seen) {
            return new Alarm(
                    alarm.id(),
                    change,
                    alarm.rule(),
                    alarm.level().name(),
                    alarm.sign() == null ? null : alarm.sign().name(),
                    seen.action(),
                    seen.value(),
                    seen.limit(),
                    seen.unit(),
                    alarm.late(),
                    alarm.status().name(),
                    alarm.status() == OpenAlarm.Status.RAISED && !alarm.late(),
                    alarm.raisedAt(),
                    alarm.lastAt(),
                    alarm.step(),
                    alarm.asked() == null ? null : alarm.asked().name());
        }
    }

    /** What was seen that an alarm is about, and what to do. */
    record Seen(
            @Nullable String action,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            @Nullable String unit) {

        static Seen of(@Nullable VitalFinding finding) {
            return finding == null
                    ? new Seen(null, null, null, null)
                    : new Seen(
                            finding.action() == null ? null : finding.action().name(),
                            finding.value(),
                            finding.limit(),
                            finding.unit());
        }
    }

    /** A reading as boards show it. */
    public record Observation(
            UUID id,
            Instant observedAt,
            Map<String, BigDecimal> values,
            @Nullable String device,
            boolean late) {}

    static LiveEvent event(UUID clinic, UUID session, Instant at, boolean stored, Alarm alarm) {
        return new LiveEvent(clinic, session, LiveEvent.Kind.ALARM, alarm.id(), at, stored, alarm);
    }

    void publish(UUID clinic, UUID session, AlarmChange change, Instant at, boolean stored) {
        var shown = Alarm.of(change.alarm(), change.kind().name(), Seen.of(change.finding()));
        feed.publish(event(clinic, session, at, stored, shown));
    }

    void publish(
            UUID clinic,
            UUID session,
            UUID id,
            Instant observedAt,
            Map<Sign, BigDecimal> values,
            @Nullable String device,
            boolean late,
            Instant at) {
        var named = new TreeMap<String, BigDecimal>();
        values.forEach((sign, value) -> named.put(sign.name(), value));
        feed.publish(new LiveEvent(
                clinic,
                session,
                LiveEvent.Kind.OBSERVATION,
                id,
                at,
                true,
                new Observation(id, observedAt, named, device, late)));
    }
}
