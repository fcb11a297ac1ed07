package org.paincare.session.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import javax.sql.DataSource;
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
     */
    record Condition(Alarms.Cause cause, String rule, AlarmLevel level, Instant since) {}

    /** Raises the alarm, unless it stands; acknowledged, it stays open and sounds again while this goes on. */
    void stands(Session session, Condition condition, Instant now) {
        if (isRaisedSince(session, condition.rule(), condition.since())) {
            return;
        }
        alarms.raise(session, condition.cause(), condition.rule(), condition.level(), now);
    }

    /** An alarm that was acknowledged is closed; one that nobody saw stays until somebody did. */
    void conditionOver(Session session, String rule, Instant at) {
        alarms.conditionOver(session, rule, at);
    }

    /** Whether one of a rule stands, or was raised about this and is over. */
    private boolean isRaisedSince(Session session, String rule, Instant since) {
        return jdbc.first(
                        "SELECT 1 FROM alarm WHERE clinic_id = ? AND session_id = ? AND rule = ?"
                                + " AND (state <> 'CLOSED' OR raised_at >= ?) LIMIT 1",
                        row -> 1,
                        clinic.get(),
                        session.id(),
                        rule,
                        since)
                .isPresent();
    }
}
