package org.paincare.e2e.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/**
 * The outside look: a superuser's connection to each service's database, each in one transaction that is rolled back.
 * Tests of the checks change data in it before they look, and nobody else ever sees that.
 */
public final class Databases implements AutoCloseable {

    private final Map<Component, Connection> connections = new EnumMap<>(Component.class);

    public Databases(Whole whole) {
        try {
            for (Component service : Whole.SERVICES) {
                Connection connection = whole.database(service);
                connection.setAutoCommit(false);
                connections.put(service, connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows of a query, each row's columns as one text. */
    public List<String> rows(Component service, String sql) {
        try (var statement = of(service).createStatement();
                var found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i == 1 ? "" : " | ").append(found.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(service.label() + ": " + sql, e);
        }
    }

    public boolean has(Component service, String table) {
        return !rows(service, "SELECT to_regclass('" + table + "')").contains("null");
    }

    /** Changes data inside the transaction that is never committed; the number of rows changed. */
    public int change(Component service, String sql) {
        try (var statement = of(service).createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(service.label() + ": " + sql, e);
        }
    }

    private Connection of(Component service) {
        Connection connection = connections.get(service);
        if (connection == null) {
            throw new IllegalArgumentException(service.label() + " has no database");
        }
        return connection;
    }

    @Override
    public void close() {
        connections.values().forEach(connection -> {
            try (connection) {
                connection.rollback();
            } catch (SQLException alreadyGone) {
                // The server died with its transaction; there is nothing to undo.
            }
        });
    }
}
