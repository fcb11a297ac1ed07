package org.paincare.session.observing;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.OwnTransactions.Writes;
import org.paincare.platform.due.Unfinished;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.device.DeviceRegistry;
import org.paincare.session.standing.KnownStaff;

/**
 * Tells on what happened at the bedside, in a transaction after the bedside's own: events, the session's version, tasks.
 * What is stored is told, once and in the order of each patient, however many replicas try; a stream that somebody holds
 * delays its own patient's news alone.
 */
@ApplicationScoped
class Untold implements Unfinished {

    /** The task that a device with numbers given twice makes. */
    private static final String CHECK_DEVICE = "CHECK_DEVICE";

    /** What is told. */
    enum Kind {
        OBSERVATION_FLAGGED,
        ALARM_RAISED,
        ALARM_ACKNOWLEDGED,
        READING_CONFLICT,
        READING_CONFLICT_FOUND,
        READING_TAKEN
    }

    /** A reading that devices and due sets follow. */
    record ReadingTaken(UUID sessionId, DeviceRegistry.Admission from) {}

    private static final Logger LOG = Logger.getLogger(Untold.class);
    private static final int TOGETHER = 100;
    private static final int AT_ONCE = 4;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private record Patient(UUID clinic, UUID id) {}

    private record News(long id, Kind kind, String content, Instant at) {}

    private record Failure(int times, long tryAgainAtMillis) {}

    private final Map<Patient, Failure> failures = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("bedside-untold-", 0).factory());
    private final AgroalDataSource due;
    private final Jdbc jdbc;
    private final Tenancy tenancy;
    private final Outbox outbox;
    private final Lifecycle lifecycle;
    private final KnownStaff staff;
    private final Tasks tasks;
    private final DeviceRegistry devices;

    Untold(
            @DataSource("due") AgroalDataSource due,
            javax.sql.DataSource pool,
            Tenancy tenancy,
            Outbox outbox,
            Lifecycle lifecycle,
            KnownStaff staff,
            Tasks tasks,
            DeviceRegistry devices) {
        this.due = due;
        this.jdbc = new Jdbc(pool);
        this.tenancy = tenancy;
        this.outbox = outbox;
        this.lifecycle = lifecycle;
        this.staff = staff;
        this.tasks = tasks;
        this.devices = devices;
    }

    /** Writes it down in the bedside's transaction. */
    static void add(Writes writes, UUID clinic, UUID patient, Kind kind, Object content, Instant at) {
        writes.add(
                "INSERT INTO bedside_untold (clinic_id, patient_id, kind, content, happened_at) VALUES (?, ?, ?, ?, ?)",
                clinic,
                patient,
                kind,
                StoredJson.write(content),
                at);
    }

    /** Tells what is untold of this patient soon, on a thread of its own. */
    Future<?> tellSoon(UUID clinic, UUID patient) {
        return threads.submit(() -> tell(new Patient(clinic, patient)));
    }

    /** The same, and waits a moment for it: whoever asks next sees what it brought. Never fails. */
    void tellNow(UUID clinic, UUID patient) {
        try {
            tellSoon(clinic, patient).get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException later) {
            // The sweep goes on with it.
        }
    }

    @Override
    public int finish() throws SQLException {
        return sweep();
    }

    /** Tells whatever is untold in any clinic; called again and again. Of how many patients something was told. */
    public int sweep() throws SQLException {
        var running = new ArrayList<Future<?>>();
        for (var patient : untold()) {
            var failed = failures.get(patient);
            if (failed == null || failed.tryAgainAtMillis() <= System.currentTimeMillis()) {
                running.add(threads.submit(() -> tell(patient)));
            }
        }
        int told = 0;
        for (var one : running) {
            try {
                one.get();
                told++;
            } catch (ExecutionException logged) {
                // it was
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return told;
            }
        }
        return told;
    }

    private List<Patient> untold() throws SQLException {
        try (var connection = due.getConnection();
                var select = connection.prepareStatement(
                        "SELECT DISTINCT clinic_id, patient_id FROM bedside_untold LIMIT 500");
                var rows = select.executeQuery()) {
            var patients = new ArrayList<Patient>();
            while (rows.next()) {
                patients.add(new Patient(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
            return patients;
        }
    }

    private void tell(Patient patient) {
        try {
            tenancy.inClinic(patient.clinic(), () -> {
                while (QuarkusTransaction.requiringNew().call(() -> tellSome(patient)) == TOGETHER) {
                    // there is more
                }
                return 0;
            });
            failures.remove(patient);
        } catch (RuntimeException failed) {
            var times = failures.containsKey(patient) ? failures.get(patient).times() + 1 : 1;
            var pause = Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(times, 6)) - 1;
            failures.put(patient, new Failure(times, System.currentTimeMillis() + pause * 1000L));
            LOG.warnf(
                    "what happened at a bedside is told later: %s",
                    failed.getClass().getName());
            throw failed;
        }
    }

    /** One teller at a time per patient, so that their news stay in order. */
    private int tellSome(Patient patient) {
        jdbc.first("SELECT set_config('lock_timeout', '2s', true)", row -> 1);
        jdbc.first("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> 1, "bedside_untold/" + patient.id());
        var news = jdbc.list(
                "SELECT id, kind, content, happened_at FROM bedside_untold WHERE clinic_id = ? AND patient_id = ?"
                        + " ORDER BY id LIMIT ?",
                row -> new News(
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("content"),
                        Jdbc.instant(row, "happened_at")),
                patient.clinic(),
                patient.id(),
                TOGETHER);
        news.forEach(one -> tell(patient, one));
        if (!news.isEmpty()) {
            jdbc.update(
                    "DELETE FROM bedside_untold WHERE clinic_id = ? AND id = ANY (?)",
                    patient.clinic(),
                    news.stream().map(News::id).toArray(Long[]::new));
        }
        return news.size();
    }

    private void tell(Patient patient, News news) {
        switch (news.kind()) {
            case OBSERVATION_FLAGGED -> event("ObservationFlagged", patient, news);
            case ALARM_RAISED -> event("AlarmRaised", patient, news);
            case READING_CONFLICT_FOUND -> event("ReadingConflictFound", patient, news);
            case ALARM_ACKNOWLEDGED -> {
                var by = StoredJson.read(news.content(), ObservationJson.AcknowledgedBy.class);
                outbox.append(OutgoingEvent.of(
                        "AlarmAcknowledged",
                        patient.id(),
                        news.at(),
                        new ObservationJson.Acknowledged(
                                by.patientId(),
                                by.sessionId(),
                                by.alarmId(),
                                staff.idOf(by.subject()),
                                by.action(),
                                news.at())));
                lifecycle.touch(lifecycle.lock(by.sessionId()));
            }
            case READING_CONFLICT -> {
                var session = UUID.fromString(StoredJson.read(news.content(), String.class));
                tasks.raise(new Tasks.Wanted(CHECK_DEVICE, patient.id(), session, session, null, null));
            }
            case READING_TAKEN -> {
                var taken = StoredJson.read(news.content(), ReadingTaken.class);
                devices.taken(lifecycle.find(taken.sessionId()), taken.from());
            }
        }
    }

    private void event(String name, Patient patient, News news) {
        outbox.append(OutgoingEvent.of(name, patient.id(), news.at(), StoredJson.read(news.content(), JsonNode.class)));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
