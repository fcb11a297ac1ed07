package org.paincare.gateway.client;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.settings.GatewaySettings;
import org.paincare.platform.sealing.Chain;
import org.paincare.platform.sealing.Sealing;
import org.paincare.platform.sealing.Walk;

/**
 * The chain over the audit of the registry, by the services' own mechanism: seals what was written, walks along what was
 * sealed, and says of one clinic whether it holds. While the database is away nothing is sealed and nothing is lost.
 */
@Singleton
public class ChainKeeper {

    private static final String UNSEALED =
            "SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at)"
                    + " FROM audit_entry e, ops.audit_cursor c WHERE (e.xid, e.id) > (c.xid, c.entry_id)"
                    + " ORDER BY e.xid, e.id LIMIT 1), 0)";

    private static final Logger LOG = Logger.getLogger(ChainKeeper.class);

    private final ClientDatabase database;
    private final Rights rights;
    private final Vertx vertx;
    private final GatewaySettings.Clients settings;
    private final Walk walk;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("audit-chain").unstarted(task));
    private volatile double unsealedSeconds;
    private boolean complained;

    ChainKeeper(ClientDatabase database, Rights rights, Vertx vertx, GatewaySettings settings, MeterRegistry meters) {
        this.database = database;
        this.rights = rights;
        this.vertx = vertx;
        this.settings = settings.clients();
        this.walk =
                new Walk(database::sealer, clinic -> LOG.errorf("the audit chain of clinic %s does not hold", clinic));
        if (database.isPresent()) {
            Gauge.builder("paincare.audit.unsealed.seconds", this, keeper -> keeper.unsealedSeconds)
                    .description("Age of the oldest audit row that is in no chain yet")
                    .register(meters);
            Gauge.builder("paincare.audit.chains.broken", walk, Walk::broken)
                    .description("Clinics whose chain did not verify when it was last walked")
                    .register(meters);
        }
    }

    void start(@Observes StartupEvent started) {
        if (database.isPresent()) {
            every(settings.sealEvery().toMillis(), this::seal);
            every(settings.walkEvery().toMillis(), walk::goOn);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.shutdown();
    }

    private interface Work {
        void done() throws SQLException;
    }

    private void every(long millis, Work work) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.done();
                        complained = false;
                    } catch (SQLException | RuntimeException e) {
                        if (!complained) {
                            LOG.warnf("The audit of the registry is not sealed now: %s", e);
                            complained = true;
                        }
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void seal() throws SQLException {
        try (var connection = database.sealer()) {
            while (Sealing.batch(connection) == Sealing.BATCH) {
                // A full batch: there may be more.
            }
            try (var select = connection.prepareStatement(UNSEALED);
                    var row = select.executeQuery()) {
                row.next();
                unsealedSeconds = row.getDouble(1);
            }
        }
    }

    /**
     * The gateway's part of a clinic's verification, named like a service's; empty where there is no registry, and for
     * whoever may not ask, whom the services refuse.
     */
    public Future<Optional<JsonObject>> part(@Nullable Holder holder) {
        Optional<UUID> clinic = holder == null ? Optional.empty() : Ask.uuid(holder.clinic());
        if (!database.isPresent()
                || holder == null
                || clinic.isEmpty()
                || rights.reach(holder, "audit", "verify").isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return vertx.executeBlocking(() -> database.ofClinic(clinic.get(), Chain::verified), false)
                .map(ChainKeeper::found)
                .otherwise(failure -> new JsonObject().put("status", "UNAVAILABLE"))
                .map(said ->
                        Optional.of(new JsonObject().put("service", "gateway").mergeIn(said)));
    }

    private static JsonObject found(Chain chain) {
        var said = new JsonObject()
                .put("status", "OK")
                .put("verified", chain.holds())
                .put("sealed", chain.sealed())
                .put("unsealed", chain.unsealed());
        return chain.brokenAt() == null ? said : said.put("brokenAt", chain.brokenAt());
    }
}
