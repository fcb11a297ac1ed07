package org.paincare.session.chart;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.observing.ReadingSpans;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/** Reads what a chart shows beside the readings' grid. Call inside a transaction. */
@ApplicationScoped
class ChartRows {

    private static final List<String> SCALES = List.of("NRS", "RASS", "MOAAS", "CADSS6", "CADSS23");

    private final Jdbc jdbc;
    private final ReadingSpans spans;
    private final CurrentClinic clinic;

    ChartRows(DataSource pool, ReadingSpans spans, CurrentClinic clinic) {
        this.spans = spans;
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    private <T> List<T> list(String sql, Jdbc.RowReader<T> reader, UUID session) {
        return jdbc.list(sql, reader, clinic.get(), session);
    }

    /** @param order in force, for rates per kilogram */
    List<ChartJson.Step> rates(UUID session, SignedOrders.@Nullable InForce order) {
        return list(
                "SELECT * FROM infusion_entry WHERE clinic_id = ? AND session_id = ? ORDER BY number",
                row -> step(row, order),
                session);
    }

    private static ChartJson.Step step(ResultSet row, SignedOrders.@Nullable InForce order) throws SQLException {
        var stated = row.getBigDecimal("rate_ml_per_hour");
        var rate = stated == null ? null : MillilitresPerHour.of(stated);
        return new ChartJson.Step(
                id(row),
                Jdbc.instant(row, "occurred_at"),
                row.getString("kind"),
                rate,
                rate == null || order == null
                        ? null
                        : rate.at(order.order().concentration())
                                .per(order.order().weight().kg()),
                millilitres(row.getBigDecimal("volume_ml")),
                row.getString("authority"),
                row.getString("reason"),
                row.getString("name"));
    }

    List<ChartJson.Alarm> alarms(UUID session) {
        return list(
                "SELECT * FROM alarm WHERE clinic_id = ? AND session_id = ? ORDER BY raised_at, id",
                row -> new ChartJson.Alarm(
                        id(row),
                        row.getString("rule"),
                        row.getString("level"),
                        row.getString("sign"),
                        row.getBigDecimal("value"),
                        row.getBigDecimal("limit_value"),
                        row.getString("unit"),
                        row.getBoolean("late"),
                        row.getString("state"),
                        Jdbc.instant(row, "raised_at"),
                        Jdbc.instant(row, "last_at"),
                        instant(row, "acknowledged_at"),
                        instant(row, "closed_at")),
                session);
    }

    List<ChartJson.AdverseEvent> adverseEvents(UUID session) {
        return list(
                "SELECT e.*, EXISTS (SELECT 1 FROM adverse_event later WHERE later.clinic_id = e.clinic_id"
                        + " AND later.supersedes = e.id) AS superseded FROM adverse_event e"
                        + " WHERE clinic_id = ? AND session_id = ? ORDER BY onset_at, id",
                row -> new ChartJson.AdverseEvent(
                        id(row),
                        row.getString("code"),
                        row.getInt("grade"),
                        row.getBoolean("serious"),
                        row.getString("action"),
                        Jdbc.instant(row, "onset_at"),
                        instant(row, "ended_at"),
                        row.getBoolean("superseded")),
                session);
    }

    List<ChartJson.Scales> scales(UUID session) {
        var all = new ArrayList<>(jdbc.list(
                "SELECT id, observed_at, nrs, rass, moaas, cadss6, cadss23" + ReadingSpans.OF_SESSION
                        + " AND num_nonnulls(nrs, rass, moaas, cadss6, cadss23) > 0"
                        + " ORDER BY observed_at, id",
                row -> new ChartJson.Scales(id(row), Jdbc.instant(row, "observed_at"), values(row)),
                spans.of(session).and()));
        all.addAll(list(
                "SELECT id, scored_at, total FROM recovery_score WHERE clinic_id = ? AND session_id = ?",
                row -> new ChartJson.Scales(
                        id(row), Jdbc.instant(row, "scored_at"), Map.of("ALDRETE", row.getInt("total"))),
                session));
        all.sort(Comparator.comparing(ChartJson.Scales::at).thenComparing(ChartJson.Scales::id));
        return all;
    }

    private static Map<String, Integer> values(ResultSet row) throws SQLException {
        var values = new TreeMap<String, Integer>();
        for (var scale : SCALES) {
            var value = row.getBigDecimal(scale.toLowerCase(Locale.ROOT));
            if (value != null) {
                values.put(scale, value.intValueExact());
            }
        }
        return values;
    }

    List<ChartJson.Drug> drugs(UUID session) {
        return list(
                "SELECT * FROM drug_given WHERE clinic_id = ? AND session_id = ? ORDER BY given_at, id",
                row -> new ChartJson.Drug(
                        id(row),
                        Jdbc.instant(row, "given_at"),
                        row.getString("drug"),
                        milligrams(row.getBigDecimal("dose_mg")),
                        row.getString("name")),
                session);
    }

    /** What was taken at home on the session's order, without what a correction stands for. */
    List<ChartJson.HomeUse> homeUses(UUID session) {
        return list(
                "SELECT * FROM home_dose d WHERE clinic_id = ? AND session_id = ? AND sprays > 0 AND NOT EXISTS"
                        + " (SELECT 1 FROM home_dose later WHERE later.clinic_id = d.clinic_id"
                        + " AND later.supersedes = d.id) ORDER BY taken_at, id",
                row -> new ChartJson.HomeUse(
                        id(row),
                        Jdbc.instant(row, "taken_at"),
                        row.getInt("sprays"),
                        Milligrams.of(row.getBigDecimal("mg")),
                        row.getString("name")),
                session);
    }

    List<ChartJson.LedgerEntry> ledger(UUID session) {
        return list(
                "SELECT e.*, l.substance FROM ledger_entry e JOIN lot l ON l.clinic_id = e.clinic_id AND l.id = e.lot_id"
                        + " WHERE e.clinic_id = ? AND e.session_id = ? ORDER BY e.number",
                row -> new ChartJson.LedgerEntry(
                        id(row),
                        Jdbc.instant(row, "occurred_at"),
                        row.getString("type"),
                        row.getString("substance"),
                        Milligrams.of(row.getBigDecimal("mg")),
                        Millilitres.of(row.getBigDecimal("ml")),
                        row.getString("actor_name")),
                session);
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject("id", UUID.class);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Milligrams milligrams(@Nullable BigDecimal value) {
        return value == null ? null : Milligrams.of(value);
    }

    private static @Nullable Millilitres millilitres(@Nullable BigDecimal value) {
        return value == null ? null : Millilitres.of(value);
    }
}
