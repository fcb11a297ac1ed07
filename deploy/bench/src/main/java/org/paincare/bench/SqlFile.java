package org.paincare.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** SQL that lies beside this class, run as the superuser with sizes and ids as settings of the session. */
final class SqlFile {

    private SqlFile() {}

    /** @param values by name; SQL reads them with {@code current_setting('bench.NAME')} */
    static void run(Connection connection, String name, Map<String, ?> values) throws SQLException {
        try (var set = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            for (var value : values.entrySet()) {
                set.setString(1, "bench." + value.getKey());
                set.setString(2, value.getValue().toString());
                set.execute();
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute(text(name));
        }
    }

    private static String text(String name) {
        try (var stream = SqlFile.class.getResourceAsStream(name + ".sql")) {
            if (stream == null) {
                throw new IllegalArgumentException(name + ".sql is not there");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
