package org.paincare.local.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paincare.platform.sealing.Chain;
import org.paincare.testing.local.CannotStart;

/**
 * One database that takes a clinic in: a transaction as its owner, bound to the clinic, that is committed when all are
 * ready. Rows come as they were written; triggers on insert do not run, since what they wrote there comes too.
 */
final class Arrival implements AutoCloseable {

    private static final int BATCH = 500;

    private final Source source;
    private final Export export;
    private final Connection connection;

    Arrival(Source source, Export export) throws SQLException {
        this.source = source;
        this.export = export;
        this.connection = source.connect();
        connection.setAutoCommit(false);
        try (PreparedStatement set = connection.prepareStatement(
                "SELECT set_config('app.clinic', ?, true), set_config('lock_timeout', '5s', true),"
                        + " set_config('statement_timeout', '0', true), set_config('TimeZone', 'UTC', true)")) {
            set.setString(1, export.clinic().toString());
            set.execute();
        }
    }

    /** Whether this very export has been taken in here before. */
    boolean hasArrived() throws SQLException {
        return number(
                        "SELECT count(*) FROM audit_entry WHERE clinic_id = current_clinic() AND action = 'IMPORT'"
                                + " AND reason = ?",
                        export.reason())
                > 0;
    }

    /** @throws CannotStart where the release is another, or something of the clinic is here */
    void requireEmptyPlace() throws SQLException {
        List<String> here = texts(
                "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL ORDER BY installed_rank");
        if (!Set.copyOf(here).equals(Set.copyOf(export.schemas().getOrDefault(source.name(), List.of())))) {
            throw new CannotStart("The database " + source.name()
                    + " has other migrations than the export: both places must run the same release.");
        }
        Set<String> tables = new TreeSet<>(tables());
        if (!tables.containsAll(tables(export))) {
            throw new CannotStart("The export has tables that " + source.name() + " does not know.");
        }
        for (String table : tables) {
            if (number("SELECT count(*) FROM (SELECT 1 FROM " + table
                            + " WHERE clinic_id = current_clinic() LIMIT 1) r")
                    > 0) {
                throw new CannotStart("The clinic is in " + source.name() + " already (table " + table
                        + "), with other data than this export. Nothing was taken in.");
            }
        }
    }

    private Set<String> tables(Export of) {
        return of.tables().getOrDefault(source.name(), Set.of());
    }

    void takeIn() throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE arriving (line jsonb NOT NULL) ON COMMIT DROP");
        }
        Map<String, List<String>> triggers = triggers();
        switchTriggers(triggers, "DISABLE");
        for (String table : inOrder()) {
            insert(table);
            moveNumbersOn(table);
        }
        if (hasEvents()) {
            // An event keeps in the log the number that it had in the outbox.
            moveOn("outbox", "id", "event_log");
        }
        switchTriggers(triggers, "ENABLE");
        record();
        verify();
    }

    private void insert(String table) throws SQLException, IOException {
        boolean audit = table.equals("audit_entry");
        try (Statement statement = connection.createStatement();
                PreparedStatement add = connection.prepareStatement("INSERT INTO arriving VALUES (?::jsonb)");
                BufferedReader rows = Files.newBufferedReader(export.rows(source.name(), table))) {
            statement.execute("TRUNCATE arriving");
            int waiting = 0;
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                add.setString(1, row);
                add.addBatch();
                if (++waiting % BATCH == 0) {
                    add.executeBatch();
                }
            }
            add.executeBatch();
            String columns = String.join(", ", columns(table));
            // Transactions of the other place mean nothing here: what is in the chain is behind the sealer of this
            // place, and what is not yet comes to it with this transaction.
            String values = audit
                    ? columns.replaceAll(
                            "\\bxid\\b",
                            "CASE WHEN EXISTS (SELECT 1 FROM audit_seal s WHERE s.clinic_id = current_clinic()"
                                    + " AND s.entry_id = r.id) THEN '1'::xid8 ELSE pg_current_xact_id() END")
                    : columns;
            statement.execute("INSERT INTO " + table + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + values
                    + " FROM arriving a, jsonb_populate_record(NULL::" + table + ", a.line) r");
            String without = audit ? " - 'xid'" : "";
            long missing = number(
                    "SELECT count(*) FROM (SELECT line" + without + " FROM arriving EXCEPT ALL SELECT to_jsonb(t)"
                            + without + " FROM " + table + " t WHERE clinic_id = current_clinic()) lost");
            if (missing > 0) {
                throw refused(missing + " rows of " + table + " did not arrive as they left");
            }
        }
    }

    /** What is numbered here from now on comes after what came. */
    private void moveNumbersOn(String table) throws SQLException {
        for (String column : texts(
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attidentity <> '' AND NOT attisdropped",
                table)) {
            moveOn(table, column, table);
        }
    }

    private void moveOn(String table, String column, String numbered) throws SQLException {
        String sequence = "pg_get_serial_sequence('" + table + "', '" + column + "')";
        number("SELECT setval(" + sequence + ", greatest((SELECT max(" + column + ") FROM " + numbered
                + " WHERE clinic_id = current_clinic()), nextval(" + sequence + ")))");
    }

    private void record() throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO audit_entry (clinic_id, actor_roles, client, action,"
                                + " resource, resource_id, reason, request_id, trace_id)"
                                + " VALUES (current_clinic(), 'ops', 'clinic-import', 'IMPORT', 'clinic', current_clinic(), ?,"
                                + " '', '')")) {
            // A sealer that has never sealed would begin before what is in the chain already.
            statement.execute("UPDATE ops.audit_cursor SET xid = '1',"
                    + " entry_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' WHERE xid <= '1'");
            insert.setString(1, export.reason());
            insert.executeUpdate();
        }
    }

    private void verify() throws SQLException {
        if (!Chain.verified(connection).holds()) {
            throw refused("the chain of its audit does not hold");
        }
        if (source.name().equals("session")) {
            long wrong = number("""
                    WITH moved AS (
                        SELECT to_kind AS kind, to_id AS account, container_id, ml FROM ledger_entry
                         WHERE clinic_id = current_clinic()
                        UNION ALL
                        SELECT from_kind, from_id, container_id, -ml FROM ledger_entry WHERE clinic_id = current_clinic()),
                    should AS (
                        SELECT kind, account, container_id, sum(ml) AS ml FROM moved
                         WHERE kind IN ('CONTAINER', 'SESSION') GROUP BY kind, account, container_id)
                    SELECT count(*) FROM should s
                      FULL JOIN (SELECT * FROM ledger_balance WHERE clinic_id = current_clinic()) b
                        ON b.kind = s.kind AND b.account_id = s.account AND b.container_id = s.container_id
                     WHERE coalesce(s.ml, 0) <> coalesce(b.ml, 0)""");
            if (wrong > 0) {
                throw refused(wrong + " accounts of the ledger do not balance");
            }
        }
    }

    /** By stream, the last number that a service gave. */
    Map<String, Long> given() throws SQLException {
        return numbers("SELECT stream_id::text, last_sequence FROM stream_counter WHERE clinic_id = current_clinic()");
    }

    /** By stream, the last number that was taken here from that service. */
    Map<String, Long> takenFrom(String service) throws SQLException {
        return numbers("SELECT stream_id::text, max(last_sequence) FROM inbox WHERE clinic_id = current_clinic()"
                + " AND source = '/paincare/" + service + "' GROUP BY stream_id");
    }

    boolean hasEvents() {
        return tables(export).contains("inbox");
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private CannotStart refused(String why) {
        return new CannotStart(source.name() + ": " + why + ". Nothing was taken in.");
    }

    private void switchTriggers(Map<String, List<String>> triggers, String to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table : triggers.entrySet()) {
                for (String trigger : table.getValue()) {
                    statement.execute("ALTER TABLE " + table.getKey() + " " + to + " TRIGGER " + trigger);
                }
            }
        }
    }

    /** Those on insert, by table. */
    private Map<String, List<String>> triggers() throws SQLException {
        Map<String, List<String>> triggers = new TreeMap<>();
        for (String table : tables(export)) {
            List<String> names = texts(
                    "SELECT quote_ident(tgname) FROM pg_trigger WHERE tgrelid = ?::regclass AND NOT tgisinternal"
                            + " AND tgtype::int & 4 <> 0 AND tgenabled <> 'D'",
                    table);
            if (!names.isEmpty()) {
                triggers.put(table, names);
            }
        }
        return triggers;
    }

    /** Each after those it refers to; the chain of the audit before its rows, which are told apart by it. */
    private List<String> inOrder() throws SQLException {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        for (String table : tables(export)) {
            Set<String> referred = new TreeSet<>(texts(
                    "SELECT DISTINCT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conparentid = 0"
                            + " AND conrelid = ?::regclass AND confrelid <> conrelid",
                    table));
            referred.retainAll(tables(export));
            if (table.equals("audit_entry")) {
                referred.add("audit_seal");
            }
            needs.put(table, referred);
        }
        List<String> order = new ArrayList<>();
        while (!needs.isEmpty()) {
            List<String> ready = needs.entrySet().stream()
                    .filter(each -> order.containsAll(each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (ready.isEmpty()) {
                throw refused("its tables refer to each other in a circle: " + needs.keySet());
            }
            order.addAll(ready);
            needs.keySet().removeAll(ready);
        }
        return order;
    }

    private List<String> tables() throws SQLException {
        return texts(
                "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'clinic_id'"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition");
    }

    private List<String> columns(String table) throws SQLException {
        return texts(
                "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0"
                        + " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
                table);
    }

    private List<String> texts(String query, String... with) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < with.length; i++) {
                select.setString(i + 1, with[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
            return texts;
        }
    }

    private long number(String query, String... with) throws SQLException {
        List<String> texts = texts(query, with);
        return Long.parseLong(texts.getFirst());
    }

    private Map<String, Long> numbers(String query) throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                numbers.put(row.getString(1), row.getLong(2));
            }
        }
        return numbers;
    }
}
