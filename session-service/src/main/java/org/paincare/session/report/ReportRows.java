package org.paincare.session.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.report.ReportRules.Column;
import org.paincare.session.report.ReportRules.Kind;

/** Reads the ledger for reports, of the current clinic. Call inside a transaction. */
@ApplicationScoped
class ReportRows {

    /** More movements than this are asked for in shorter periods. */
    static final int MOST = 20_000;

    private static final String ON_HAND = "(CASE WHEN e.to_kind IN ('CONTAINER', 'SESSION') THEN e.mg ELSE 0 END"
            + " - CASE WHEN e.from_kind IN ('CONTAINER', 'SESSION') THEN e.mg ELSE 0 END)";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    ReportRows(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /** From an instant up to, not with, another; days are told in the clinic's zone. */
    record Period(Instant from, Instant to, ZoneId zone) {}

    /** The values of a row by column; what does not apply is not there. */
    record Row(Map<Column, String> values, String substance) {}

    /** Something of the period that somebody has to look at, with the values of its words. */
    record Note(ReportRules.Attention kind, Map<String, String> values) {}

    /** Movements, each with the balance of its lot after it; one more than {@link #MOST} where there are too many. */
    List<Row> movements(Kind kind, Period period) {
        var type = switch (kind) {
            case LOSSES -> "LOSS";
            case DESTRUCTIONS -> "DESTROY";
            case CONTROL_BOOK, DAILY, MONTHLY, INVENTORY -> null;
        };
        return jdbc.list(
                "SELECT * FROM (SELECT e.*, l.substance, l.product_code, l.registration, l.lot_number, l.expires_on,"
                        + " l.supplier, l.invoice, c.number AS container_number, " + ON_HAND + " AS delta,"
                        + " sum(" + ON_HAND
                        + ") OVER (PARTITION BY e.lot_id ORDER BY e.occurred_at, e.number) AS balance"
                        + " FROM ledger_entry e JOIN lot l ON l.clinic_id = e.clinic_id AND l.id = e.lot_id"
                        + " JOIN container c ON c.clinic_id = e.clinic_id AND c.id = e.container_id"
                        + " WHERE e.clinic_id = ? AND e.occurred_at < ?) book"
                        + " WHERE occurred_at >= ? AND (?::text IS NULL OR type = ?)"
                        + " ORDER BY substance, product_code, lot_number, lot_id, occurred_at, number LIMIT "
                        + (MOST + 1),
                row -> movement(row, period.zone()),
                clinic.get(),
                period.to(),
                period.from(),
                type,
                type);
    }

    /** Every lot that had drug in the period, or moved any. */
    List<Row> lots(Period period) {
        var in = " FILTER (WHERE e.occurred_at >= ? AND e.type = '%s')";
        var net = "coalesce(sum(CASE WHEN e.reverses IS NULL THEN e.mg ELSE -e.mg END)" + in + ", 0) AS %s, ";
        var sql = new StringBuilder(
                "SELECT * FROM (SELECT l.id, l.substance, l.product_code, l.registration, l.lot_number,"
                        + " l.expires_on, l.concentration, l.supplier, l.invoice,"
                        + " coalesce(sum(" + ON_HAND + ") FILTER (WHERE e.occurred_at < ?), 0) AS opening, ");
        var types = List.of("RECEIVE", "ADMINISTER", "WASTE", "DESTROY", "TRANSFER", "LOSS");
        types.forEach(type -> sql.append(net.formatted(type, type.toLowerCase(java.util.Locale.ROOT))));
        sql.append("coalesce(sum(" + ON_HAND
                        + ") FILTER (WHERE e.occurred_at >= ? AND e.type = 'ADJUST'), 0) AS adjust, ")
                .append("coalesce(sum(" + ON_HAND
                        + "), 0) AS closing, count(e.id) FILTER (WHERE e.occurred_at >= ?) AS moved,")
                .append(
                        " (SELECT count(*) FROM (SELECT i.container_id FROM ledger_entry i WHERE i.clinic_id = l.clinic_id")
                .append(" AND i.lot_id = l.id AND i.occurred_at < ? GROUP BY i.container_id")
                .append(" HAVING sum(CASE WHEN i.to_kind = 'CONTAINER' THEN i.ml ELSE 0 END")
                .append(" - CASE WHEN i.from_kind = 'CONTAINER' THEN i.ml ELSE 0 END) > 0) full_ones) AS containers")
                .append(" FROM lot l JOIN ledger_entry e ON e.clinic_id = l.clinic_id AND e.lot_id = l.id")
                .append(" WHERE l.clinic_id = ? AND e.occurred_at < ? GROUP BY l.clinic_id, l.id) lots")
                .append(" WHERE opening <> 0 OR closing <> 0 OR moved > 0")
                .append(" ORDER BY substance, product_code, lot_number, id");
        var parameters = new java.util.ArrayList<Object>();
        for (int i = 0; i < types.size() + 3; i++) {
            parameters.add(period.from());
        }
        parameters.add(period.to());
        parameters.add(clinic.get());
        parameters.add(period.to());
        return jdbc.list(sql.toString(), ReportRows::lot, parameters.toArray());
    }

    /** What of the period needs a person: variances, drug left in sessions, what was not counted, expired stock. */
    List<Note> notes(Period period, boolean daily) {
        var notes = new java.util.ArrayList<Note>();
        notes.addAll(jdbc.list(
                "SELECT k.found_ml, k.book_ml, l.lot_number, i.id AS incident FROM ledger_count k"
                        + " JOIN container c ON c.clinic_id = k.clinic_id AND c.id = k.container_id"
                        + " JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id"
                        + " LEFT JOIN ledger_incident i ON i.clinic_id = k.clinic_id AND i.count_id = k.id"
                        + " WHERE k.clinic_id = ? AND k.counted_at >= ? AND k.counted_at < ? AND k.found_ml <> k.book_ml"
                        + " ORDER BY k.id",
                row -> new Note(
                        ReportRules.Attention.COUNT_VARIANCE,
                        Map.of(
                                "lot", row.getString("lot_number"),
                                "found", decimal(row.getBigDecimal("found_ml")),
                                "book", decimal(row.getBigDecimal("book_ml")),
                                "state", row.getObject("incident") == null ? "OPEN" : "EXPLAINED")),
                clinic.get(),
                period.from(),
                period.to()));
        notes.addAll(jdbc.list(
                "SELECT b.account_id, sum(b.ml * l.concentration) AS mg FROM ledger_balance b"
                        + " JOIN container c ON c.clinic_id = b.clinic_id AND c.id = b.container_id"
                        + " JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id"
                        + " WHERE b.clinic_id = ? AND b.kind = 'SESSION' AND b.ml > 0 GROUP BY b.account_id"
                        + " ORDER BY b.account_id",
                row -> new Note(
                        ReportRules.Attention.SESSION_UNBALANCED,
                        Map.of(
                                "session", row.getString("account_id"),
                                "mg", decimal(row.getBigDecimal("mg").setScale(6, java.math.RoundingMode.HALF_UP)))),
                clinic.get()));
        notes.addAll(jdbc.list(
                "SELECT l.lot_number, sum(b.ml * l.concentration) AS mg FROM ledger_balance b"
                        + " JOIN container c ON c.clinic_id = b.clinic_id AND c.id = b.container_id"
                        + " JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id"
                        + " WHERE b.clinic_id = ? AND b.kind = 'CONTAINER' AND b.ml > 0 AND l.expires_at <= ?"
                        + " GROUP BY l.id, l.lot_number ORDER BY l.lot_number",
                row -> new Note(
                        ReportRules.Attention.EXPIRED_STOCK,
                        Map.of(
                                "lot", row.getString("lot_number"),
                                "mg", decimal(row.getBigDecimal("mg").setScale(6, java.math.RoundingMode.HALF_UP)))),
                clinic.get(),
                period.to()));
        if (daily) {
            notes.addAll(jdbc.list(
                    "SELECT c.number, l.lot_number FROM ledger_balance b"
                            + " JOIN container c ON c.clinic_id = b.clinic_id AND c.id = b.container_id"
                            + " JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id"
                            + " WHERE b.clinic_id = ? AND b.kind = 'CONTAINER' AND b.ml > 0 AND NOT EXISTS (SELECT 1"
                            + " FROM ledger_count k WHERE k.clinic_id = b.clinic_id AND k.container_id = b.container_id"
                            + " AND k.counted_at >= ? AND k.counted_at < ?) ORDER BY l.lot_number, c.number LIMIT 500",
                    row -> new Note(
                            ReportRules.Attention.NOT_COUNTED,
                            Map.of("lot", row.getString("lot_number"), "container", row.getString("number"))),
                    clinic.get(),
                    period.from(),
                    period.to()));
        }
        return List.copyOf(notes);
    }

    private static Row movement(ResultSet row, ZoneId zone) throws SQLException {
        var values = product(row);
        var delta = row.getBigDecimal("delta");
        values.put(Column.AT, local(Jdbc.instant(row, "occurred_at"), zone));
        values.put(Column.TYPE, row.getString("type"));
        if (delta.signum() > 0) {
            values.put(Column.IN_MG, decimal(delta));
        } else if (delta.signum() < 0) {
            values.put(Column.OUT_MG, decimal(delta.negate()));
        }
        values.put(Column.BALANCE_MG, decimal(row.getBigDecimal("balance")));
        values.put(Column.ML, decimal(row.getBigDecimal("ml")));
        values.put(Column.CONCENTRATION, decimal(row.getBigDecimal("concentration")));
        values.put(Column.CONTAINER, row.getString("container_number"));
        values.put(Column.PATIENT, text(row.getString("patient_id")));
        values.put(Column.SESSION, text(row.getString("session_id")));
        values.put(Column.ACTOR, row.getString("actor_name"));
        values.put(Column.WITNESS, text(row.getString("witness_name")));
        values.put(Column.REASON, text(row.getString("reason")));
        values.put(Column.REVERSES, text(row.getString("reverses")));
        values.put(Column.ENTRY, row.getString("id"));
        values.put(Column.HASH, row.getString("hash"));
        return new Row(values, row.getString("substance"));
    }

    private static Row lot(ResultSet row) throws SQLException {
        var values = product(row);
        values.put(Column.CONCENTRATION, decimal(row.getBigDecimal("concentration")));
        values.put(Column.OPENING_MG, decimal(row.getBigDecimal("opening")));
        values.put(Column.RECEIVED_MG, decimal(row.getBigDecimal("receive")));
        values.put(Column.ADMINISTERED_MG, decimal(row.getBigDecimal("administer")));
        values.put(Column.WASTED_MG, decimal(row.getBigDecimal("waste")));
        values.put(Column.DESTROYED_MG, decimal(row.getBigDecimal("destroy")));
        values.put(Column.TRANSFERRED_MG, decimal(row.getBigDecimal("transfer")));
        values.put(Column.LOST_MG, decimal(row.getBigDecimal("loss")));
        values.put(Column.ADJUSTED_MG, decimal(row.getBigDecimal("adjust")));
        values.put(Column.CLOSING_MG, decimal(row.getBigDecimal("closing")));
        values.put(Column.CONTAINERS, row.getString("containers"));
        return new Row(values, row.getString("substance"));
    }

    private static Map<Column, String> product(ResultSet row) throws SQLException {
        var values = new EnumMap<Column, String>(Column.class);
        values.put(Column.SUBSTANCE, row.getString("substance"));
        values.put(Column.CUM, row.getString("product_code"));
        values.put(Column.NDC, row.getString("product_code"));
        values.put(Column.INVIMA, text(row.getString("registration")));
        values.put(Column.LOT, row.getString("lot_number"));
        values.put(Column.EXPIRES_ON, row.getString("expires_on"));
        values.put(Column.SUPPLIER, row.getString("supplier"));
        values.put(Column.INVOICE, row.getString("invoice"));
        return values;
    }

    private static String local(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.atZone(zone).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    private static String decimal(BigDecimal value) {
        return Decimals.format(value);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
