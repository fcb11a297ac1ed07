package org.paincare.session.device;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.session.live.AfterCommit;
import org.paincare.session.treatment.SessionState;

/**
 * Each clinic's devices in memory. A clinic that readings come from is read again every second on a thread of its own, so
 * that a reading waits for no look-up; where the database does not answer, what was known last still holds.
 */
@ApplicationScoped
class DeviceCopies {

    private static final Logger LOG = Logger.getLogger(DeviceCopies.class);
    /** For so long a monitor may hold readings back. */
    private static final Duration KEPT_BACK = Duration.ofHours(48);

    private static final Duration EVERY = Duration.ofSeconds(1);
    /** A copy this young is as good as another look. */
    private static final Duration FRESH = Duration.ofMillis(100);
    /** No reading for so long: the clinic is forgotten until the next. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<UUID, KnownDevices> copies = new ConcurrentHashMap<>();
    /** What was read before a change here is older than the change. */
    private final Map<UUID, Long> changedAtNanos = new ConcurrentHashMap<>();

    private final Map<UUID, Long> usedAtNanos = new ConcurrentHashMap<>();
    private final Jdbc jdbc;
    private final Tenancy tenancy;
    private final AfterCommit afterCommit;
    private final InstantSource clock;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("device-copies").daemon().factory());

    DeviceCopies(DataSource pool, Tenancy tenancy, AfterCommit afterCommit, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.tenancy = tenancy;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    void opens(@Observes StartupEvent started) {
        reader.scheduleWithFixedDelay(this::readAgain, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void closes() {
        reader.shutdownNow();
    }

    /** From memory, but for a clinic's first reading. */
    KnownDevices of(UUID clinic) {
        usedAtNanos.put(clinic, System.nanoTime());
        var known = copies.get(clinic);
        return known == null ? read(clinic) : known;
    }

    /** Read again just now; empty where the last look is too young for another to tell more. */
    Optional<KnownDevices> afresh(UUID clinic) {
        var known = copies.get(clinic);
        if (known != null && System.nanoTime() - known.readAtNanos() < FRESH.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(read(clinic));
    }

    /** Once the transaction under way has committed, whoever asks here sees what it did. */
    void changed(UUID clinic) {
        afterCommit.run(() -> {
            changedAtNanos.put(clinic, System.nanoTime());
            copies.remove(clinic);
        });
    }

    private void keep(UUID clinic, KnownDevices known) {
        copies.compute(clinic, (same, old) -> {
            var changedAt = changedAtNanos.get(clinic);
            return changedAt != null && known.readAtNanos() - changedAt < 0 ? old : known;
        });
    }

    private KnownDevices read(UUID clinic) {
        var known = QuarkusTransaction.joiningExisting().call(() -> load(clinic));
        keep(clinic, known);
        return known;
    }

    private KnownDevices load(UUID clinic) {
        var begun = System.nanoTime();
        var states = DeviceBindings.WATCHED.stream().map(SessionState::name).toArray(String[]::new);
        return new KnownDevices(
                jdbc.list(
                        "SELECT d.id, d.code, d.kind, d.subject, d.state, s.id AS watches FROM device d"
                                + " LEFT JOIN device_binding b ON b.clinic_id = d.clinic_id AND b.device_id = d.id"
                                + " AND b.ended_at IS NULL"
                                + " LEFT JOIN session s ON s.clinic_id = b.clinic_id AND s.id = b.session_id"
                                + " AND s.state = ANY (?) WHERE d.clinic_id = ?",
                        row -> new KnownDevices.Known(
                                row.getObject("id", UUID.class),
                                row.getString("code"),
                                Device.Kind.valueOf(row.getString("kind")),
                                row.getObject("subject", UUID.class),
                                row.getString("state").equals("ACTIVE"),
                                row.getObject("watches", UUID.class)),
                        states,
                        clinic),
                jdbc.list(
                        "SELECT DISTINCT b.device_id, b.session_id FROM device_binding b JOIN session s"
                                + " ON s.clinic_id = b.clinic_id AND s.id = b.session_id AND NOT (s.state = ANY (?))"
                                + " WHERE b.clinic_id = ? AND b.ended_at > ?",
                        row -> new KnownDevices.Past(
                                row.getObject("device_id", UUID.class), row.getObject("session_id", UUID.class)),
                        states,
                        clinic,
                        clock.instant().minus(KEPT_BACK)),
                begun);
    }

    private void readAgain() {
        var now = System.nanoTime();
        for (var used : usedAtNanos.entrySet()) {
            var clinic = used.getKey();
            if (now - used.getValue() > KEPT.toNanos()) {
                usedAtNanos.remove(clinic, used.getValue());
                copies.remove(clinic);
                continue;
            }
            try {
                keep(
                        clinic,
                        tenancy.inClinic(
                                clinic, () -> QuarkusTransaction.requiringNew().call(() -> load(clinic))));
            } catch (Throwable failure) {
                // A task that throws would never be run again.
                LOG.debugf("devices not read: %s", failure.getClass().getName());
            }
        }
    }
}
