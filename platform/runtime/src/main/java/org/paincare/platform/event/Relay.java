package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends the outbox to Kafka in order and moves what the broker has acknowledged to the event log.
 *
 * <p>One drainer at a time per database: a transaction-level lock held for one bounded batch, under a role whose idle
 * transactions the server cuts after 5 s, so a frozen holder loses it. Woken after each commit, with a poll every 100 ms
 * behind it. Killed between acknowledgement and move it sends the batch again: same event ids, same sequences, which
 * every consumer's inbox drops.
 */
@Singleton
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long LOCK = 0x5EA1_0002L;
    private static final int BATCH = 200;
    private static final long POLL_MILLIS = 100;
    private static final long PAUSE_MILLIS = 1_000;

    private final AgroalDataSource pool;
    private final EventProducer producer;
    private final EventRecords records;
    private final String topic;
    private final boolean enabled;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running = true;

    Relay(
            @DataSource("relay") AgroalDataSource pool,
            EventProducer producer,
            @ConfigProperty(name = "paincare.service") String service,
            @ConfigProperty(name = "paincare.events.enabled", defaultValue = "true") boolean enabled) {
        this.pool = pool;
        this.producer = producer;
        this.records = new EventRecords(service);
        this.topic = "paincare." + service + ".v1";
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent start) {
        if (enabled) {
            Thread.ofPlatform().name("relay").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        running = false;
    }

    /** Says that there may be something to send. Never blocks. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        while (running) {
            try {
                int sent = drain();
                if (sent < BATCH) {
                    work.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    work.drainPermits();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | ExecutionException | TimeoutException | RuntimeException failure) {
                LOG.warnf("events wait: %s", failure.getClass().getName());
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            running = false;
        }
    }

    /** Sends one batch; the number of events sent, 0 also where another replica is draining. */
    int drain() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!lock(connection)) {
                    return 0;
                }
                var rows = EventRecords.read(connection, "outbox", 0, BATCH);
                if (!rows.isEmpty()) {
                    producer.sendAll(
                            rows.stream().map(row -> records.of(row, topic)).toList());
                    move(connection, rows);
                }
                connection.commit();
                return rows.size();
            } catch (Exception failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            var row = lock.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void move(Connection connection, List<EventRecords.Row> rows) throws SQLException {
        var ids = connection.createArrayOf(
                "bigint", rows.stream().map(EventRecords.Row::id).toArray());
        try (var move = connection.prepareStatement("WITH sent AS (DELETE FROM outbox WHERE id = ANY (?)"
                + " RETURNING clinic_id, id, stream_id, sequence, event_id, type, occurred_at, causation_id, traceparent, data)"
                + " INSERT INTO event_log (clinic_id, id, stream_id, sequence, event_id, type, occurred_at, causation_id,"
                + " traceparent, data) SELECT clinic_id, id, stream_id, sequence, event_id, type, occurred_at, causation_id,"
                + " traceparent, data FROM sent")) {
            move.setArray(1, ids);
            move.executeUpdate();
        }
    }
}
