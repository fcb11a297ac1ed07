package org.paincare.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Short transactions over a pool of their own, apart from the transaction of the request: for work that may not wait for
 * what everybody else does with the database. Each says how long it waits for a lock and for a statement.
 */
public final class OwnTransactions {

    private static final String SETTINGS = "SELECT set_config('app.clinic', ?, true),"
            + " set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true)";

    private final DataSource pool;
    private final long statementMillis;

    /** @param statementMillis the longest that one statement may take */
    public OwnTransactions(DataSource pool, long statementMillis) {
        this.pool = pool;
        this.statementMillis = statementMillis;
    }

    /**
     * Runs the work in one transaction of that clinic: commits what it did, or rolls back and throws what it threw.
     *
     * @param lockMillis the longest that one statement waits for a lock
     * @throws SqlFailure where the database refuses, does not answer in time, or is not there
     */
    public <T> T call(UUID clinic, long lockMillis, Function<Jdbc, T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var jdbc = new Jdbc(connection);
                jdbc.first(
                        SETTINGS,
                        row -> 1,
                        clinic.toString(),
                        Long.toString(lockMillis),
                        Long.toString(statementMillis));
                var result = work.apply(jdbc);
                connection.commit();
                return result;
            } catch (RuntimeException | SQLException failed) {
                rollBack(connection, failed);
                throw failed;
            } finally {
                leave(connection);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            because.addSuppressed(gone);
        }
    }

    private static void leave(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            // The pool finds out when it takes the connection back.
        }
    }

    /** Statements sent together, in the order in which they were added; nobody looks at their results. */
    public static final class Writes {

        private static final int TOGETHER = 20;

        private record Write(String sql, @Nullable Object[] parameters) {}

        private final List<Write> writes = new ArrayList<>();

        public void add(String sql, @Nullable Object... parameters) {
            writes.add(new Write(sql, parameters));
        }

        /** Sends what was added, twenty statements a round trip. */
        public void send(Jdbc jdbc) {
            for (int from = 0; from < writes.size(); from += TOGETHER) {
                var some = writes.subList(from, Math.min(from + TOGETHER, writes.size()));
                var parameters = new ArrayList<@Nullable Object>();
                some.forEach(write -> parameters.addAll(java.util.Arrays.asList(write.parameters())));
                jdbc.update(some.stream().map(Write::sql).collect(Collectors.joining("; ")), parameters.toArray());
            }
        }
    }
}
