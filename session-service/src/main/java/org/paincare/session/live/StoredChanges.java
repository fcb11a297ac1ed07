package org.paincare.session.live;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.session.NamedIds;

/**
 * The net under the push: every replica looks for alarms that changed in the database and that it was not told of. Looks
 * back further than a transaction may last, because a change is seen only once it is committed.
 */
@ApplicationScoped
class StoredChanges {

    private static final Logger LOG = Logger.getLogger(StoredChanges.class);
    private static final Duration LOOKS_BACK = Duration.ofSeconds(30);

    /** Clocks of database and service differ by less. */
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    private static final int MOST = 1000;

    private record Changed(UUID clinic, UUID id, String state, Instant at) {}

    private final Map<Changed, Boolean> seen = new LinkedHashMap<>();
    private final AgroalDataSource duePool;
    private final Streams streams;
    private final Tenancy tenancy;
    private final LiveSource alarms;
    private final long everyMillis;
    private volatile boolean running = true;

    StoredChanges(
            @DataSource("due") AgroalDataSource duePool,
            Streams streams,
            Tenancy tenancy,
            @All List<LiveSource> sources,
            @ConfigProperty(name = "paincare.live.look-every-millis", defaultValue = "250") long everyMillis) {
        this.duePool = duePool;
        this.streams = streams;
        this.tenancy = tenancy;
        this.alarms = sources.stream()
                .filter(source -> source.kind() == LiveEvent.Kind.ALARM)
                .findFirst()
                .orElseThrow();
        this.everyMillis = everyMillis;
    }

    void start(@Observes StartupEvent start) {
        Thread.ofPlatform().name("live-alarms").daemon().start(this::look);
    }

    void stop(@Observes ShutdownEvent stop) {
        running = false;
    }

    private void look() {
        var failing = false;
        while (running) {
            try {
                tellWhatIsNew();
                failing = false;
            } catch (SQLException | RuntimeException failure) {
                if (!failing && running) {
                    LOG.warnf(
                            "changed alarms cannot be looked for: %s",
                            failure.getClass().getName());
                }
                failing = true;
            }
            try {
                Thread.sleep(everyMillis);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** How many alarms this replica had not been told of. */
    int tellWhatIsNew() throws SQLException {
        var found = changed();
        seen.keySet().retainAll(new HashSet<>(found));
        int told = 0;
        for (var change : found) {
            if (seen.containsKey(change)) {
                continue;
            }
            if (!streams.knows(
                            change.clinic(),
                            change.id(),
                            change.state(),
                            change.at().minus(CLOCKS))
                    && tell(change)) {
                told++;
            }
            seen.put(change, true);
        }
        return told;
    }

    private List<Changed> changed() throws SQLException {
        try (var connection = duePool.getConnection();
                var select = connection.prepareStatement("SELECT clinic_id, id, state, changed_at FROM alarm"
                        + " WHERE changed_at > clock_timestamp() - ? * interval '1 millisecond'"
                        + " ORDER BY changed_at DESC LIMIT " + MOST)) {
            select.setLong(1, LOOKS_BACK.toMillis());
            var rows = select.executeQuery();
            var found = new ArrayList<Changed>();
            while (rows.next()) {
                found.add(new Changed(
                        rows.getObject(1, UUID.class),
                        rows.getObject(2, UUID.class),
                        rows.getString(3),
                        rows.getObject(4, OffsetDateTime.class).toInstant()));
            }
            // The newest where there are too many, told in the order they came.
            return found.reversed();
        }
    }

    private boolean tell(Changed change) {
        // The same key at every replica: whoever goes on at another one is not shown it twice.
        var key = NamedIds.of("alarm-change/" + change.id() + "/" + change.at());
        var event = tenancy.inClinic(
                change.clinic(), () -> QuarkusTransaction.requiringNew().call(() -> alarms.stored(change.id())));
        return event.isPresent() && streams.take(Told.of(key, event.get()));
    }
}
