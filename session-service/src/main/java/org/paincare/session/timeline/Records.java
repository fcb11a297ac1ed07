package org.paincare.session.timeline;

import static org.paincare.session.timeline.TimelineWords.Kind.*;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.quantity.Decimals;

/** Reads everything a session left on record. Call inside a transaction. */
@ApplicationScoped
class Records {

    /** Signs by column, with the unit they are shown in. */
    private static final Map<String, String> SIGNS = new java.util.TreeMap<>(Map.ofEntries(
            Map.entry("sbp", "mmHg"),
            Map.entry("dbp", "mmHg"),
            Map.entry("hr", "/min"),
            Map.entry("rr", "/min"),
            Map.entry("spo2", "%"),
            Map.entry("temp", "°C"),
            Map.entry("etco2", "mmHg"),
            Map.entry("nrs", "/10"),
            Map.entry("rass", ""),
            Map.entry("moaas", ""),
            Map.entry("cadss6", ""),
            Map.entry("cadss23", "")));

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    Records(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    @FunctionalInterface
    private interface Reader {
        Recorded read(Recorded.Row row) throws SQLException;
    }

    List<Recorded> of(UUID session) {
        var all = new ArrayList<Recorded>();
        life(session, all);
        dose(session, all);
        bedside(session, all);
        recovery(session, all);
        drug(session, all);
        return all;
    }

    private void life(UUID session, List<Recorded> all) {
        read(
                all,
                session,
                "SELECT id AS item, occurred_at AS at, recorded_at AS recorded, actor AS by_id, actor_name AS by_name,"
                        + " from_state, to_state, command, reason, nullif(concat_ws('; ',"
                        + " 'owed: ' || nullif(open_points::jsonb->>'owed', '[]'),"
                        + " 'warnings: ' || nullif(open_points::jsonb->>'warnings', '[]'),"
                        + " 'waived: ' || nullif(open_points::jsonb->>'waived', '[]')), '') AS open_points"
                        + " FROM session_transition",
                row -> row.value("from", "from_state")
                        .value("to", "to_state")
                        .value("command", "command")
                        .after(": ", "reason", "reason")
                        .after(". ", "open", "open_points")
                        .as(STEP));
        read(
                all,
                session,
                "SELECT id AS item, answered_at AS at, recorded_at AS recorded, person AS by_id, name AS by_name, item AS what,"
                        + " outcome, reason FROM pre_check_answer",
                row -> row.value("item", "what")
                        .value("outcome", "outcome")
                        .after(": ", "reason", "reason")
                        .as(PRE_CHECK));
        read(
                all,
                session,
                "SELECT id AS item, given_at AS at, given_at AS recorded, person AS by_id, name AS by_name, rule_id, role,"
                        + " reason FROM session_waiver",
                row -> row.value("rule", "rule_id")
                        .value("role", "role")
                        .value("reason", "reason")
                        .as(WAIVER));
        read(
                all,
                session,
                "SELECT id AS item, asked_at AS at, asked_at AS recorded, NULL::uuid AS by_id, NULL AS by_name,"
                        + " coalesce(decision, no_answer) AS decision,"
                        + " array_to_string(blocking || stop_facts, ', ') AS open FROM standing_asked",
                row -> row.value("decision", "decision")
                        .after(": ", "open", "open")
                        .as(STANDING));
        read(
                all,
                session,
                "SELECT id AS item, offered_at AS at, offered_at AS recorded, offered_by AS by_id, offered_name AS by_name,"
                        + " situation FROM handover",
                row -> row.value("text", "situation").as(HANDOVER_OFFERED));
        read(
                all,
                session,
                "SELECT id AS item, decided_at AS at, decided_at AS recorded, decided_by AS by_id, decided_name AS by_name,"
                        + " state, decided_reason FROM handover WHERE decided_at IS NOT NULL",
                row -> row.value("state", "state")
                        .after(": ", "reason", "decided_reason")
                        .as(HANDOVER_DECIDED));
        read(
                all,
                session,
                "SELECT id AS item, opened_at AS at, opened_at AS recorded, first AS by_id, first_name AS by_name, down_from,"
                        + " down_to, reason, second_name FROM downtime_charting",
                row -> row.value("from", "down_from")
                        .value("to", "down_to")
                        .value("reason", "reason")
                        .value("second", "second_name")
                        .as(DOWNTIME));
    }

    private void dose(UUID session, List<Recorded> all) {
        read(
                all,
                session,
                "SELECT * FROM (SELECT c.clinic_id, o.session_id, c.order_id AS item, c.recorded_at AS at,"
                        + " c.recorded_at AS recorded, c.person AS by_id, c.name AS by_name, c.content_hash"
                        + " FROM dose_order_content c JOIN dose_order o ON o.clinic_id = c.clinic_id AND o.id = c.order_id) w",
                row -> row.value("hash", "content_hash").as(ORDER_WRITTEN));
        read(
                all,
                session,
                "SELECT id AS item, signed_at AS at, signed_at AS recorded, signed_by AS by_id, signer_name AS by_name,"
                        + " signed_hash FROM dose_order WHERE signed_at IS NOT NULL",
                row -> row.value("hash", "signed_hash").as(ORDER_SIGNED));
        read(
                all,
                session,
                "SELECT * FROM (SELECT v.clinic_id, o.session_id, v.order_id AS item, v.ordered_at AS at,"
                        + " v.recorded_at AS recorded, v.recorded_by AS by_id, v.recorded_name AS by_name, v.content_hash,"
                        + " v.heard_name, v.reason FROM verbal_order v"
                        + " JOIN dose_order o ON o.clinic_id = v.clinic_id AND o.id = v.order_id) v",
                row -> row.value("hash", "content_hash")
                        .value("second", "heard_name")
                        .value("reason", "reason")
                        .as(ORDER_BY_WORD));
        read(
                all,
                session,
                "SELECT * FROM (SELECT v.clinic_id, o.session_id, v.id AS item, v.verified_at AS at,"
                        + " v.verified_at AS recorded, v.person AS by_id, v.name AS by_name, v.content_hash, v.outcome, v.note"
                        + " FROM order_verification v JOIN dose_order o ON o.clinic_id = v.clinic_id AND o.id = v.order_id) v",
                row -> row.value("outcome", "outcome")
                        .value("hash", "content_hash")
                        .after(": ", "reason", "note")
                        .as(ORDER_VERIFICATION));
        read(
                all,
                session,
                "SELECT id AS item, prepared_at AS at, prepared_at AS recorded, prepared_by AS by_id,"
                        + " prepared_name AS by_name, drawn_ml, vial_concentration, diluent_ml, diluent, labelled, priming_ml"
                        + " FROM preparation",
                row -> row.decimal("drawn", "drawn_ml")
                        .decimal("vial", "vial_concentration")
                        .decimal("diluent", "diluent_ml")
                        .value("with", "diluent")
                        .decimal("labelled", "labelled")
                        .decimal("priming", "priming_ml")
                        .as(PREPARED));
        read(
                all,
                session,
                "SELECT id AS item, checked_at AS at, checked_at AS recorded, checked_by AS by_id, checked_name AS by_name"
                        + " FROM preparation WHERE checked_at IS NOT NULL",
                row -> row.as(PREPARATION_CHECKED));
        read(
                all,
                session,
                "SELECT id AS item, read_at AS at, read_at AS recorded, person AS by_id, name AS by_name, step,"
                        + " rate_ml_per_hour, volume_ml FROM pump_reading",
                row -> row.value("step", "step")
                        .decimal("rate", "rate_ml_per_hour")
                        .decimal("volume", "volume_ml")
                        .as(PUMP));
    }

    private void bedside(UUID session, List<Recorded> all) {
        read(
                all,
                session,
                "SELECT id AS item, occurred_at AS at, recorded_at AS recorded, person AS by_id, name AS by_name, kind,"
                        + " rate_ml_per_hour, volume_ml, authority, reason FROM infusion_entry",
                row -> row.value("kind", "kind")
                        .decimal("rate", "rate_ml_per_hour", " ", " mL/h")
                        .decimal("volume", "volume_ml", " ", " mL")
                        .after(", ", "authority", "authority")
                        .after(": ", "reason", "reason")
                        .as(INFUSION));
        read(
                all,
                session,
                "SELECT * FROM (SELECT v.clinic_id, e.session_id, v.entry_id AS item, v.signed_at AS at,"
                        + " v.signed_at AS recorded, v.person AS by_id, v.name AS by_name FROM verbal_countersignature v"
                        + " JOIN infusion_entry e ON e.clinic_id = v.clinic_id AND e.id = v.entry_id) v",
                row -> row.as(COUNTERSIGNED));
        read(
                all,
                session,
                "SELECT id AS item, observed_at AS at, received_at AS recorded, person AS by_id, device AS by_name, late,"
                        + " on_oxygen, " + String.join(", ", SIGNS.keySet()) + " FROM observation",
                row -> row.is("signs", signs(row.row()))
                        .is("late", row.row().getBoolean("late") ? " (LATE)" : "")
                        .as(OBSERVATION));
        read(
                all,
                session,
                "SELECT id AS item, raised_at AS at, raised_at AS recorded, NULL::uuid AS by_id, NULL AS by_name, rule, level,"
                        + " value, unit FROM alarm",
                row -> row.value("rule", "rule")
                        .value("level", "level")
                        .decimal("value", "value")
                        .value("unit", "unit")
                        .as(ALARM));
        read(
                all,
                session,
                "SELECT id AS item, acknowledged_at AS at, acknowledged_at AS recorded, acknowledged_by AS by_id,"
                        + " acknowledged_name AS by_name, rule FROM alarm WHERE acknowledged_at IS NOT NULL",
                row -> row.value("rule", "rule").as(ALARM_ACKNOWLEDGED));
        read(
                all,
                session,
                "SELECT id AS item, onset_at AS at, recorded_at AS recorded, person AS by_id, name AS by_name, code, grade,"
                        + " serious::text AS serious, description FROM adverse_event",
                row -> row.value("code", "code")
                        .value("grade", "grade")
                        .value("serious", "serious")
                        .after(": ", "reason", "description")
                        .as(ADVERSE_EVENT));
        read(
                all,
                session,
                "SELECT id AS item, given_at AS at, recorded_at AS recorded, person AS by_id, name AS by_name, drug, dose_mg,"
                        + " reason FROM drug_given",
                row -> row.value("drug", "drug")
                        .decimal("dose", "dose_mg", " ", " mg")
                        .after(": ", "reason", "reason")
                        .as(DRUG));
        read(
                all,
                session,
                "SELECT id AS item, taken_at AS at, recorded_at AS recorded, person AS by_id, name AS by_name, sprays,"
                        + " mg_per_spray, mg, source, note, reason FROM home_dose",
                row -> row.value("sprays", "sprays")
                        .decimal("each", "mg_per_spray")
                        .decimal("mg", "mg")
                        .value("source", "source")
                        .after(": ", "note", "note")
                        .after(". ", "reason", "reason")
                        .as(HOME_SPRAYS));
    }

    private void recovery(UUID session, List<Recorded> all) {
        read(
                all,
                session,
                "SELECT id AS item, scored_at AS at, scored_at AS recorded, person AS by_id, name AS by_name, total"
                        + " FROM recovery_score",
                row -> row.value("total", "total").as(RECOVERY_SCORE));
        read(
                all,
                session,
                "SELECT id AS item, assessed_at AS at, assessed_at AS recorded, person AS by_id, name AS by_name"
                        + " FROM discharge_assessment",
                row -> row.as(ASSESSED));
        read(
                all,
                session,
                "SELECT assessment_id AS item, discharged_at AS at, discharged_at AS recorded, signed_by AS by_id,"
                        + " signer_name AS by_name FROM discharge",
                row -> row.as(DISCHARGED));
        read(
                all,
                session,
                "SELECT id AS item, signed_at AS at, signed_at AS recorded, signed_by AS by_id, signer_name AS by_name,"
                        + " content_hash FROM session_note WHERE signed_at IS NOT NULL",
                row -> row.value("hash", "content_hash").as(NOTE_SIGNED));
        read(
                all,
                session,
                "SELECT * FROM (SELECT a.clinic_id, n.session_id, a.id AS item, a.written_at AS at, a.written_at AS recorded,"
                        + " a.person AS by_id, a.name AS by_name, a.body FROM note_addendum a"
                        + " JOIN session_note n ON n.clinic_id = a.clinic_id AND n.id = a.note_id) a",
                row -> row.value("text", "body").as(ADDENDUM));
        read(
                all,
                session,
                "SELECT id AS item, opened_at AS at, opened_at AS recorded, NULL::uuid AS by_id, NULL AS by_name, form, due_at"
                        + " FROM pharmacovigilance_report",
                row -> row.value("form", "form").value("due", "due_at").as(REPORT_OPENED));
        read(
                all,
                session,
                "SELECT id AS item, closed_at AS at, closed_at AS recorded, closed_by AS by_id, closed_name AS by_name, form,"
                        + " state, coalesce(reference, reason) AS why FROM pharmacovigilance_report"
                        + " WHERE closed_at IS NOT NULL",
                row -> row.value("form", "form")
                        .value("state", "state")
                        .after(": ", "reason", "why")
                        .as(REPORT_CLOSED));
    }

    private void drug(UUID session, List<Recorded> all) {
        read(
                all,
                session,
                "SELECT * FROM (SELECT e.clinic_id, e.session_id, e.id AS item, e.occurred_at AS at,"
                        + " e.recorded_at AS recorded, e.actor AS by_id, e.actor_name AS by_name, e.type, e.mg, e.ml, e.reason,"
                        + " l.substance, l.lot_number FROM ledger_entry e"
                        + " JOIN lot l ON l.clinic_id = e.clinic_id AND l.id = e.lot_id) e",
                row -> row.value("type", "type")
                        .decimal("mg", "mg")
                        .decimal("ml", "ml")
                        .value("substance", "substance")
                        .value("lot", "lot_number")
                        .after(": ", "reason", "reason")
                        .as(LEDGER));
        read(
                all,
                session,
                "SELECT id AS item, recorded_at AS at, recorded_at AS recorded, signed_by AS by_id, signer_name AS by_name,"
                        + " difference_mg, explanation FROM ledger_incident",
                row -> row.decimal("mg", "difference_mg")
                        .value("explanation", "explanation")
                        .as(DISCREPANCY));
    }

    /** @param select its own conditions, if any, come last; the session's are added */
    private void read(List<Recorded> all, UUID session, String select, Reader reader) {
        var own = select.lastIndexOf(" WHERE ") > select.lastIndexOf(')');
        all.addAll(jdbc.list(
                select + (own ? " AND" : " WHERE") + " clinic_id = ? AND session_id = ?",
                row -> reader.read(new Recorded.Row(row)),
                clinic.get(),
                session));
    }

    /** What was measured, with its units. */
    private static String signs(ResultSet row) throws SQLException {
        var signs = new StringJoiner(", ");
        for (var sign : SIGNS.entrySet()) {
            var value = row.getBigDecimal(sign.getKey());
            if (value != null) {
                signs.add(sign.getKey().toUpperCase(java.util.Locale.ROOT) + " " + Decimals.format(value)
                        + (sign.getValue().isEmpty() ? "" : " " + sign.getValue()));
            }
        }
        if (row.getBoolean("on_oxygen")) {
            signs.add("O2");
        }
        return signs.toString();
    }
}
