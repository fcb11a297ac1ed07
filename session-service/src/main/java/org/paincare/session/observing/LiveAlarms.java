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
            @Nullable String escalatedTo) {}

    /** A reading as boards show it. */
    public record Observation(
            UUID id,
            Instant observedAt,
            Map<String, BigDecimal> values,
            @Nullable String device,
            boolean late) {}

    void publish(UUID clinic, UUID session, AlarmChange change, Instant at, boolean stored) {
        var alarm = change.alarm();
        var finding = change.finding();
        feed.publish(new LiveEvent(
                clinic,
                session,
                LiveEvent.Kind.ALARM,
                alarm.id(),
                at,
                stored,
                new Alarm(
                        alarm.id(),
                        change.kind().name(),
                        alarm.rule(),
                        alarm.level().name(),
                        alarm.sign() == null ? null : alarm.sign().name(),
                        finding == null || finding.action() == null
                                ? null
                                : finding.action().name(),
                        finding == null ? null : finding.value(),
                        finding == null ? null : finding.limit(),
                        finding == null ? null : finding.unit(),
                        alarm.late(),
                        alarm.status().name(),
                        alarm.status() == OpenAlarm.Status.RAISED && !alarm.late(),
                        alarm.raisedAt(),
                        alarm.lastAt(),
                        alarm.step(),
                        alarm.asked() == null ? null : alarm.asked().name())));
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
