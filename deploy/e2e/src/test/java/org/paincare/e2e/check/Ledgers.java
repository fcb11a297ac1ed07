package org.paincare.e2e.check;

import java.util.ArrayList;
import java.util.List;
import org.paincare.local.Component;

/**
 * The controlled-drug ledger counted anew from its entries (reference 4): every lot is where its entries say, and what a
 * closed session took out was given, wasted or brought back. That no balance is negative, and that mg are mL by the
 * concentration, the database itself holds.
 */
public final class Ledgers {

    private Ledgers() {}

    public static List<String> findings(Databases databases) {
        List<String> findings = new ArrayList<>();
        add(
                findings,
                databases,
                "the balance kept is not that of the entries: ",
                "SELECT kind || ' ' || account_id || ' ' || container_id FROM ("
                        + "SELECT clinic_id, kind, account_id, container_id, sum(ml) AS ml FROM ("
                        + "SELECT clinic_id, to_kind AS kind, to_id AS account_id, container_id, ml FROM ledger_entry"
                        + " UNION ALL SELECT clinic_id, from_kind, from_id, container_id, -ml FROM ledger_entry) AS moved"
                        + " GROUP BY 1, 2, 3, 4) AS counted"
                        + " FULL JOIN ledger_balance AS kept USING (clinic_id, kind, account_id, container_id)"
                        + " WHERE kind IN ('CONTAINER', 'SESSION') AND coalesce(counted.ml, 0) <> coalesce(kept.ml, 0)"
                        + " LIMIT 5");
        add(
                findings,
                databases,
                "a closed session has not accounted for what it took: ",
                "SELECT s.id FROM session s JOIN ledger_entry e ON e.clinic_id = s.clinic_id AND e.session_id = s.id"
                        + " WHERE s.state = 'CLOSED' GROUP BY s.clinic_id, s.id HAVING sum(CASE"
                        + " WHEN e.to_kind = 'SESSION' THEN e.mg WHEN e.from_kind = 'SESSION' THEN -e.mg ELSE 0 END) <> 0"
                        + " LIMIT 5");
        add(
                findings,
                databases,
                "a closed session's ledger says otherwise than its infusion: ",
                "SELECT s.id FROM session s JOIN dose_given g ON g.clinic_id = s.clinic_id AND g.session_id = s.id"
                        + " WHERE s.state = 'CLOSED' AND abs(g.given_mg - coalesce((SELECT sum(CASE WHEN e.to_kind ="
                        + " 'PATIENT' THEN e.mg ELSE -e.mg END) FROM ledger_entry e WHERE e.clinic_id = s.clinic_id"
                        + " AND e.session_id = s.id AND 'PATIENT' IN (e.to_kind, e.from_kind)), 0))"
                        + " > greatest(0.5, g.given_mg / 100) AND NOT EXISTS (SELECT 1 FROM ledger_incident i"
                        + " WHERE i.clinic_id = s.clinic_id AND i.session_id = s.id) LIMIT 5");
        return findings;
    }

    private static void add(List<String> findings, Databases databases, String before, String query) {
        databases.rows(Component.SESSION, query).forEach(row -> findings.add(before + row));
    }
}
