package org.paincare.local.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.paincare.testing.local.CannotStart;

/**
 * Writes everything that is kept of one clinic into a folder: a file of NDJSON per table, one row per line as PostgreSQL
 * says it, and {@code manifest.json} with the order, and of each file the rows and SHA-256.
 *
 * <p>It is bound to the clinic twice, by row security and by each statement. Each database is read as it was at one moment; the
 * moments of the databases differ by seconds, and what was said between services then is in the event logs. It is on
 * record in each database's audit before its first row is read. Nothing is changed otherwise.
 */
public final class ClinicExport {

    /** Why these are of no use to anybody who keeps the record, or are nobody's but their holder's. */
    private static final Map<String, String> LEFT_OUT = new TreeMap<>(Map.of(
            "idempotency", "answers of the last 72 hours, encrypted, repeated to whoever repeats a request",
            "stream_ticket", "tickets that end after 60 seconds",
            "signer_badge", "badges and hashes of PINs: people choose new ones"));

    /**
     * Whole tables: a partition's rows are its table's. The clinic is named although row security would keep to it: the owner
     * belongs to the role of the search functions too, which sees what can be searched for across clinics.
     */
    private static final String TABLES = """
            SELECT c.relname, format('SELECT to_jsonb(t)::text FROM %I t WHERE clinic_id = current_clinic()', c.relname)
                   AS every_row
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'clinic_id'
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             ORDER BY c.relname
            """;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<Source> sources;
    private final InstantSource clock;

    public ClinicExport(List<Source> sources, InstantSource clock) {
        this.sources = List.copyOf(sources);
        this.clock = clock;
    }

    /**
     * All or nothing: the folder is there when everything is in it.
     *
     * @return what stands in {@code manifest.json}
     * @throws CannotStart where the folder is there already, or no database knows the clinic
     */
    public Map<String, Object> write(Order order, Path folder) throws IOException, SQLException {
        if (Files.exists(folder)) {
            throw new CannotStart(folder + " is there already: an export is never written over another.");
        }
        Path beside = folder.resolveSibling(folder.getFileName() + ".unfinished-" + UUID.randomUUID());
        Files.createDirectories(
                beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            Map<String, Object> manifest = gather(order, beside);
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException | SQLException | RuntimeException e) {
            // Half a record helps nobody and is somebody's.
            forget(beside);
            throw e;
        }
    }

    private Map<String, Object> gather(Order order, Path beside) throws IOException, SQLException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("clinicId", order.clinic().toString());
        manifest.put("begunAt", clock.instant().toString());
        manifest.put("order", Map.of("basis", order.basis().name(), "document", order.document(), "by", order.by()));
        manifest.put("format", "NDJSON, a row per line; times with offset, decimals exact, bytes in hexadecimal");
        manifest.put("leftOut", LEFT_OUT);
        Map<String, Object> databases = new LinkedHashMap<>();
        for (Source source : sources) {
            record(source, order);
            databases.put(source.name(), database(source, order.clinic(), beside.resolve(source.name())));
        }
        manifest.put("databases", databases);
        manifest.put("endedAt", clock.instant().toString());
        Files.writeString(beside.resolve("manifest.json"), JSON.writeValueAsString(manifest));
        return manifest;
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** In the clinic's own audit, which the sealer then puts into the chain. */
    private void record(Source source, Order order) throws SQLException {
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            boundTo(connection, order.clinic());
            if (source.name().equals("patient")) {
                requireClinic(connection, order.clinic());
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO audit_entry (clinic_id, actor_roles,"
                            + " client, action, resource, resource_id, reason, request_id, trace_id)"
                            + " VALUES (?, 'ops', 'clinic-export', 'EXPORT', 'clinic', ?, ?, '', '')")) {
                insert.setObject(1, order.clinic());
                insert.setObject(2, order.clinic());
                insert.setString(3, order.reason());
                insert.executeUpdate();
            }
            connection.commit();
        }
    }

    private static void requireClinic(Connection connection, UUID clinic) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM clinic")) {
            row.next();
            if (row.getInt(1) == 0) {
                throw new CannotStart("There is no clinic " + clinic + ".");
            }
        }
    }

    private Map<String, Object> database(Source source, UUID clinic, Path folder) throws IOException, SQLException {
        Files.createDirectory(folder);
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            boundTo(connection, clinic);
            Map<String, Object> files = new LinkedHashMap<>();
            Instant taken = clock.instant();
            for (Map.Entry<String, String> table : tables(connection).entrySet()) {
                try (var file = new NdjsonFile(folder.resolve(table.getKey() + ".ndjson"))) {
                    rows(connection, table.getValue(), file);
                    files.put(table.getKey(), Map.of("rows", file.rows(), "sha256", file.sha256()));
                }
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("asOf", taken.toString());
            facts.put("schema", schema(connection));
            facts.put("tables", files);
            connection.rollback();
            return facts;
        }
    }

    private static void boundTo(Connection connection, UUID clinic) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(
                "SELECT set_config('app.clinic', ?, true), set_config('TimeZone', 'UTC', true)")) {
            set.setString(1, clinic.toString());
            set.execute();
        }
    }

    /** By name, the statement that reads all rows of each. */
    private static Map<String, String> tables(Connection connection) throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                if (!LEFT_OUT.containsKey(row.getString("relname"))) {
                    tables.put(row.getString("relname"), row.getString("every_row"));
                }
            }
        }
        return tables;
    }

    private static void rows(Connection connection, String everyRow, NdjsonFile file) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            // By cursor: a clinic's readings are more than memory holds.
            statement.setFetchSize(1000);
            try (ResultSet row = statement.executeQuery(everyRow)) {
                while (row.next()) {
                    file.add(row.getString(1));
                }
            }
        }
    }

    private static List<String> schema(Connection connection) throws SQLException {
        List<String> versions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL ORDER BY installed_rank")) {
            while (row.next()) {
                versions.add(row.getString(1));
            }
        }
        return versions;
    }
}
