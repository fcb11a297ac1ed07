package org.paincare.platform.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes the rows of read access: one writer thread, one durable multi-row INSERT for whatever has gathered while the
 * last one was under way (at most 256 rows). A single read waits for one INSERT; a burst shares them.
 *
 * <p>Its role may only insert. If the database cannot take the rows the readers' futures fail and their answers become
 * 503: nothing is shown that is not on record.
 */
@Singleton
public class ReadAudit {

    private static final Logger LOG = Logger.getLogger(ReadAudit.class);
    private static final int MAX_BATCH = 256;
    private static final int MAX_WAITING = 10_000;

    private record Waiting(AuditRow row, CompletableFuture<Void> durable) {}

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AgroalDataSource pool;
    private volatile boolean running = true;

    ReadAudit(@DataSource("audit") AgroalDataSource pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent start) {
        Thread.ofPlatform().name("read-audit").daemon().start(this::writeBatches);
    }

    void stop(@Observes ShutdownEvent stop) {
        running = false;
    }

    /** A future that completes when the row is durable and fails when it cannot be. */
    CompletableFuture<Void> append(AuditRow row) {
        var waiting = new Waiting(row, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            waiting.durable().completeExceptionally(new IllegalStateException("too many reads wait for their audit"));
        }
        return waiting.durable();
    }

    private void writeBatches() {
        var batch = new ArrayList<Waiting>(MAX_BATCH);
        while (running) {
            batch.clear();
            try {
                var first = queue.poll(1, TimeUnit.SECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, MAX_BATCH - 1);
                write(batch);
                batch.forEach(waiting -> waiting.durable().complete(null));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException failure) {
                LOG.warnf("reads could not be audited: %s", failure.getClass().getName());
                batch.forEach(waiting -> waiting.durable().completeExceptionally(failure));
            }
        }
    }

    private void write(List<Waiting> batch) throws SQLException {
        var sql = new StringBuilder(AuditRow.INSERT);
        for (int i = 0; i < batch.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(AuditRow.VALUES);
        }
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(sql.toString())) {
            int index = 1;
            for (var waiting : batch) {
                for (var parameter : waiting.row().parameters()) {
                    statement.setObject(index++, parameter);
                }
            }
            statement.executeUpdate();
        }
    }
}
