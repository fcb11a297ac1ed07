package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    /** Under the role's idle_in_transaction_session_timeout of 5 s. */
    private static final long ACKNOWLEDGE_MILLIS = 4_000;

    private final AgroalDataSource pool;
    private final EventProducer producer;
    private final String service;
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
        this.service = service;
        this.topic = "paincare." + service + ".v1";
        this.enabled = enabled;
    }

    private record Row(
            UUID clinic,
            long id,
            UUID stream,
            long sequence,
            UUID eventId,
            String type,
            Instant occurredAt,
            @org.jspecify.annotations.Nullable UUID causation,
            String traceparent,
            String data) {}

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
                var rows = read(connection);
                if (!rows.isEmpty()) {
                    send(rows);
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

    private static List<Row> read(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT clinic_id, id, stream_id, sequence, event_id, type,"
                + " occurred_at, causation_id, traceparent, data FROM outbox ORDER BY id LIMIT " + BATCH)) {
            var found = select.executeQuery();
            var rows = new ArrayList<Row>();
            while (found.next()) {
                rows.add(new Row(
                        found.getObject(1, UUID.class),
                        found.getLong(2),
                        found.getObject(3, UUID.class),
                        found.getLong(4),
                        found.getObject(5, UUID.class),
                        found.getString(6),
                        found.getObject(7, OffsetDateTime.class).toInstant(),
                        found.getObject(8, UUID.class),
                        found.getString(9),
                        found.getString(10)));
            }
            return rows;
        }
    }

    private void send(List<Row> rows) throws InterruptedException, ExecutionException, TimeoutException {
        var acknowledgements = new ArrayList<Future<?>>();
        for (var row : rows) {
            acknowledgements.add(producer.send(record(row)));
        }
        producer.flush();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ACKNOWLEDGE_MILLIS);
        for (var acknowledgement : acknowledgements) {
            acknowledgement.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        }
    }

    private ProducerRecord<String, byte[]> record(Row row) {
        var record = new ProducerRecord<String, byte[]>(
                topic, row.stream().toString(), row.data().getBytes(StandardCharsets.UTF_8));
        var headers = record.headers();
        Ce.put(headers, Ce.SPEC_VERSION, "1.0");
        Ce.put(headers, Ce.ID, row.eventId().toString());
        Ce.put(headers, Ce.SOURCE, "/paincare/" + service);
        Ce.put(headers, Ce.TYPE, row.type());
        Ce.put(headers, Ce.SUBJECT, row.stream().toString());
        Ce.put(headers, Ce.TIME, row.occurredAt().toString());
        Ce.put(headers, Ce.CLINIC, row.clinic().toString());
        Ce.put(headers, Ce.SEQUENCE, Long.toString(row.sequence()));
        Ce.put(headers, Ce.DATA_CONTENT_TYPE, "application/json");
        Ce.put(headers, Ce.CONTENT_TYPE, "application/json");
        Ce.put(headers, Ce.TRACEPARENT, row.traceparent());
        if (row.causation() != null) {
            Ce.put(headers, Ce.CAUSATION, row.causation().toString());
        }
        return record;
    }

    private static void move(Connection connection, List<Row> rows) throws SQLException {
        var ids = connection.createArrayOf("bigint", rows.stream().map(Row::id).toArray());
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
