package org.paincare.session.observing;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.OwnTransactions.Writes;
import org.paincare.session.StoredJson;
import org.paincare.session.alarm.AlarmRules;
import org.paincare.session.alarm.AlarmState;
import org.paincare.session.alarm.OpenAlarm;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalRule;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.treatment.SessionState;

/** What the bedside reads and writes of sessions and alarms, over its own transactions. */
final class BedsideRows {

    private static final String SESSIONS =
            "SELECT s.id, s.patient_id, s.state, s.started_at, k.altitude_profile, k.policy_version, k.settings, a.state AS remembered, a.version,"
                    + " (SELECT json_object_agg(b.sign, b.value) FROM session_baseline b"
                    + " WHERE b.clinic_id = s.clinic_id AND b.session_id = s.id) AS today,"
                    + " EXISTS (SELECT 1 FROM alarm o WHERE o.clinic_id = s.clinic_id AND o.session_id = s.id"
                    + " AND o.state <> 'CLOSED' AND o.sign IS NOT NULL) AS alarmed"
                    + " FROM session s LEFT JOIN known_clinic k ON k.clinic_id = s.clinic_id AND k.id = s.clinic_id"
                    + " LEFT JOIN alarm_state a ON a.clinic_id = s.clinic_id AND a.session_id = s.id"
                    + " WHERE s.clinic_id = ? AND s.id = ANY (?)";

    private BedsideRows() {}

    static Optional<SessionAtBedside> session(Jdbc tx, UUID clinic, UUID session) {
        return sessions(tx, clinic, List.of(session)).stream().findFirst();
    }

    static List<SessionAtBedside> sessions(Jdbc tx, UUID clinic, Collection<UUID> ids) {
        var alarmed = new ArrayList<UUID>();
        var sessions = tx.list(
                SESSIONS,
                row -> {
                    var id = row.getObject("id", UUID.class);
                    if (row.getBoolean("alarmed")) {
                        alarmed.add(id);
                    }
                    return session(clinic, id, row);
                },
                clinic,
                ids.toArray(UUID[]::new));
        if (alarmed.isEmpty()) {
            return sessions;
        }
        var open = new HashMap<UUID, Map<String, OpenAlarm>>();
        tx.list(
                "SELECT * FROM alarm WHERE clinic_id = ? AND session_id = ANY (?) AND state <> 'CLOSED'"
                        + " AND sign IS NOT NULL",
                row -> open.computeIfAbsent(row.getObject("session_id", UUID.class), id -> new HashMap<>())
                        .put(row.getString("rule"), alarm(row)),
                clinic,
                alarmed.toArray(UUID[]::new));
        return sessions.stream()
                .map(s -> s.with(s.alarms().withOpen(open.getOrDefault(s.id(), Map.of())), s.version()))
                .toList();
    }

    /** Whether a closed session was closed after that moment. */
    static boolean closedSince(Jdbc tx, SessionAtBedside session, Instant moment) {
        return tx.first(
                        "SELECT 1 FROM session_transition WHERE clinic_id = ? AND session_id = ? AND to_state = 'CLOSED'"
                                + " AND recorded_at > ?",
                        row -> 1,
                        session.clinic(),
                        session.id(),
                        moment)
                .isPresent();
    }

    private static SessionAtBedside session(UUID clinic, UUID id, ResultSet row) throws SQLException {
        var altitude = row.getString("altitude_profile");
        var remembered = row.getString("remembered");
        var sources = remembered == null
                ? Map.<String, AlarmState.Source>of()
                : StoredJson.read(remembered, new TypeReference<Map<String, AlarmState.Source>>() {});
        var today = row.getString("today");
        return new SessionAtBedside(
                clinic,
                id,
                row.getObject("patient_id", UUID.class),
                SessionState.valueOf(row.getString("state")),
                time(row, "started_at"),
                altitude == null ? null : Judge.profile(StoredJson.read(altitude, ClinicProfiles.Altitude.class)),
                today == null ? Map.of() : StoredJson.read(today, new TypeReference<Map<Sign, BigDecimal>>() {}),
                null,
                new AlarmState(sources, Map.of()),
                row.getLong("version"),
                ClinicProfiles.numbers(row.getString("policy_version"), row.getString("settings")));
    }

    /** Worst scales of the person's earlier sessions, whatever ids they had. */
    static Map<Sign, BigDecimal> earlierHighest(Jdbc tx, SessionAtBedside session) {
        var highest = new EnumMap<Sign, BigDecimal>(Sign.class);
        tx.first(
                "WITH me AS (SELECT coalesce((SELECT canonical_id FROM known_patient WHERE clinic_id = ? AND id = ?), ?)"
                        + " AS person) SELECT max(o.cadss6) AS cadss6, max(o.cadss23) AS cadss23 FROM observation o"
                        + " WHERE o.clinic_id = ? AND o.session_id <> ? AND (o.cadss6 IS NOT NULL OR o.cadss23 IS NOT NULL)"
                        + " AND o.patient_id = ANY (ARRAY(SELECT person FROM me UNION SELECT ?::uuid UNION"
                        + " SELECT p.id FROM known_patient p WHERE p.clinic_id = ?"
                        + " AND p.canonical_id = (SELECT person FROM me)))",
                row -> {
                    put(highest, Sign.CADSS6, row.getBigDecimal("cadss6"));
                    put(highest, Sign.CADSS23, row.getBigDecimal("cadss23"));
                    return 0;
                },
                session.clinic(),
                session.patient(),
                session.patient(),
                session.clinic(),
                session.id(),
                session.patient(),
                session.clinic());
        return highest;
    }

    private static void put(Map<Sign, BigDecimal> values, Sign sign, @Nullable BigDecimal value) {
        if (value != null) {
            values.put(sign, value);
        }
    }

    static OpenAlarm alarm(ResultSet row) throws SQLException {
        var raisedAt = Jdbc.instant(row, "raised_at");
        var soundsFrom = time(row, "sounds_from");
        var asked = row.getString("asked");
        var sign = row.getString("sign");
        return new OpenAlarm(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                sign == null ? null : Sign.valueOf(sign),
                VitalRule.Level.valueOf(row.getString("level")),
                row.getBoolean("late"),
                OpenAlarm.Status.valueOf(row.getString("state")),
                row.getInt("normal_in_a_row"),
                row.getBoolean("holds"),
                raisedAt,
                Jdbc.instant(row, "last_at"),
                row.getString("last_source"),
                time(row, "acknowledged_at"),
                soundsFrom == null ? raisedAt : soundsFrom,
                row.getInt("step"),
                asked == null ? null : AlarmRules.Asked.valueOf(asked),
                time(row, "next_step_at"));
    }

    /** Brings an alarm's row to what it is now. */
    static void change(Writes writes, UUID clinic, OpenAlarm alarm, Instant now) {
        writes.add(
                "UPDATE alarm SET state = ?, late = ?, holds = ?, normal_in_a_row = ?, last_at = ?, last_source = ?,"
                        + " sounds_from = ?, step = ?, asked = ?, next_step_at = ?,"
                        + " closed_at = CASE WHEN ? THEN ?::timestamptz ELSE closed_at END WHERE clinic_id = ? AND id = ?",
                alarm.status(),
                alarm.late(),
                alarm.holds(),
                alarm.normalInARow(),
                alarm.lastAt(),
                alarm.lastSource(),
                alarm.soundsFrom(),
                alarm.step(),
                alarm.asked(),
                alarm.nextStepAt(),
                alarm.status() == OpenAlarm.Status.CLOSED,
                now,
                clinic,
                alarm.id());
    }

    static void step(
            Writes writes, UUID clinic, UUID alarm, String kind, AlarmRules.@Nullable Asked asked, Instant at) {
        writes.add(
                "INSERT INTO alarm_step (clinic_id, alarm_id, kind, asked, at) VALUES (?, ?, ?, ?, ?)",
                clinic,
                alarm,
                kind,
                asked,
                at);
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
