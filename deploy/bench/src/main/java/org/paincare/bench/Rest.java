package org.paincare.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;
import org.paincare.local.demo.DemoTime;

/**
 * Waits until what a load has set going is done: events sent and taken by the other services, audit rows sealed. Else
 * the next target would be measured beside the work of the last.
 */
final class Rest implements AutoCloseable {

    private static final List<Component> SERVICES = List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String UNDONE =
            "SELECT EXISTS (SELECT 1 FROM outbox) OR EXISTS (SELECT 1 FROM audit_entry e, ops.audit_cursor c"
                    + " WHERE (e.xid, e.id) > (c.xid, c.entry_id))";

    private final DemoTime time;
    private final List<Connection> databases = new ArrayList<>();

    Rest(PaincareSystem system) throws SQLException, java.io.IOException {
        this.time = new DemoTime(system.addresses());
        for (var service : SERVICES) {
            databases.add(system.postgres().superuser("paincare_" + service.label()));
        }
    }

    /** Returns when all is done, or after 30 s; the seconds it took. */
    double await() throws SQLException {
        long begin = System.nanoTime();
        while (!isDone() && System.nanoTime() - begin < LONGEST.toNanos()) {
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private boolean isDone() throws SQLException {
        for (var database : databases) {
            try (var statement = database.createStatement();
                    var row = statement.executeQuery(UNDONE)) {
                row.next();
                if (row.getBoolean(1)) {
                    return false;
                }
            }
        }
        time.settle();
        return true;
    }

    @Override
    public void close() throws SQLException {
        for (var database : databases) {
            database.close();
        }
    }
}
