package org.paincare.gateway.client;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.paincare.gateway.limit.RateClass;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * Keeps memory and database together: migrates the database once it is there, reads the registry, writes usage. One thread of
 * its own, on which nobody waits but the start, which waits for one attempt.
 */
@Singleton
class RegistryUpkeep {

    /** After the front door has let the last request end. */
    private static final int AFTER_THE_DOOR = 3000;

    private static final int BEFORE_THE_DOOR = 100;

    private static final List<String> EVERYTHING = List.of("patient/*.cruds", "user/*.cruds", "system/*.cruds");

    private static final Logger LOG = Logger.getLogger(RegistryUpkeep.class);

    private final ClientDatabase database;
    private final ClientStore store;
    private final Registry registry;
    private final Usage usage;
    private final GatewaySettings.Clients settings;
    private final InstantSource clock = InstantSource.system();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("client-registry").unstarted(task));
    private boolean migrated;
    private boolean complained;

    RegistryUpkeep(
            ClientDatabase database, ClientStore store, Registry registry, Usage usage, GatewaySettings settings) {
        this.database = database;
        this.store = store;
        this.registry = registry;
        this.usage = usage;
        this.settings = settings.clients();
    }

    void start(@Observes @Priority(BEFORE_THE_DOOR) StartupEvent started) throws Exception {
        boolean production = ConfigUtils.isProfileActive("prod");
        if (production && settings.seed().isPresent()) {
            throw new ConfigurationException("Refused: clients to begin with are for a local system.");
        }
        if (!database.isPresent()) {
            if (production && settings.unregistered() == GatewaySettings.Unregistered.REFUSE) {
                throw new ConfigurationException("Refused: without PAINCARE_DB_URL there is no registry of API clients;"
                        + " paincare.gateway.clients.unregistered=accept lets every client of the issuer in.");
            }
            LOG.warn("There is no registry of API clients: every client of the issuer is let in.");
            return;
        }
        try {
            thread.submit(this::keepUp).get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.error("The database of the gateway does not answer; the door opens without its registry");
        }
        long pause = settings.refresh().toMillis();
        thread.scheduleWithFixedDelay(this::keepUp, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(AFTER_THE_DOOR) ShutdownEvent stopped) throws Exception {
        if (database.isPresent()) {
            thread.shutdown();
            thread.awaitTermination(10, TimeUnit.SECONDS);
            long missing = usage.flushLast(database);
            if (missing > 0) {
                LOG.errorf("The usage of %d requests could not be written and is lost", missing);
            }
        }
    }

    /** Reads the registry now: whoever changed it is answered when this process goes by it. */
    void readNow() throws SQLException {
        registry.read(database.acrossClinics(store::all));
    }

    private void keepUp() {
        try {
            if (!migrated) {
                if (settings.migrate()) {
                    database.migrate();
                }
                seed();
                migrated = true;
            }
            readNow();
            usage.flush(database);
            database.acrossClinics(connection -> {
                usage.readElsewhere(connection);
                return null;
            });
            if (complained) {
                LOG.info("The database of the gateway is there again");
                complained = false;
            }
        } catch (SQLException | RuntimeException e) {
            if (!complained) {
                LOG.errorf("The database of the gateway is away (%s); the registry stays as it was read last", e);
                complained = true;
            }
        }
    }

    /** The clients a local system knows from its own issuer, each once. */
    private void seed() throws SQLException {
        for (String each : settings.seed().orElse(List.of())) {
            int at = each.lastIndexOf('@');
            String clientId = each.substring(0, at);
            UUID clinic = UUID.fromString(each.substring(at + 1));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var terms = new ApiClient.Terms(
                    clientId,
                    new ApiClient.Contact("Demo", "demo@example.org"),
                    EVERYTHING,
                    List.of(),
                    RateClass.STANDARD,
                    null,
                    ApiClient.Status.ACTIVE);
            database.ofClinic(clinic, connection -> {
                var id = store.insert(connection, clinic, clientId, now);
                if (id.isPresent()) {
                    store.insertVersion(connection, clinic, id.get(), 1, terms, now, null, null);
                }
                return null;
            });
        }
    }
}
