package org.paincare.session.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.care.Session;
import org.paincare.session.observing.Alarms;
import org.paincare.session.treatment.Deadlines.AlarmLevel;

/** Alarms about what does not happen at the bedside: raised, kept, raised again after they were seen, and over. */
@ApplicationScoped
class WatchAlarms {

    private final Jdbc jdbc;
    private final Alarms alarms;
    private final CurrentClinic clinic;

    WatchAlarms(DataSource pool, Alarms alarms, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.alarms = alarms;
        this.clinic = clinic;
    }

    /**
     * What an alarm is about.
     *
     * @param since       when what it is about began: the set's time, the last reading
     * @param againAfter it was seen and goes on: it is raised again after so long
     */
    record Condition(Alarms.Cause cause, String rule, AlarmLevel level, Instant since, Duration againAfter) {}

    /** Raises the alarm, unless it stands, or was seen a moment ago. */
    void stands(Session session, Condition condition, Instant now) {
        var last = last(session, condition.rule(), condition.since());
        if (last.isPresent()) {
            var closedAt = last.get().closedAt();
            if (closedAt == null || closedAt.plus(condition.againAfter()).isAfter(now)) {
                return;
            }
        }
        alarms.raise(session, condition.cause(), condition.rule(), condition.level(), now);
    }

    /** An alarm that was acknowledged is closed; one that nobody saw stays until somebody did. */
    void conditionOver(Session session, String rule, Instant at) {
        alarms.conditionOver(session, rule, at);
    }

    private record Last(UUID id, @Nullable Instant closedAt) {}

    /** The last one of a rule, if it stands or was raised since then. */
    private Optional<Last> last(Session session, String rule, Instant since) {
        return jdbc.first(
                "SELECT id, closed_at FROM alarm WHERE clinic_id = ? AND session_id = ? AND rule = ?"
                        + " AND (state <> 'CLOSED' OR raised_at >= ?) ORDER BY raised_at DESC, id DESC LIMIT 1",
                row -> {
                    var closed = row.getObject("closed_at", OffsetDateTime.class);
                    return new Last(row.getObject("id", UUID.class), closed == null ? null : closed.toInstant());
                },
                clinic.get(),
                session.id(),
                rule,
                since);
    }
}
