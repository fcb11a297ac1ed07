package org.paincare.platform.due;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.Tenancy;

/**
 * Runs what is due. Which rows are due is read under a role that sees nothing else; each row is then locked, done and
 * deleted in one transaction of its clinic, skipping rows that another replica has. A row that fails is tried again
 * after a growing pause (1 s doubling to 5 minutes, real time) and never dropped.
 */
@ApplicationScoped
public class Timer {

    private static final Logger LOG = Logger.getLogger(Timer.class);
    private static final int BATCH = 200;

    private final AgroalDataSource duePool;
    private final Jdbc jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Map<String, DueHandler> handlers;

    Timer(
            @DataSource("due") AgroalDataSource duePool,
            javax.sql.DataSource pool,
            Tenancy tenancy,
            InstantSource clock,
            @All List<DueHandler> handlers) {
        this.duePool = duePool;
        this.jdbc = new Jdbc(pool);
        this.tenancy = tenancy;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(DueHandler::kind, Function.identity()));
    }

    private record Row(UUID clinic, UUID id) {}

    private record Claimed(String kind, UUID subject, Instant dueAt) {}

    /** The scheduler calls inside a request context, and work for a clinic never starts from one. */
    @Scheduled(every = "${paincare.due.every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() throws SQLException {
        if (!due().isEmpty()) {
            Tenancy.apartFromTheRequest(this::runDue);
        }
    }

    /** Runs everything that is due now, also what becomes due by it; how many rows were done. */
    public int runDue() throws SQLException {
        int done = 0;
        while (true) {
            int inBatch = 0;
            for (var row : due()) {
                inBatch += run(row) ? 1 : 0;
            }
            if (inBatch == 0) {
                return done;
            }
            done += inBatch;
        }
    }

    /** When the next work of any clinic falls due; work that failed counts too, however often it was tried. */
    public Optional<Instant> nextDueAt() throws SQLException {
        try (var connection = duePool.getConnection();
                var select = connection.prepareStatement("SELECT min(due_at) FROM due_work")) {
            var row = select.executeQuery();
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }
    }

    private List<Row> due() throws SQLException {
        try (var connection = duePool.getConnection();
                var select = connection.prepareStatement("SELECT clinic_id, id FROM due_work WHERE due_at <= ?"
                        + " AND (retry_at IS NULL OR retry_at <= clock_timestamp()) ORDER BY due_at LIMIT " + BATCH)) {
            select.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            var rows = select.executeQuery();
            var found = new ArrayList<Row>();
            while (rows.next()) {
                found.add(new Row(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
            return found;
        }
    }

    private boolean run(Row row) {
        return tenancy.inClinic(row.clinic(), () -> {
            try {
                return QuarkusTransaction.requiringNew().call(() -> doAndDelete(row));
            } catch (RuntimeException failure) {
                LOG.warnf("due work %s failed: %s", row.id(), failure.getClass().getName());
                QuarkusTransaction.requiringNew().run(() -> later(row));
                return false;
            }
        });
    }

    private boolean doAndDelete(Row row) {
        var claimed = jdbc.first(
                "SELECT kind, subject_id, due_at FROM due_work WHERE clinic_id = ? AND id = ? FOR UPDATE SKIP LOCKED",
                r -> new Claimed(r.getString("kind"), r.getObject("subject_id", UUID.class), Jdbc.instant(r, "due_at")),
                row.clinic(),
                row.id());
        if (claimed.isEmpty()) {
            return false;
        }
        var handler = handlers.get(claimed.get().kind());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + claimed.get().kind());
        }
        handler.run(claimed.get().subject(), claimed.get().dueAt());
        jdbc.update("DELETE FROM due_work WHERE clinic_id = ? AND id = ?", row.clinic(), row.id());
        return true;
    }

    private void later(Row row) {
        jdbc.update(
                "UPDATE due_work SET attempts = attempts + 1,"
                        + " retry_at = clock_timestamp() + least(300, power(2, least(attempts, 9))) * interval '1 second'"
                        + " WHERE clinic_id = ? AND id = ?",
                row.clinic(),
                row.id());
    }

    /** Keys of repeated requests expire after 72 hours of real time. */
    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldKeys() throws SQLException {
        try (var connection = duePool.getConnection();
                var delete = connection.prepareStatement(
                        "DELETE FROM idempotency WHERE created_at < clock_timestamp() - interval '72 hours'")) {
            delete.executeUpdate();
        }
    }
}
