package org.paincare.testing.rules;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads PostgreSQL's catalogue and names everything that would let one clinic's rows reach another. */
public final class RowSecurity {

    /** Mechanism that expires; nothing clinical is ever deleted. */
    private static final Set<String> MAY_BE_DELETED =
            Set.of("idempotency", "due_work", "parked_event", "bedside_untold", "limit_pool");

    /** Flyway's own, and the gateway's counts for minutes by a hash that names nobody. */
    private static final String OF_NO_CLINIC = "(c.relname IN ('flyway_schema_history', 'limit_pool'))";

    /** Unique across clinics on purpose: the name a clinic is reached by. */
    private static final Set<String> UNIQUE_EVERYWHERE = Set.of("clinic_slug");

    private RowSecurity() {}

    /** Every breach found, empty where there is none. */
    public static List<String> breaches(Connection database, String service) throws SQLException {
        var breaches = new ArrayList<String>();
        breaches.addAll(names(
                database,
                "SELECT 'table without forced row security: ' || c.relname FROM pg_class c"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
                        + " AND NOT " + OF_NO_CLINIC + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"));
        breaches.addAll(names(
                database,
                "SELECT 'table whose policy for all roles is not the clinic''s: ' || c.relname FROM pg_class c"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
                        + " AND NOT " + OF_NO_CLINIC + " AND (SELECT count(*) FROM pg_policy p"
                        + " WHERE p.polrelid = c.oid AND p.polroles = '{0}'"
                        + " AND pg_get_expr(p.polqual, c.oid) = '(clinic_id = current_clinic())'"
                        + " AND pg_get_expr(p.polwithcheck, c.oid) = '(clinic_id = current_clinic())') <> 1"));
        breaches.addAll(names(
                database,
                "SELECT 'policy that opens ' || c.relname || ' to ' || r.rolname FROM pg_policy p"
                        + " JOIN pg_class c ON c.oid = p.polrelid JOIN pg_roles r ON r.oid = ANY (p.polroles)"
                        + " WHERE r.rolname IN ('" + service + "_app', '" + service + "_owner')"));
        breaches.addAll(names(
                database,
                "SELECT 'index whose first column is not clinic_id: ' || i.relname FROM pg_index x"
                        + " JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND NOT " + OF_NO_CLINIC
                        + " AND x.indisunique AND i.relname <> ALL (string_to_array('"
                        + String.join(",", UNIQUE_EVERYWHERE)
                        + "', ',')) AND coalesce((SELECT a.attname FROM pg_attribute a"
                        + " WHERE a.attrelid = c.oid AND a.attnum = x.indkey[0]), '') <> 'clinic_id'"));
        breaches.addAll(names(
                database,
                "SELECT 'foreign key without clinic_id: ' || k.conname FROM pg_constraint k WHERE k.contype = 'f'"
                        + " AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid"
                        + " AND a.attnum = ANY (k.conkey) AND a.attname = 'clinic_id')"));
        breaches.addAll(names(
                database,
                "SELECT 'role with too much power: ' || rolname FROM pg_roles WHERE rolname LIKE '" + service
                        + "\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"));
        breaches.addAll(names(
                database,
                "SELECT 'the app role owns ' || relname FROM pg_class WHERE relowner = '" + service
                        + "_app'::regrole"));
        breaches.addAll(names(
                database,
                "SELECT 'the app role may delete from ' || c.relname FROM pg_class c"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
                        + " AND has_table_privilege('" + service + "_app', c.oid, 'DELETE') AND c.relname <> ALL"
                        + " (string_to_array('" + String.join(",", MAY_BE_DELETED) + "', ','))"));
        breaches.addAll(names(
                database,
                "SELECT 'the app role may touch ops.' || c.relname FROM pg_class c WHERE c.relnamespace ="
                        + " 'ops'::regnamespace AND c.relkind IN ('r', 'p')"
                        + " AND has_table_privilege('" + service + "_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"));
        breaches.addAll(names(
                database,
                "SELECT 'function that runs as another role unguarded: ' || p.proname FROM pg_proc p"
                        + " WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND NOT ("
                        + "EXISTS (SELECT 1 FROM unnest(p.proconfig) s WHERE s LIKE 'search\\_path=%') AND ("
                        + "p.proowner = '" + service + "_search'::regrole"
                        + " AND p.prosrc LIKE '%current\\_clinic()%'"
                        + " AND NOT has_function_privilege('public', p.oid, 'EXECUTE')"
                        // A trigger's function: nobody calls it, and its owner is under forced row security too.
                        + " OR p.prorettype = 'trigger'::regtype AND p.proowner = '" + service + "_owner'::regrole))"));
        return breaches;
    }

    private static List<String> names(Connection database, String sql) throws SQLException {
        try (var select = database.createStatement();
                var rows = select.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
