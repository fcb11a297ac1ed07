package org.paincare.session.observing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.OwnTransactions.Writes;
import org.paincare.platform.db.SqlFailure;
import org.paincare.platform.due.Unfinished;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.alarm.AlarmChange;
import org.paincare.session.alarm.AlarmCore;
import org.paincare.session.alarm.AlarmRules;
import org.paincare.session.alarm.OpenAlarm;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.standing.ClinicProfiles;

/**
 * What becomes of open alarms: somebody acknowledges them, or nobody does and the next person is asked. Both hold the
 * lock under which readings are judged, on the bedside's own connections.
 */
@ApplicationScoped
class AlarmDesk implements Unfinished {

    private static final Logger LOG = Logger.getLogger(AlarmDesk.class);

    private final AlarmRules rules = AlarmRules.builtIn();
    private final AgroalDataSource due;
    private final Bedside bedside;
    private final SessionsAtBedside sessions;
    private final LiveAlarms live;
    private final Untold untold;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    AlarmDesk(
            @DataSource("due") AgroalDataSource due,
            Bedside bedside,
            SessionsAtBedside sessions,
            LiveAlarms live,
            Untold untold,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.due = due;
        this.bedside = bedside;
        this.sessions = sessions;
        this.live = live;
        this.untold = untold;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** An alarm as stored, and whose it is. */
    private record Stored(UUID session, UUID patient, OpenAlarm alarm) {}

    private record Answered(
            ObservationJson.AlarmView view, @Nullable Stored acknowledged) {}

    /** Somebody saw it; never refused for paperwork. The first to acknowledge stays on record. */
    ObservationJson.AlarmView acknowledge(UUID id, ObservationJson.Acknowledge asked) {
        var here = clinic.get();
        var now = clock.instant();
        var answered = bedside.patiently(here, tx -> acknowledge(tx, here, id, asked, now));
        if (answered.acknowledged() != null) {
            var it = answered.acknowledged();
            var kind = it.alarm().status() == OpenAlarm.Status.CLOSED
                    ? AlarmChange.Kind.CLOSED
                    : AlarmChange.Kind.ACKNOWLEDGED;
            sessions.changed(here, it.session(), it.alarm());
            live.publish(here, it.session(), new AlarmChange(kind, it.alarm(), null), now, true);
            untold.tellNow(here, it.patient());
        }
        return answered.view();
    }

    private Answered acknowledge(
            Jdbc tx, UUID here, UUID id, ObservationJson.Acknowledge asked, java.time.Instant now) {
        var session = tx.first(
                        "SELECT session_id FROM alarm WHERE clinic_id = ? AND id = ?",
                        row -> row.getObject(1, UUID.class),
                        here,
                        id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        var version = Bedside.lock(tx, here, session);
        var stored = locked(tx, here, id).orElseThrow();
        if (stored.alarm().status() != OpenAlarm.Status.RAISED) {
            return new Answered(view(tx, here, id), null);
        }
        var alarm = core(tx, here).acknowledge(stored.alarm(), now);
        var writes = new Writes();
        writes.add(
                "UPDATE alarm SET acknowledged_by = ?, acknowledged_name = ?, acknowledged_at = ?,"
                        + " acknowledged_action = ? WHERE clinic_id = ? AND id = ?",
                caller.get().id(),
                caller.get().displayName(),
                now,
                asked.action(),
                here,
                id);
        BedsideRows.change(writes, here, alarm, now);
        writes.add(
                "INSERT INTO alarm_step (clinic_id, alarm_id, kind, person, name, action, at)"
                        + " VALUES (?, ?, 'ACKNOWLEDGED', ?, ?, ?, ?)",
                here,
                id,
                caller.get().id(),
                caller.get().displayName(),
                asked.action(),
                now);
        if (alarm.status() == OpenAlarm.Status.CLOSED) {
            BedsideRows.step(writes, here, id, AlarmChange.Kind.CLOSED.name(), null, now);
        }
        next(writes, here, session, version);
        Untold.add(
                writes,
                here,
                stored.patient(),
                Untold.Kind.ALARM_ACKNOWLEDGED,
                new ObservationJson.AcknowledgedBy(
                        stored.patient(), session, id, caller.get().id(), asked.action()),
                now);
        var entry = audit.statement(AuditEntry.of("ALARM_ACKNOWLEDGED", "alarm", id, stored.patient())
                .because(asked.note() == null ? "-" : asked.note()));
        writes.add(entry.sql(), entry.parameters());
        writes.send(tx);
        return new Answered(view(tx, here, id), new Stored(session, stored.patient(), alarm));
    }

    private static void next(Writes writes, UUID here, UUID session, long version) {
        writes.add(
                "UPDATE alarm_state SET version = ? WHERE clinic_id = ? AND session_id = ?",
                version + 1,
                here,
                session);
    }

    private static Optional<Stored> locked(Jdbc tx, UUID here, UUID id) {
        return tx.first("SELECT * FROM alarm WHERE clinic_id = ? AND id = ? FOR UPDATE", AlarmDesk::stored, here, id);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("session_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                BedsideRows.alarm(row));
    }

    private static ObservationJson.AlarmView view(Jdbc tx, UUID here, UUID id) {
        return tx.first("SELECT * FROM alarm WHERE clinic_id = ? AND id = ?", Alarms::view, here, id)
                .orElseThrow();
    }

    private record Due(UUID clinic, UUID session, UUID alarm) {}

    /** Does everything that is due for open alarms of any clinic; how many steps were taken. */
    public int tick() throws SQLException {
        int taken = 0;
        for (var one : due()) {
            try {
                var change = bedside.atOnce(one.clinic(), tx -> tick(tx, one));
                if (change.isPresent()) {
                    sessions.changed(one.clinic(), one.session(), change.get().alarm());
                    live.publish(one.clinic(), one.session(), change.get(), clock.instant(), true);
                    taken++;
                }
            } catch (SqlFailure notNow) {
                // Another replica has it, or a reading of the session does: it stays due.
                LOG.debugf("an alarm's step waits: %s", notNow.getMessage());
            }
        }
        return taken;
    }

    @Override
    public int finish() throws SQLException {
        return tick();
    }

    private List<Due> due() throws SQLException {
        try (var connection = due.getConnection();
                var select = connection.prepareStatement("SELECT clinic_id, session_id, id FROM alarm"
                        + " WHERE next_step_at <= ? ORDER BY next_step_at LIMIT 200")) {
            select.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            var found = new ArrayList<Due>();
            var rows = select.executeQuery();
            while (rows.next()) {
                found.add(new Due(
                        rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getObject(3, UUID.class)));
            }
            return found;
        }
    }

    /** With the times that the clinic set for itself. */
    private AlarmCore core(Jdbc tx, UUID here) {
        return new AlarmCore(rules.setBy(tx.first(
                        "SELECT policy_version, settings FROM known_clinic WHERE clinic_id = ? AND id = ?",
                        row -> ClinicProfiles.numbers(row.getString("policy_version"), row.getString("settings")),
                        here,
                        here)
                .orElse(PolicyNumbers.NONE)));
    }

    private Optional<AlarmChange> tick(Jdbc tx, Due one) {
        var version = Bedside.lock(tx, one.clinic(), one.session());
        var stored = locked(tx, one.clinic(), one.alarm());
        var now = clock.instant();
        var change = stored.flatMap(it -> core(tx, one.clinic()).tick(it.alarm(), now));
        if (change.isEmpty()) {
            return change;
        }
        var writes = new Writes();
        next(writes, one.clinic(), one.session(), version);
        if (isOver(tx, one)) {
            // Nobody is at this bedside any more; the alarm still waits to be acknowledged.
            writes.add(
                    "UPDATE alarm SET next_step_at = NULL WHERE clinic_id = ? AND id = ?", one.clinic(), one.alarm());
            BedsideRows.step(writes, one.clinic(), one.alarm(), "NOT_FOLLOWED", null, now);
            writes.send(tx);
            return Optional.empty();
        }
        var alarm = change.get().alarm();
        BedsideRows.change(writes, one.clinic(), alarm, now);
        var escalated = change.get().kind() == AlarmChange.Kind.ESCALATED;
        if (escalated) {
            writes.add("UPDATE alarm SET asked_at = ? WHERE clinic_id = ? AND id = ?", now, one.clinic(), alarm.id());
        }
        BedsideRows.step(
                writes, one.clinic(), alarm.id(), change.get().kind().name(), escalated ? alarm.asked() : null, now);
        writes.send(tx);
        return change;
    }

    private static boolean isOver(Jdbc tx, Due one) {
        return tx.first(
                        "SELECT 1 FROM session WHERE clinic_id = ? AND id = ? AND state IN ('DISCHARGED', 'TRANSFERRED',"
                                + " 'LEFT_AGAINST_ADVICE', 'DIED', 'CLOSED', 'ABORTED_PRECHECK', 'CANCELLED', 'NO_SHOW')",
                        row -> 1,
                        one.clinic(),
                        one.session())
                .isPresent();
    }
}
