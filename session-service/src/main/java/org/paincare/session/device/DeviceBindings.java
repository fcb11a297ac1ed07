package org.paincare.session.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.treatment.SessionState;

/**
 * Which monitor watches which session: bound by a person, or by its first reading where it watched none. It ends by a
 * person or with the session, from the moment on in which the patient is ready to go.
 */
@ApplicationScoped
public class DeviceBindings implements DeviceRegistry.Follower, Lifecycle.Following {

    /** The due work that looks whether a session's monitors are heard. */
    public static final String READINGS_WATCH = "READINGS_WATCH";

    /** While a monitor may be bound to a session. */
    static final Set<SessionState> WATCHED = EnumSet.of(
            SessionState.CHECKED_IN,
            SessionState.PRECHECK,
            SessionState.READY,
            SessionState.INFUSING,
            SessionState.PAUSED,
            SessionState.COMPLETED_INFUSION,
            SessionState.STOPPED_EARLY,
            SessionState.RECOVERY);

    private static final String VIEW = "SELECT b.*, d.code FROM device_binding b"
            + " JOIN device d ON d.clinic_id = b.clinic_id AND d.id = b.device_id WHERE b.clinic_id = ?";

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Devices devices;
    private final DeviceRegistry registry;
    private final DueWork due;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    DeviceBindings(
            DataSource pool,
            Lifecycle lifecycle,
            Devices devices,
            DeviceRegistry registry,
            DueWork due,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.devices = devices;
        this.registry = registry;
        this.due = due;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** A binding, and whether it was made just now. */
    record Bound(DeviceJson.BindingView view, boolean now) {}

    /**
     * A person binds a monitor; one that watches this session already stays as it is.
     *
     * @throws Problem NOT_FOUND, STATE_DOES_NOT_ALLOW, DEVICE_UNKNOWN, DEVICE_REVOKED, DEVICE_BOUND_ELSEWHERE
     */
    @Transactional
    Bound bind(UUID sessionId, UUID deviceId) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "BIND_DEVICE", WATCHED.toArray(SessionState[]::new));
        devices.monitor(deviceId);
        var made =
                bind(session, deviceId, false, caller.get().id(), caller.get().displayName());
        if (made) {
            audit.wrote(AuditEntry.of("DEVICE_BOUND", "session", sessionId, session.patientId()));
        }
        return new Bound(
                open(deviceId)
                        .filter(binding -> binding.sessionId().equals(sessionId))
                        .orElseThrow(() -> Problem.of(SessionProblem.DEVICE_BOUND_ELSEWHERE)),
                made);
    }

    /** A monitor that watched nobody was heard of this session: it watches it. */
    @Override
    public void readingTaken(Session session, DeviceRegistry.Admission from) {
        if (from.binds() && from.deviceId() != null && WATCHED.contains(session.state())) {
            bind(session, from.deviceId(), true, from.sender(), from.senderName());
        }
    }

    private boolean bind(Session session, UUID deviceId, boolean byReading, UUID person, String personName) {
        var now = clock.instant();
        // A binding that outlived its session, because both ended in the same moment, stands in nobody's way.
        jdbc.update(
                "UPDATE device_binding SET ended_at = greatest(bound_at, ?) WHERE clinic_id = ? AND device_id = ?"
                        + " AND ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM session s WHERE s.clinic_id = ?"
                        + " AND s.id = device_binding.session_id AND s.state = ANY (?))",
                now,
                clinic.get(),
                deviceId,
                clinic.get(),
                WATCHED.stream().map(SessionState::name).toArray(String[]::new));
        var made = jdbc.update(
                "INSERT INTO device_binding (clinic_id, id, session_id, device_id, by_reading, bound_by, bound_name,"
                        + " bound_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, device_id) WHERE ended_at IS NULL DO NOTHING",
                clinic.get(),
                Ids.next(),
                session.id(),
                deviceId,
                byReading,
                person,
                personName,
                now);
        if (made == 1) {
            registry.changed();
            due.reschedule(READINGS_WATCH, session.id(), now);
        }
        return made == 1;
    }

    /**
     * The monitor watches this session no more; nobody is called because it is silent. Ended before, it stays as it was.
     *
     * @throws Problem NOT_FOUND
     */
    @Transactional
    DeviceJson.BindingView end(UUID sessionId, UUID bindingId, @Nullable String reason) {
        var session = lifecycle.find(sessionId);
        var ended = jdbc.update(
                "UPDATE device_binding SET ended_at = greatest(bound_at, ?), ended_by = ?, ended_name = ?, end_reason = ?"
                        + " WHERE clinic_id = ? AND session_id = ? AND id = ? AND ended_at IS NULL",
                clock.instant(),
                caller.get().id(),
                caller.get().displayName(),
                reason,
                clinic.get(),
                sessionId,
                bindingId);
        if (ended == 1) {
            registry.changed();
            due.reschedule(READINGS_WATCH, sessionId, clock.instant());
            audit.wrote(AuditEntry.of("DEVICE_UNBOUND", "session", sessionId, session.patientId())
                    .because(reason == null ? "-" : reason));
        }
        return jdbc.first(
                        VIEW + " AND b.session_id = ? AND b.id = ?",
                        DeviceBindings::view,
                        clinic.get(),
                        sessionId,
                        bindingId)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** By time. */
    @Transactional
    List<DeviceJson.BindingView> of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("DEVICE_BINDINGS_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                VIEW + " AND b.session_id = ? ORDER BY b.bound_at, b.id",
                DeviceBindings::view,
                clinic.get(),
                sessionId);
    }

    private java.util.Optional<DeviceJson.BindingView> open(UUID deviceId) {
        return jdbc.first(
                VIEW + " AND b.device_id = ? AND b.ended_at IS NULL", DeviceBindings::view, clinic.get(), deviceId);
    }

    /** What the session's monitors are heard of is looked at anew; who goes home is watched by none. */
    @Override
    public void stepTaken(Session session) {
        if (WATCHED.contains(session.state())) {
            if (session.state() == SessionState.INFUSING || session.state() == SessionState.RECOVERY) {
                due.reschedule(READINGS_WATCH, session.id(), clock.instant());
            }
            return;
        }
        var ended = jdbc.update(
                "UPDATE device_binding SET ended_at = greatest(bound_at, ?)"
                        + " WHERE clinic_id = ? AND session_id = ? AND ended_at IS NULL",
                clock.instant(),
                clinic.get(),
                session.id());
        if (ended > 0) {
            registry.changed();
            due.reschedule(READINGS_WATCH, session.id(), clock.instant());
        }
    }

    private static DeviceJson.BindingView view(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new DeviceJson.BindingView(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("device_id", UUID.class),
                row.getString("code"),
                row.getBoolean("by_reading"),
                row.getObject("bound_by", UUID.class),
                row.getString("bound_name"),
                Jdbc.instant(row, "bound_at"),
                row.getObject("ended_by", UUID.class),
                row.getString("ended_name"),
                ended == null ? null : ended.toInstant(),
                row.getString("end_reason"));
    }
}
