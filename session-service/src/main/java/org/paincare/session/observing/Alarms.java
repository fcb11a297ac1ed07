package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.NamedIds;
import org.paincare.session.alarm.AlarmChange;
import org.paincare.session.alarm.AlarmCore;
import org.paincare.session.alarm.AlarmRules;
import org.paincare.session.alarm.OpenAlarm;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.live.AfterCommit;
import org.paincare.session.monitoring.VitalRule;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.treatment.Deadlines;

/**
 * The alarms of the current clinic, for everybody but the readings: who reads them, and who raises one that no reading
 * raised. Alarms latch: one open per session and rule, until it is acknowledged and its condition is over.
 */
@ApplicationScoped
public class Alarms implements Evidence.Source {

    private final AlarmRules rules = AlarmRules.builtIn();
    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final ClinicProfiles clinics;
    private final Outbox outbox;
    private final Audit audit;
    private final LiveAlarms live;
    private final AfterCommit afterCommit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Alarms(
            DataSource pool,
            Lifecycle lifecycle,
            ClinicProfiles clinics,
            Outbox outbox,
            Audit audit,
            LiveAlarms live,
            AfterCommit afterCommit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.clinics = clinics;
        this.outbox = outbox;
        this.audit = audit;
        this.live = live;
        this.afterCommit = afterCommit;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** A session goes on only after every critical alarm was acknowledged. */
    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        evidence.alarmsAcknowledged(jdbc.first(
                        "SELECT 1 FROM alarm WHERE clinic_id = ? AND session_id = ? AND level = 'CRITICAL'"
                                + " AND state = 'RAISED' LIMIT 1",
                        row -> 1,
                        clinic.get(),
                        session.id())
                .isEmpty());
    }

    /** Whether a critical alarm that asks to pause or stop is open: a pause now is a critical one. */
    public boolean isCritical(UUID sessionId) {
        return jdbc.first(
                        "SELECT 1 FROM alarm WHERE clinic_id = ? AND session_id = ? AND level = 'CRITICAL'"
                                + " AND state <> 'CLOSED' AND action IN ('PAUSE', 'STOP') LIMIT 1",
                        row -> 1,
                        clinic.get(),
                        sessionId)
                .isPresent();
    }

    /** What an alarm is about that no reading raised, as events name it. */
    public enum Cause {
        OVERDUE,
        DEAD_MAN
    }

    /**
     * A session waits too long with drug in it; one alarm of a rule is open at most. That somebody saw it ends nothing: it
     * stays, and sounds again, until {@link #conditionOver} says that the wait ended.
     *
     * @param rule such as {@code PAUSE_UNDECIDED}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void waitIsOver(Session session, String rule, Deadlines.AlarmLevel level, Instant at) {
        raise(session, Cause.OVERDUE, rule, level, at, true);
    }

    /**
     * Raises an alarm that no reading raised, or leaves the open one of that rule as it is. It sounds until it is
     * acknowledged; acknowledged, it stays until {@link #conditionOver}, and sounds again where that takes long. Boards
     * see it once the transaction has committed.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void raise(Session session, Cause cause, String rule, Deadlines.AlarmLevel level, Instant at) {
        raise(session, cause, rule, level, at, true);
    }

    private void raise(
            Session session, Cause cause, String rule, Deadlines.AlarmLevel level, Instant at, boolean holds) {
        var id = NamedIds.of("alarm/" + session.id() + "/" + rule + "/" + at);
        var core = new AlarmCore(rules.setBy(clinics.numbers()));
        var alarm = core.raisedByNoReading(id, rule, VitalRule.Level.valueOf(level.name()), holds, at, clock.instant());
        var raised = jdbc.update(
                "INSERT INTO alarm (clinic_id, id, session_id, patient_id, rule, level, action, unit, late, state, raised_at,"
                        + " last_at, normal_in_a_row, holds, sounds_from, next_step_at) VALUES (?, ?, ?, ?, ?, ?,"
                        + " 'CALL_CLINICIAN', 'min', false, 'RAISED', ?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING",
                clinic.get(),
                id,
                session.id(),
                session.patientId(),
                rule,
                level,
                at,
                at,
                holds,
                alarm.soundsFrom(),
                alarm.nextStepAt());
        if (raised == 0) {
            stillHolds(session, rule, holds);
            return;
        }
        step(id, AlarmChange.Kind.RAISED);
        showOnceCommitted(session.id(), new AlarmChange(AlarmChange.Kind.RAISED, alarm, null));
        outbox.append(OutgoingEvent.of(
                "AlarmRaised",
                session.patientId(),
                at,
                new ObservationJson.Raised(
                        session.patientId(),
                        session.id(),
                        id,
                        cause.name(),
                        level.name(),
                        rule,
                        null,
                        null,
                        null,
                        null,
                        "CALL",
                        false,
                        at)));
    }

    /** The condition of an open one came back before anybody acknowledged it. */
    private void stillHolds(Session session, String rule, boolean holds) {
        if (holds) {
            jdbc.update(
                    "UPDATE alarm SET holds = true WHERE clinic_id = ? AND session_id = ? AND rule = ? AND sign IS NULL"
                            + " AND state <> 'CLOSED' AND NOT holds",
                    clinic.get(),
                    session.id(),
                    rule);
        }
    }

    /**
     * What an alarm that no reading raised was about is over: acknowledged, it closes; one that nobody saw yet stays, and
     * closes when somebody does.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void conditionOver(Session session, String rule, Instant at) {
        var over = jdbc.list(
                "UPDATE alarm SET holds = false, last_at = greatest(last_at, ?),"
                        + " closed_at = CASE WHEN state = 'ACKNOWLEDGED' THEN ?::timestamptz ELSE closed_at END,"
                        + " next_step_at = CASE WHEN state = 'ACKNOWLEDGED' THEN NULL ELSE next_step_at END,"
                        + " state = CASE WHEN state = 'ACKNOWLEDGED' THEN 'CLOSED' ELSE state END"
                        + " WHERE clinic_id = ? AND session_id = ? AND rule = ? AND sign IS NULL AND state <> 'CLOSED'"
                        + " RETURNING *",
                BedsideRows::alarm,
                at,
                clock.instant(),
                clinic.get(),
                session.id(),
                rule);
        for (var alarm : over) {
            if (alarm.status() == OpenAlarm.Status.CLOSED) {
                step(alarm.id(), AlarmChange.Kind.CLOSED);
                showOnceCommitted(session.id(), new AlarmChange(AlarmChange.Kind.CLOSED, alarm, null));
            }
        }
    }

    private void step(UUID id, AlarmChange.Kind kind) {
        jdbc.update(
                "INSERT INTO alarm_step (clinic_id, alarm_id, kind, at) VALUES (?, ?, ?, ?)",
                clinic.get(),
                id,
                kind,
                clock.instant());
    }

    private void showOnceCommitted(UUID session, AlarmChange change) {
        var here = clinic.get();
        var now = clock.instant();
        afterCommit.run(() -> live.publish(here, session, change, now, true));
    }

    @Transactional
    List<ObservationJson.AlarmView> of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("ALARMS_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                "SELECT * FROM alarm WHERE clinic_id = ? AND session_id = ? ORDER BY raised_at, id",
                Alarms::view,
                clinic.get(),
                sessionId);
    }

    /** Which alarms of a clinic are asked for. */
    enum Standing {
        OPEN,
        RAISED,
        ACKNOWLEDGED
    }

    /** Where the page before ended. */
    record After(String level, Instant raisedAt, UUID id) {}

    /** The open alarms of the clinic: critical ones first, of these the newest first. */
    @Transactional
    List<ObservationJson.AlarmView> open(UUID clinicId, Standing standing, @Nullable After after, int most) {
        clinics.mustBeCurrent(clinicId);
        audit.read(AuditEntry.of("ALARMS_READ", "clinic", clinicId));
        var states =
                standing == Standing.OPEN ? new String[] {"RAISED", "ACKNOWLEDGED"} : new String[] {standing.name()};
        var select = "SELECT * FROM alarm WHERE clinic_id = ? AND state <> 'CLOSED' AND state = ANY (?)";
        var order = " ORDER BY (level = 'CRITICAL') DESC, raised_at DESC, id DESC LIMIT ?";
        return after == null
                ? jdbc.list(select + order, Alarms::view, clinic.get(), states, most)
                : jdbc.list(
                        select + " AND ((level = 'CRITICAL'), raised_at, id) < (?, ?, ?)" + order,
                        Alarms::view,
                        clinic.get(),
                        states,
                        "CRITICAL".equals(after.level()),
                        after.raisedAt(),
                        after.id(),
                        most);
    }

    static ObservationJson.AlarmView view(ResultSet row) throws SQLException {
        return new ObservationJson.AlarmView(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("rule"),
                row.getString("level"),
                row.getString("sign"),
                row.getString("action"),
                row.getBigDecimal("value"),
                row.getBigDecimal("limit_value"),
                row.getString("unit"),
                row.getBoolean("late"),
                row.getString("state"),
                Jdbc.instant(row, "raised_at"),
                Jdbc.instant(row, "last_at"),
                row.getObject("acknowledged_by", UUID.class),
                row.getString("acknowledged_name"),
                BedsideRows.time(row, "acknowledged_at"),
                BedsideRows.time(row, "closed_at"),
                row.getBoolean("holds"),
                row.getInt("step"),
                row.getString("asked"),
                BedsideRows.time(row, "asked_at"),
                BedsideRows.time(row, "next_step_at"));
    }
}
