package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.NamedIds;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalFinding;
import org.paincare.session.monitoring.VitalRule;
import org.paincare.session.standing.KnownStaff;
import org.paincare.session.treatment.Deadlines;

/**
 * Alarms latch: one open per session and rule. Acknowledged, an alarm closes once three on-time readings in a row of its
 * sign are normal (reference 0.2.10); a late reading raises but never clears.
 */
@ApplicationScoped
public class Alarms implements Evidence.Source {

    private static final int NORMAL_IN_A_ROW = 3;

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final KnownStaff staff;
    private final Outbox outbox;
    private final LiveAlarms live;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Alarms(
            DataSource pool,
            Lifecycle lifecycle,
            KnownStaff staff,
            Outbox outbox,
            LiveAlarms live,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.staff = staff;
        this.outbox = outbox;
        this.live = live;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** A set of readings that was taken. */
    record Reading(
            UUID id, Session session, Instant observedAt, boolean late, String source, Map<Sign, BigDecimal> values) {}

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

    /** Raises, keeps up, or lets pass; the ids of the alarms that stand for the reading's findings. */
    List<UUID> judge(Reading reading, Evaluation evaluation) {
        var raised = new ArrayList<UUID>();
        for (var finding : evaluation.findings()) {
            raised.add(raise(reading, finding));
        }
        if (!reading.late()) {
            settle(reading, evaluation);
        }
        return List.copyOf(raised);
    }

    private UUID raise(Reading reading, VitalFinding finding) {
        var session = reading.session();
        var kept = jdbc.first(
                "UPDATE alarm SET last_at = greatest(last_at, ?), normal_in_a_row = 0"
                        + " WHERE clinic_id = ? AND session_id = ? AND rule = ? AND state <> 'CLOSED' RETURNING id",
                row -> row.getObject("id", UUID.class),
                reading.observedAt(),
                clinic.get(),
                session.id(),
                finding.ruleId());
        if (kept.isPresent()) {
            return kept.get();
        }
        var id = NamedIds.of("alarm/" + session.id() + "/" + finding.ruleId() + "/" + reading.id());
        var action = finding.action() == null ? null : finding.action().name();
        var raised = jdbc.update(
                "INSERT INTO alarm (clinic_id, id, session_id, patient_id, rule, level, sign, action, value, limit_value,"
                        + " unit, late, state, observation_id, raised_at, last_at, normal_in_a_row)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RAISED', ?, ?, ?, 0)"
                        + " ON CONFLICT (clinic_id, session_id, rule) WHERE state <> 'CLOSED' DO NOTHING",
                clinic.get(),
                id,
                session.id(),
                session.patientId(),
                finding.ruleId(),
                finding.level(),
                finding.sign(),
                action,
                finding.value(),
                finding.limit(),
                finding.unit(),
                reading.late(),
                reading.id(),
                reading.observedAt(),
                reading.observedAt());
        if (raised == 0) {
            // Another reading raised it in this moment; that alarm stands for this one too.
            return idsOf(session.id(), List.of(finding.ruleId())).getFirst();
        }
        live.changed(id);
        outbox.append(OutgoingEvent.of(
                "AlarmRaised",
                session.patientId(),
                clock.instant(),
                new ObservationJson.Raised(
                        session.patientId(),
                        session.id(),
                        id,
                        finding.sign().name().startsWith("CADSS") || isScale(finding.sign()) ? "SCALE" : "LIMIT",
                        finding.level().name(),
                        ruleInEvents(finding.ruleId()),
                        Flags.signInEvents(finding.sign()),
                        finding.value(),
                        finding.limit(),
                        finding.unit(),
                        actionInEvents(finding.action()),
                        reading.late(),
                        reading.observedAt())));
        return id;
    }

    /**
     * A session waits too long; one alarm of a rule is open at most. It is over once somebody saw it, and raised again
     * where the wait goes on.
     *
     * @param rule such as {@code PAUSE_UNDECIDED}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void waitIsOver(Session session, String rule, Deadlines.AlarmLevel level, Instant at) {
        raise(session, Cause.OVERDUE, rule, level, at);
    }

    /** What an alarm is about that no reading raised, as events name it. */
    public enum Cause {
        OVERDUE,
        DEAD_MAN
    }

    /** As {@link #waitIsOver}, for any cause that is no reading. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void raise(Session session, Cause cause, String rule, Deadlines.AlarmLevel level, Instant at) {
        var id = NamedIds.of("alarm/" + session.id() + "/" + rule + "/" + at);
        var raised = jdbc.update(
                "INSERT INTO alarm (clinic_id, id, session_id, patient_id, rule, level, action, unit, late, state, raised_at,"
                        + " last_at, normal_in_a_row) VALUES (?, ?, ?, ?, ?, ?, 'CALL_CLINICIAN', 'min', false, 'RAISED', ?,"
                        + " ?, 0) ON CONFLICT (clinic_id, session_id, rule) WHERE state <> 'CLOSED' DO NOTHING",
                clinic.get(),
                id,
                session.id(),
                session.patientId(),
                rule,
                level,
                at,
                at);
        if (raised == 1) {
            live.changed(id);
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
    }

    /** A normal reading of a sign counts towards the end of its acknowledged alarms. */
    private void settle(Reading reading, Evaluation evaluation) {
        var abnormal = evaluation.findings().stream().map(VitalFinding::sign).collect(Collectors.toSet());
        var normal = reading.values().keySet().stream()
                .filter(sign -> !abnormal.contains(sign))
                .map(Enum::name)
                .toArray(String[]::new);
        if (normal.length == 0) {
            return;
        }
        jdbc.update(
                "UPDATE alarm SET normal_in_a_row = normal_in_a_row + 1,"
                        + " state = CASE WHEN normal_in_a_row + 1 >= ? THEN 'CLOSED' ELSE state END,"
                        + " closed_at = CASE WHEN normal_in_a_row + 1 >= ? THEN ?::timestamptz ELSE closed_at END"
                        + " WHERE clinic_id = ? AND session_id = ? AND state = 'ACKNOWLEDGED' AND sign = ANY (?)"
                        + " AND last_at < ?",
                NORMAL_IN_A_ROW,
                NORMAL_IN_A_ROW,
                clock.instant(),
                clinic.get(),
                reading.session().id(),
                normal,
                reading.observedAt());
    }

    /** Somebody saw it; never refused for paperwork. The first to acknowledge stays on record. */
    @Transactional
    ObservationJson.AlarmView acknowledge(UUID id, ObservationJson.Acknowledge asked) {
        var before = find(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        var now = clock.instant();
        var changed = jdbc.update(
                "UPDATE alarm SET state = CASE WHEN sign IS NULL THEN 'CLOSED' ELSE 'ACKNOWLEDGED' END,"
                        + " closed_at = CASE WHEN sign IS NULL THEN ?::timestamptz END, acknowledged_by = ?,"
                        + " acknowledged_name = ?, acknowledged_at = ?, acknowledged_action = ? WHERE clinic_id = ? AND id = ? AND state = 'RAISED'",
                now,
                caller.get().id(),
                caller.get().displayName(),
                now,
                asked.action(),
                clinic.get(),
                id);
        if (changed == 1) {
            live.changed(id);
            outbox.append(OutgoingEvent.of(
                    "AlarmAcknowledged",
                    before.patientId(),
                    now,
                    new ObservationJson.Acknowledged(
                            before.patientId(),
                            before.sessionId(),
                            id,
                            staff.idOf(caller.get().id()),
                            asked.action(),
                            now)));
            audit.wrote(AuditEntry.of("ALARM_ACKNOWLEDGED", "alarm", id, before.patientId())
                    .because(asked.note() == null ? "-" : asked.note()));
            lifecycle.touch(lifecycle.lock(before.sessionId()));
        }
        return find(id).orElseThrow();
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

    private Optional<ObservationJson.AlarmView> find(UUID id) {
        return jdbc.first("SELECT * FROM alarm WHERE clinic_id = ? AND id = ?", Alarms::view, clinic.get(), id);
    }

    private List<UUID> idsOf(UUID sessionId, java.util.Collection<String> rules) {
        return jdbc.list(
                "SELECT id FROM alarm WHERE clinic_id = ? AND session_id = ? AND rule = ANY (?) AND state <> 'CLOSED'"
                        + " ORDER BY id",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                sessionId,
                rules.toArray(String[]::new));
    }

    List<UUID> idsOf(UUID sessionId, List<ObservationJson.Finding> findings) {
        return idsOf(
                sessionId, findings.stream().map(ObservationJson.Finding::rule).collect(Collectors.toSet()));
    }

    private static boolean isScale(Sign sign) {
        return switch (sign) {
            case NRS, RASS, MOAAS, CADSS6, CADSS23 -> true;
            case SBP, DBP, HR, RR, SPO2, TEMP, ETCO2 -> false;
        };
    }

    /** Rule ids in events have no hyphens: {@code V_SBP_CRITICAL_HIGH}. */
    static String ruleInEvents(String rule) {
        return rule.replace('-', '_');
    }

    private static String actionInEvents(VitalRule.@Nullable Action action) {
        return switch (action) {
            case null -> "NONE";
            case PAUSE -> "PAUSE";
            case STOP -> "STOP";
            case CALL_CLINICIAN -> "CALL";
        };
    }

    private static ObservationJson.AlarmView view(ResultSet row) throws SQLException {
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
                time(row, "acknowledged_at"),
                time(row, "closed_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
