package org.paincare.platform.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Statements over one pool. Takes part in the transaction under way; each call hands its connection back at once, which
 * inside a transaction is always the same one. Values only ever travel as parameters.
 */
public final class Jdbc {

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Where the connection of one statement comes from. */
    private interface Connections {
        Connection take() throws SQLException;

        void giveBack(Connection connection) throws SQLException;
    }

    private final Connections connections;

    public Jdbc(DataSource pool) {
        this.connections = new Connections() {
            @Override
            public Connection take() throws SQLException {
                return pool.getConnection();
            }

            @Override
            public void giveBack(Connection connection) throws SQLException {
                connection.close();
            }
        };
    }

    /** Statements over one connection, that of {@link OwnTransactions}. */
    Jdbc(Connection own) {
        this.connections = new Connections() {
            @Override
            public Connection take() {
                return own;
            }

            @Override
            public void giveBack(Connection connection) {
                // whoever opened it closes it
            }
        };
    }

    /** Runs an INSERT, UPDATE or DELETE; the number of rows it touched. */
    public int update(String sql, @Nullable Object... parameters) {
        return with(sql, parameters, PreparedStatement::executeUpdate);
    }

    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return with(sql, parameters, statement -> {
            try (var rows = statement.executeQuery()) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        });
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return with(sql, parameters, statement -> {
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
            }
        });
    }

    @FunctionalInterface
    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, @Nullable Object[] parameters, Use<T> use) {
        try {
            var connection = connections.take();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, toJdbc(parameters[i]));
                }
                return use.with(statement);
            } finally {
                connections.giveBack(connection);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static @Nullable Object toJdbc(@Nullable Object parameter) {
        return switch (parameter) {
            case Instant instant -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case null -> null;
            default -> parameter;
        };
    }

    /** Reads a timestamptz column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
