package org.paincare.platform.due;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.tenancy.Tenancy;

/**
 * Runs what is due. Which rows are due is read under a role that sees nothing else; each row is then locked, done and
 * deleted in one transaction of its clinic, skipping rows that another replica has. A row that fails is tried again
 * after a growing pause (1 s doubling to 5 minutes, real time) and never dropped.
 *
 * <p>Urgent work runs on a thread of its own, so that no backlog of other work, and no busy pool of threads, delays it.
 */
@ApplicationScoped
public class Timer {

    private static final Logger LOG = Logger.getLogger(Timer.class);
    private static final int BATCH = 200;
    private static final int LONGEST_PAUSE_SECONDS = 300;
    private static final int ENDS_WITHIN_SECONDS = 5;

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    /** Which work: by default what is not urgent. */
    private enum Lane {
        ORDINARY("AND NOT (kind = ANY (?))"),
        URGENT("AND kind = ANY (?)");

        private final String kinds;

        Lane(String kinds) {
            this.kinds = kinds;
        }

        private io.micrometer.core.instrument.Timer lateness(MeterRegistry registry) {
            return io.micrometer.core.instrument.Timer.builder("paincare.due.lateness")
                    .description("How long past its time work was done")
                    .tag("lane", name().toLowerCase(Locale.ROOT))
                    .serviceLevelObjectives(BOUNDS)
                    .register(registry);
        }
    }

    private final AgroalDataSource duePool;
    private final Jdbc jdbc;
    private final Tenancy tenancy;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Map<String, DueHandler> handlers;
    private final List<Unfinished> unfinished;
    private final String[] urgent;
    private final Duration urgentEvery;
    private final Map<Lane, io.micrometer.core.instrument.Timer> lateness;
    private final ScheduledExecutorService urgentLane = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("due-urgent").daemon().factory());

    Timer(
            @DataSource("due") AgroalDataSource duePool,
            javax.sql.DataSource pool,
            Tenancy tenancy,
            CurrentCaller caller,
            InstantSource clock,
            @All List<DueHandler> handlers,
            @All List<Unfinished> unfinished,
            MeterRegistry registry,
            @ConfigProperty(name = "paincare.due.urgent-every", defaultValue = "250ms") Duration urgentEvery) {
        this.duePool = duePool;
        this.unfinished = unfinished;
        this.jdbc = new Jdbc(pool);
        this.tenancy = tenancy;
        this.caller = caller;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(DueHandler::kind, Function.identity()));
        this.urgent = handlers.stream()
                .filter(DueHandler::urgent)
                .map(DueHandler::kind)
                .toArray(String[]::new);
        this.urgentEvery = urgentEvery;
        this.lateness = Arrays.stream(Lane.values())
                .filter(lane -> lane == Lane.ORDINARY || urgent.length > 0)
                .collect(Collectors.toMap(Function.identity(), lane -> lane.lateness(registry)));
    }

    void opens(@Observes StartupEvent started) {
        if (urgent.length > 0) {
            urgentLane.scheduleWithFixedDelay(
                    this::urgentTick, urgentEvery.toMillis(), urgentEvery.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void closes() {
        urgentLane.shutdown();
        try {
            if (!urgentLane.awaitTermination(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                urgentLane.shutdownNow();
            }
        } catch (InterruptedException e) {
            urgentLane.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private record Row(UUID clinic, UUID id) {}

    private record Claimed(String kind, UUID subject, Instant dueAt) {}

    /** The scheduler calls inside a request context, and work for a clinic never starts from one. */
    @Scheduled(every = "${paincare.due.every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() throws SQLException {
        if (!due(Lane.ORDINARY).isEmpty()) {
            Tenancy.apartFromTheRequest(() -> runDue(Lane.ORDINARY));
        }
    }

    /** Whatever happens in one tick, even an error, the next tries again: a task that throws is never run again. */
    private void urgentTick() {
        try {
            runDue(Lane.URGENT);
        } catch (Throwable failure) {
            LOG.warnf("urgent due work: %s", failure.getClass().getName());
        }
    }

    /** Runs everything that is due now, also what becomes due by it; how many rows were done. */
    public int runDue() throws SQLException {
        int done = 0;
        while (true) {
            int inRound = finish() + runDue(Lane.URGENT) + runDue(Lane.ORDINARY);
            if (inRound == 0) {
                return done;
            }
            done += inRound;
        }
    }

    private int finish() throws SQLException {
        int done = 0;
        for (var each : unfinished) {
            done += each.finish();
        }
        return done;
    }

    private int runDue(Lane lane) throws SQLException {
        int done = 0;
        while (true) {
            int inBatch = 0;
            for (var row : due(lane)) {
                inBatch += run(row, lane) ? 1 : 0;
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

    private List<Row> due(Lane lane) throws SQLException {
        try (var connection = duePool.getConnection();
                var select = connection.prepareStatement("SELECT clinic_id, id FROM due_work WHERE due_at <= ?"
                        + " AND (retry_at IS NULL OR retry_at <= clock_timestamp()) " + lane.kinds
                        + " ORDER BY due_at LIMIT " + BATCH)) {
            select.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            select.setArray(2, connection.createArrayOf("text", urgent));
            var rows = select.executeQuery();
            var found = new ArrayList<Row>();
            while (rows.next()) {
                found.add(new Row(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
            return found;
        }
    }

    private boolean run(Row row, Lane lane) {
        return tenancy.inClinic(row.clinic(), () -> {
            caller.actAsSystem();
            try {
                return QuarkusTransaction.requiringNew().call(() -> doAndDelete(row, lane));
            } catch (RuntimeException failure) {
                LOG.warnf("due work %s failed: %s", row.id(), failure.getClass().getName());
                QuarkusTransaction.requiringNew().run(() -> later(row, lane));
                return false;
            }
        });
    }

    private boolean doAndDelete(Row row, Lane lane) {
        if (lane == Lane.URGENT) {
            // One clinic's or patient's slow write holds up nobody else's.
            jdbc.first("SELECT set_config('lock_timeout', '500ms', true)", r -> 1);
        }
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
        var late = Duration.between(claimed.get().dueAt(), clock.instant());
        handler.run(claimed.get().subject(), claimed.get().dueAt());
        lateness.get(lane).record(late.isNegative() ? Duration.ZERO : late);
        jdbc.update("DELETE FROM due_work WHERE clinic_id = ? AND id = ?", row.clinic(), row.id());
        return true;
    }

    private void later(Row row, Lane lane) {
        jdbc.update(
                "UPDATE due_work SET attempts = attempts + 1,"
                        + " retry_at = clock_timestamp() + least(?, power(2, least(attempts, 9))) * interval '1 second'"
                        + " WHERE clinic_id = ? AND id = ?",
                lane == Lane.URGENT ? 1 : LONGEST_PAUSE_SECONDS,
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
