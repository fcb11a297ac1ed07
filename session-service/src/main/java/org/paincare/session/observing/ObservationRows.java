package org.paincare.session.observing;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.OwnTransactions.Writes;
import org.paincare.session.StoredJson;
import org.paincare.session.alarm.AlarmChange;
import org.paincare.session.alarm.OpenAlarm;
import org.paincare.session.monitoring.VitalFinding;
import org.paincare.session.monitoring.VitalRule;

/** Readings as they are stored, and what is stored with them. */
final class ObservationRows {

    private ObservationRows() {}

    /** Which of these numbers were taken before. */
    static Map<ReadingBatch.Number, ReadingBatch.Taken> taken(
            Jdbc tx, UUID clinic, Collection<ReadingBatch.Number> numbers) {
        var taken = new HashMap<ReadingBatch.Number, ReadingBatch.Taken>();
        if (numbers.isEmpty()) {
            return taken;
        }
        var devices = new ArrayList<String>();
        var boots = new ArrayList<String>();
        var sequences = new ArrayList<Long>();
        for (var number : numbers) {
            devices.add(number.device());
            boots.add(number.boot());
            sequences.add(number.sequence());
        }
        tx.list(
                "SELECT i.device, i.boot, i.sequence, i.body_hash, i.observation_id FROM"
                        + " unnest(?::text[], ?::text[], ?::bigint[]) AS n (device, boot, sequence)"
                        + " JOIN reading_identity i ON i.clinic_id = ? AND i.device = n.device AND i.boot = n.boot"
                        + " AND i.sequence = n.sequence",
                row -> taken.put(
                        new ReadingBatch.Number(row.getString(1), row.getString(2), row.getLong(3)),
                        new ReadingBatch.Taken(row.getString(4), row.getObject(5, UUID.class))),
                devices.toArray(String[]::new),
                boots.toArray(String[]::new),
                sequences.toArray(Long[]::new),
                clinic);
        return taken;
    }

    static Map<UUID, ObservationJson.View> views(Jdbc tx, UUID clinic, UUID session, Collection<UUID> ids) {
        var views = new HashMap<UUID, ObservationJson.View>();
        if (!ids.isEmpty()) {
            tx.list(
                    "SELECT * FROM observation WHERE clinic_id = ? AND session_id = ? AND id = ANY (?)",
                    row -> views.put(row.getObject("id", UUID.class), view(row)),
                    clinic,
                    session,
                    ids.toArray(UUID[]::new));
        }
        return views;
    }

    static List<ObservationJson.Finding> findings(ReadingBatch.Judged judged) {
        return judged.evaluation().findings().stream()
                .map(ObservationRows::finding)
                .toList();
    }

    private static ObservationJson.Finding finding(VitalFinding f) {
        return new ObservationJson.Finding(
                f.ruleId(),
                f.level().name(),
                f.sign().name(),
                f.value(),
                f.limit(),
                f.unit(),
                f.action() == null ? null : f.action().name(),
                f.source().text());
    }

    /** The reading, its number, and what it says of this person's normal. */
    static void insert(
            Writes writes, ReadingBatch batch, SessionAtBedside session, ReadingBatch.Judged judged, Author author) {
        var taking = judged.taking();
        var reading = taking.reading();
        var number = taking.number();
        var name = judged.item().name();
        if (name != null) {
            writes.add(
                    "INSERT INTO reading_identity (clinic_id, device, boot, sequence, body_hash, observation_id)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    batch.clinic(),
                    name.device(),
                    name.boot(),
                    name.sequence(),
                    taking.hash(),
                    judged.item().id());
        }
        var critical = judged.evaluation().findings().stream()
                .filter(f -> f.level() == VitalRule.Level.CRITICAL)
                .count();
        writes.add(
                "INSERT INTO observation (clinic_id, id, session_id, patient_id, source, person, device, boot, sequence,"
                        + " device_at, gateway_at, skew_ms, backfill, before_drug, late, on_oxygen, flat_capnograph, sbp,"
                        + " dbp, hr, rr, spo2, temp, etco2, nrs, rass, moaas, cadss6, cadss23, critical, findings,"
                        + " observed_at, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                batch.clinic(),
                judged.item().id(),
                session.id(),
                session.patient(),
                author.source(),
                author.person(),
                number == null ? null : number.device(),
                number == null ? null : number.boot(),
                number == null ? null : number.sequence(),
                number == null ? null : reading.observedAt(),
                reading.gatewayTime(),
                taking.time().skewMillis(),
                reading.isBackfill(),
                judged.beforeDrug(),
                judged.late(),
                Boolean.TRUE.equals(reading.onOxygen()),
                taking.flat(),
                reading.sbpMmHg(),
                reading.dbpMmHg(),
                reading.hrPerMinute(),
                reading.rrPerMinute(),
                reading.spo2Percent(),
                reading.tempCel(),
                reading.etco2MmHg(),
                reading.nrs(),
                reading.rass(),
                reading.moaas(),
                reading.cadss6(),
                reading.cadss23(),
                (int) critical,
                StoredJson.write(findings(judged)),
                taking.time().at(),
                batch.now());
        if (judged.beforeDrug() && session.takesBaseline()) {
            taking.values()
                    .forEach((sign, value) -> writes.add(
                            "INSERT INTO session_baseline (clinic_id, session_id, sign, value, observed_at)"
                                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (clinic_id, session_id, sign) DO UPDATE SET"
                                    + " value = excluded.value, observed_at = excluded.observed_at"
                                    + " WHERE excluded.observed_at >= session_baseline.observed_at",
                            batch.clinic(),
                            session.id(),
                            sign,
                            value,
                            taking.time().at()));
        }
    }

    /** Who sent it. */
    record Author(UUID person, String source) {}

    /** What became of the alarms between two states of a session, with its new state. */
    static void alarms(
            Writes writes,
            ReadingBatch batch,
            SessionAtBedside before,
            SessionAtBedside after,
            List<ReadingBatch.Judged> judged) {
        var old = before.alarms().open();
        var raised = new HashMap<UUID, Boolean>();
        for (var one : judged) {
            for (var change : one.changes()) {
                if (change.kind() == AlarmChange.Kind.CLOSED) {
                    BedsideRows.change(writes, batch.clinic(), change.alarm(), batch.now());
                } else if (change.kind() == AlarmChange.Kind.RAISED) {
                    var now = after.alarms().open().getOrDefault(change.alarm().rule(), change.alarm());
                    raise(writes, batch, before, one, change, now);
                    raised.put(change.alarm().id(), true);
                }
                if (change.kind() != AlarmChange.Kind.KEPT_UP) {
                    BedsideRows.step(
                            writes,
                            batch.clinic(),
                            change.alarm().id(),
                            change.kind().name(),
                            null,
                            batch.now());
                }
            }
        }
        after.alarms().open().forEach((rule, alarm) -> {
            if (!raised.containsKey(alarm.id()) && !alarm.equals(old.get(rule))) {
                BedsideRows.change(writes, batch.clinic(), alarm, batch.now());
            }
        });
        writes.add(
                "UPDATE alarm_state SET version = ?, state = ? WHERE clinic_id = ? AND session_id = ?",
                after.version(),
                StoredJson.write(after.alarms().sources()),
                batch.clinic(),
                after.id());
    }

    private static void raise(
            Writes writes,
            ReadingBatch batch,
            SessionAtBedside session,
            ReadingBatch.Judged judged,
            AlarmChange change,
            OpenAlarm now) {
        var finding = java.util.Objects.requireNonNull(change.finding());
        writes.add(
                "INSERT INTO alarm (clinic_id, id, session_id, patient_id, rule, level, sign, action, value, limit_value,"
                        + " unit, late, state, observation_id, raised_at, last_at, normal_in_a_row, holds, last_source,"
                        + " sounds_from, next_step_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RAISED', ?, ?, ?, 0, ?,"
                        + " ?, ?, ?)",
                batch.clinic(),
                now.id(),
                session.id(),
                session.patient(),
                now.rule(),
                now.level(),
                finding.sign(),
                finding.action(),
                finding.value(),
                finding.limit(),
                finding.unit(),
                now.late(),
                judged.item().id(),
                now.raisedAt(),
                now.lastAt(),
                now.holds(),
                now.lastSource(),
                now.soundsFrom(),
                now.nextStepAt());
    }

    static ObservationJson.View view(ResultSet row) throws SQLException {
        return new ObservationJson.View(
                row.getObject("id", UUID.class),
                Jdbc.instant(row, "observed_at"),
                Jdbc.instant(row, "received_at"),
                row.getString("source"),
                row.getString("device"),
                row.getString("boot"),
                whole(row, "sequence"),
                BedsideRows.time(row, "device_at"),
                BedsideRows.time(row, "gateway_at"),
                whole(row, "skew_ms"),
                row.getBoolean("late"),
                row.getBoolean("backfill"),
                row.getBoolean("on_oxygen"),
                number(row, "sbp"),
                number(row, "dbp"),
                number(row, "hr"),
                number(row, "rr"),
                number(row, "spo2"),
                row.getBigDecimal("temp"),
                number(row, "etco2"),
                number(row, "nrs"),
                number(row, "rass"),
                number(row, "moaas"),
                number(row, "cadss6"),
                number(row, "cadss23"),
                StoredJson.read(row.getString("findings"), new TypeReference<List<ObservationJson.Finding>>() {}));
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : value.intValueExact();
    }
}
