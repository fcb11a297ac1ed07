package org.paincare.e2e.whole;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.paincare.local.Component;

/**
 * Holds a table of a service shut, so that whoever writes to it stops in the middle of its transaction: the way to kill
 * a process at exactly that point. Opens when closed.
 */
public final class Gate implements AutoCloseable {

    private static final Duration ARRIVES = Duration.ofSeconds(30);

    private final Whole whole;
    private final Component service;
    private final Connection holder;

    private Gate(Whole whole, Component service, Connection holder) {
        this.whole = whole;
        this.service = service;
        this.holder = holder;
    }

    public static Gate shut(Whole whole, Component service, String table) throws SQLException {
        Connection holder = whole.database(service);
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
        }
        return new Gate(whole, service, holder);
    }

    /** Waits until that role of the service stands before the gate, {@code app} or {@code relay}. */
    public void awaitArrival(String role) {
        String user = service.label() + "_" + role;
        Await.until(user + " stands before the gate", ARRIVES, () -> isWaiting(user));
    }

    private boolean isWaiting(String user) {
        try (Connection looker = whole.database(service);
                var statement = looker.prepareStatement(
                        "SELECT 1 FROM pg_stat_activity WHERE usename = ? AND wait_event_type = 'Lock'")) {
            statement.setString(1, user);
            return statement.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (holder) {
            holder.rollback();
        }
    }
}
