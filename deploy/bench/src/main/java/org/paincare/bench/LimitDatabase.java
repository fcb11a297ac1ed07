package org.paincare.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.PostgresAccess;

/** The database that pgbench works on: on the same server as ours, with the same data in the least of tables. */
final class LimitDatabase {

    static final String NAME = "bench_limit";

    private LimitDatabase() {}

    static void make(PostgresAccess server, DataSizes sizes) throws SQLException {
        try (Connection connection = server.superuser("postgres");
                var statement = connection.createStatement()) {
            requireDurable(connection);
            statement.execute("CREATE DATABASE " + NAME);
        }
        try (Connection connection = server.superuser(NAME)) {
            SqlFile.run(connection, "names", sizes.byName());
            SqlFile.run(connection, "limit", sizes.byName());
        }
        settle(server, NAME);
    }

    /** A limit without waiting for the disk would be none. */
    private static void requireDurable(Connection connection) throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!"on".equals(show(connection, setting))) {
                throw new CannotStart("PostgreSQL runs with " + setting + " off: nothing measured on it would count.");
            }
        }
    }

    static String show(Connection connection, String setting) throws SQLException {
        try (var ask = connection.prepareStatement("SELECT current_setting(?)")) {
            ask.setString(1, setting);
            var row = ask.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    /** Leaves a filled database as one that has lived for a while: statistics, visibility, nothing left to write. */
    static void settle(PostgresAccess server, String database) throws SQLException {
        try (Connection connection = server.superuser(database);
                var statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
            statement.execute("CHECKPOINT");
        }
    }

    /** What is typed to find somebody, from the table that pgbench takes it from. */
    static List<String> words(PostgresAccess server) throws SQLException {
        try (Connection connection = server.superuser(NAME);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT part FROM word ORDER BY id")) {
            var words = new ArrayList<String>();
            while (rows.next()) {
                words.add(rows.getString(1));
            }
            return words;
        }
    }
}
