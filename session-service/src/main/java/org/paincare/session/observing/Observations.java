package org.paincare.session.observing;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.device.DeviceRegistry;
import org.paincare.session.live.AfterCommit;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.Readings;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalFinding;
import org.paincare.session.monitoring.VitalRule;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.treatment.SessionState;

/**
 * Takes readings: each once, judged in the transaction that stores it. Never waits for the session's lock, for other
 * services or for Kafka.
 */
@ApplicationScoped
class Observations {

    /** A reading that arrives this long after it was taken is late: it can raise alarms but not clear them (D). */
    private static final Duration LATE_AFTER = Duration.ofMinutes(5);

    /** Clocks of devices and server may differ by this much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final Set<SessionState> BEFORE_DRUG =
            EnumSet.of(SessionState.CHECKED_IN, SessionState.PRECHECK, SessionState.READY);
    private static final Set<SessionState> NOT_OBSERVED = EnumSet.of(
            SessionState.PLANNED,
            SessionState.SCHEDULED,
            SessionState.CANCELLED,
            SessionState.NO_SHOW,
            SessionState.ABORTED_PRECHECK,
            SessionState.CLOSED);
    private static final Set<Sign> SCALES_COMPARED = EnumSet.of(Sign.CADSS6, Sign.CADSS23);

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Baselines baselines;
    private final Judge judge;
    private final Alarms alarms;
    private final Flags flags;
    private final DeviceRegistry devices;
    private final AfterCommit live;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Observations(
            DataSource pool,
            Lifecycle lifecycle,
            Baselines baselines,
            Judge judge,
            Alarms alarms,
            Flags flags,
            DeviceRegistry devices,
            AfterCommit live,
            ClinicProfiles clinics,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.baselines = baselines;
        this.judge = judge;
        this.alarms = alarms;
        this.flags = flags;
        this.devices = devices;
        this.live = live;
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Takes readings together: all or none.
     *
     * @param at pointer of each reading in what was sent: empty for a single one, {@code /3} in a list
     * @throws Problem NOT_FOUND, SESSION_NOT_OBSERVED, OBSERVATION_IMPLAUSIBLE, OCCURRED_IN_FUTURE, READING_CONFLICT
     */
    @Transactional
    List<ObservationJson.Taken> take(UUID sessionId, List<ObservationJson.Reading> readings, boolean single) {
        var session = lifecycle.find(sessionId);
        if (NOT_OBSERVED.contains(session.state())) {
            throw Problem.of(SessionProblem.SESSION_NOT_OBSERVED).with("currentState", session.state());
        }
        var altitude = clinics.current().altitude();
        var taken = new ArrayList<ObservationJson.Taken>();
        for (int i = 0; i < readings.size(); i++) {
            taken.add(take(session, readings.get(i), altitude, single ? "" : "/" + i));
        }
        audit.wrote(AuditEntry.of("OBSERVED", "session", sessionId, session.patientId()));
        return List.copyOf(taken);
    }

    private ObservationJson.Taken take(
            Session session, ObservationJson.Reading reading, ClinicProfiles.Altitude altitude, String at) {
        var from = devices.admit(
                caller.get(),
                session.id(),
                reading.device() == null ? null : reading.device().id());
        var now = clock.instant();
        var observedAt = reading.observedAt() == null ? now : reading.observedAt();
        if (observedAt.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        var values = reading.values();
        var flat = Boolean.TRUE.equals(reading.flatCapnograph());
        if (values.isEmpty() && !flat) {
            throw Problem.of(PlatformProblem.VALIDATION_FAILED);
        }
        var id = Ids.next();
        if (reading.device() != null) {
            var before = identify(session, reading, id);
            if (before != null) {
                return before;
            }
        }
        var withScales = values.keySet().stream().anyMatch(SCALES_COMPARED::contains);
        var baseline = baselines.of(session, withScales);
        var evaluation = judge.evaluate(new Readings(values, flat), baseline, altitude);
        if (!evaluation.problems().isEmpty()) {
            throw Judge.implausible(evaluation.problems(), at);
        }
        var late = observedAt.isBefore(now.minus(LATE_AFTER));
        var beforeDrug = session.startedAt() == null || observedAt.isBefore(session.startedAt());
        var taken = new Alarms.Reading(
                id, session, observedAt, late, caller.get().is(Role.DEVICE) ? "DEVICE" : "PERSON", values);
        var findings = evaluation.findings().stream().map(Observations::finding).toList();
        store(taken, reading, evaluation, findings, beforeDrug, now);
        if (beforeDrug && BEFORE_DRUG.contains(session.state())) {
            baselines.keep(session.id(), values, observedAt);
        }
        var raised = alarms.judge(taken, evaluation);
        flags.tell(taken, evaluation, baseline.today());
        devices.taken(session, from);
        live.publish(LiveReading.of(clinic.get(), session.id(), id, observedAt, values, late));
        return new ObservationJson.Taken(id, observedAt, now, late, false, findings, raised);
    }

    /**
     * Claims the device's number for this reading; a repeat gets the answer of the first.
     *
     * @throws Problem READING_CONFLICT where the same number was sent with other content
     */
    private ObservationJson.@Nullable Taken identify(Session session, ObservationJson.Reading reading, UUID id) {
        var device = java.util.Objects.requireNonNull(reading.device());
        var hash = Signatures.hash(session.id() + "\n" + StoredJson.write(reading));
        var claimed = jdbc.update(
                "INSERT INTO reading_identity (clinic_id, device, boot, sequence, body_hash, observation_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                clinic.get(),
                device.id(),
                device.boot(),
                device.sequence(),
                hash,
                id);
        if (claimed == 1) {
            return null;
        }
        var first = jdbc.first(
                        "SELECT body_hash, observation_id FROM reading_identity"
                                + " WHERE clinic_id = ? AND device = ? AND boot = ? AND sequence = ?",
                        row -> Map.entry(row.getString(1), row.getObject(2, UUID.class)),
                        clinic.get(),
                        device.id(),
                        device.boot(),
                        device.sequence())
                .orElseThrow();
        if (!first.getKey().equals(hash)) {
            throw Problem.of(SessionProblem.READING_CONFLICT);
        }
        return again(session, first.getValue());
    }

    private ObservationJson.Taken again(Session session, UUID id) {
        var view = jdbc.first(
                        "SELECT * FROM observation WHERE clinic_id = ? AND session_id = ? AND id = ?",
                        Observations::view,
                        clinic.get(),
                        session.id(),
                        id)
                .orElseThrow();
        var ids = alarms.idsOf(session.id(), view.findings());
        return new ObservationJson.Taken(
                id, view.observedAt(), view.receivedAt(), view.late(), true, view.findings(), ids);
    }

    private void store(
            Alarms.Reading taken,
            ObservationJson.Reading reading,
            Evaluation evaluation,
            List<ObservationJson.Finding> findings,
            boolean beforeDrug,
            Instant now) {
        var critical = evaluation.findings().stream()
                .filter(f -> f.level() == VitalRule.Level.CRITICAL)
                .count();
        jdbc.update(
                "INSERT INTO observation (clinic_id, id, session_id, patient_id, source, person, device, before_drug, late,"
                        + " on_oxygen, flat_capnograph, sbp, dbp, hr, rr, spo2, temp, etco2, nrs, rass, moaas, cadss6,"
                        + " cadss23, critical, findings, observed_at, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                taken.id(),
                taken.session().id(),
                taken.session().patientId(),
                taken.source(),
                caller.get().id(),
                reading.device() == null ? null : reading.device().id(),
                beforeDrug,
                taken.late(),
                Boolean.TRUE.equals(reading.onOxygen()),
                Boolean.TRUE.equals(reading.flatCapnograph()),
                reading.sbpMmHg(),
                reading.dbpMmHg(),
                reading.hrPerMinute(),
                reading.rrPerMinute(),
                reading.spo2Percent(),
                reading.tempCel(),
                reading.etco2MmHg(),
                reading.nrs(),
                reading.rass(),
                reading.moaas(),
                reading.cadss6(),
                reading.cadss23(),
                (int) critical,
                StoredJson.write(findings),
                taken.observedAt(),
                now);
    }

    /** Newest first. */
    @Transactional
    List<ObservationJson.View> of(UUID sessionId, @Nullable Instant before, @Nullable UUID beforeId, int most) {
        var session = lifecycle.find(sessionId);
        caller.mustOwn(session.patientId());
        if (caller.ownRecordsOnly() && session.state() != SessionState.CLOSED) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        audit.read(AuditEntry.of("OBSERVATIONS_READ", "session", sessionId, session.patientId()));
        return before == null
                ? jdbc.list(
                        "SELECT * FROM observation WHERE clinic_id = ? AND session_id = ?"
                                + " ORDER BY observed_at DESC, id DESC LIMIT ?",
                        Observations::view,
                        clinic.get(),
                        sessionId,
                        most)
                : jdbc.list(
                        "SELECT * FROM observation WHERE clinic_id = ? AND session_id = ? AND (observed_at, id) < (?, ?)"
                                + " ORDER BY observed_at DESC, id DESC LIMIT ?",
                        Observations::view,
                        clinic.get(),
                        sessionId,
                        before,
                        beforeId,
                        most);
    }

    private static ObservationJson.Finding finding(VitalFinding f) {
        return new ObservationJson.Finding(
                f.ruleId(),
                f.level().name(),
                f.sign().name(),
                f.value(),
                f.limit(),
                f.unit(),
                f.action() == null ? null : f.action().name(),
                f.source().text());
    }

    private static ObservationJson.View view(ResultSet row) throws SQLException {
        return new ObservationJson.View(
                row.getObject("id", UUID.class),
                Jdbc.instant(row, "observed_at"),
                Jdbc.instant(row, "received_at"),
                row.getString("source"),
                row.getString("device"),
                row.getBoolean("late"),
                row.getBoolean("on_oxygen"),
                number(row, "sbp"),
                number(row, "dbp"),
                number(row, "hr"),
                number(row, "rr"),
                number(row, "spo2"),
                row.getBigDecimal("temp"),
                number(row, "etco2"),
                number(row, "nrs"),
                number(row, "rass"),
                number(row, "moaas"),
                number(row, "cadss6"),
                number(row, "cadss23"),
                StoredJson.read(row.getString("findings"), new TypeReference<List<ObservationJson.Finding>>() {}));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : value.intValueExact();
    }
}
