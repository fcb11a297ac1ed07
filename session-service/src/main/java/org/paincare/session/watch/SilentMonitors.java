package org.paincare.session.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.device.DeviceBindings;
import org.paincare.session.monitoring.MonitoringSchedule;
import org.paincare.session.observing.Alarms;
import org.paincare.session.treatment.Deadlines.AlarmLevel;
import org.paincare.session.treatment.SessionState;

/**
 * The dead-man alarm: while drug runs or the patient recovers, a bound monitor whose continuous signs are not heard raises
 * it. Heard is what this service received and stored, by its own clock; a device's clock says nothing here. One row of due
 * work per session looks when the silence would have lasted too long, and again from there.
 */
@ApplicationScoped
class SilentMonitors implements DueHandler {

    static final String RULE = "READINGS_STOPPED";

    /** How often it is looked whether a silent monitor is heard again. */
    private static final Duration LOOKED_AGAIN = Duration.ofSeconds(5);

    private static final Set<SessionState> WATCHED = EnumSet.of(
            SessionState.INFUSING,
            SessionState.PAUSED,
            SessionState.COMPLETED_INFUSION,
            SessionState.STOPPED_EARLY,
            SessionState.RECOVERY);

    private final MonitoringSchedule.ReadingsStop rule;

    /** SQL that is true of a reading with a sign which is to be shown all the time while drug runs or after it. */
    private final String continuous;

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final WatchAlarms alarms;
    private final DueWork due;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    SilentMonitors(
            DataSource pool,
            Lifecycle lifecycle,
            WatchAlarms alarms,
            DueWork due,
            CurrentClinic clinic,
            InstantSource clock) {
        var schedule = MonitoringSchedule.builtIn();
        this.rule = schedule.readingsStop();
        this.continuous = schedule.phases().stream()
                .flatMap(row -> row.continuous().stream())
                .map(sign -> "o." + sign.name().toLowerCase(Locale.ROOT) + " IS NOT NULL")
                .distinct()
                .collect(Collectors.joining(" OR "));
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.alarms = alarms;
        this.due = due;
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return DeviceBindings.READINGS_WATCH;
    }

    @Override
    public boolean urgent() {
        return true;
    }

    @Override
    public void run(UUID sessionId, Instant dueAt) {
        var session = lifecycle.find(sessionId);
        var now = clock.instant();
        var silent = silentSince(session);
        if (silent.isEmpty()) {
            alarms.conditionOver(session, RULE, now);
            return;
        }
        var end = silent.get().plus(rule.after());
        if (end.isAfter(now)) {
            alarms.conditionOver(session, RULE, now);
            due.reschedule(kind(), sessionId, end);
            return;
        }
        alarms.stands(
                session,
                new WatchAlarms.Condition(
                        Alarms.Cause.DEAD_MAN,
                        RULE,
                        AlarmLevel.valueOf(rule.level().name()),
                        silent.get()),
                now);
        due.reschedule(kind(), sessionId, now.plus(LOOKED_AGAIN));
    }

    /** Since when the monitor that was heard longest ago is silent; empty where nobody has to be heard. */
    private Optional<Instant> silentSince(Session session) {
        var started = session.startedAt();
        if (started == null || !WATCHED.contains(session.state())) {
            return Optional.empty();
        }
        return jdbc
                .list(
                        "SELECT b.bound_at, " + lastHeard("true") + " AS heard_at, " + lastHeard(continuous)
                                + " AS continuous_at FROM device_binding b"
                                + " JOIN device d ON d.clinic_id = b.clinic_id AND d.id = b.device_id"
                                + " WHERE b.clinic_id = ? AND b.session_id = ? AND b.ended_at IS NULL",
                        row -> new Heard(
                                Jdbc.instant(row, "bound_at"), time(row, "heard_at"), time(row, "continuous_at")),
                        clinic.get(),
                        session.id())
                .stream()
                .filter(Heard::hasToBeHeard)
                .map(heard -> heard.silentSince(started))
                .min(Comparator.naturalOrder());
    }

    /** What a person sends of a monitor long after says nothing of now. */
    private static String lastHeard(String ofWhat) {
        return "(SELECT o.received_at FROM observation o WHERE o.clinic_id = b.clinic_id AND o.session_id = b.session_id"
                + " AND NOT (o.source = 'PERSON' AND o.late)"
                + " AND (o.device = d.code OR o.device IS NULL AND o.person = d.subject) AND (" + ofWhat + ")"
                + " ORDER BY o.received_at DESC LIMIT 1)";
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * When a bound monitor was last heard in this session.
     *
     * @param continuousAt of a sign that is to be shown all the time
     */
    private record Heard(
            Instant boundAt, @Nullable Instant at, @Nullable Instant continuousAt) {

        /** Not one that only measures now and then, as a cuff does; one that said nothing yet is waited for. */
        boolean hasToBeHeard() {
            return continuousAt != null || at == null;
        }

        Instant silentSince(Instant started) {
            return Stream.of(started, boundAt, continuousAt == null ? Instant.MIN : continuousAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}
