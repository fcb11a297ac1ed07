package org.paincare.patient.emergency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.EmergencyAccess;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** The emergency accesses of the current clinic. What one opens, and for how long, the permission matrix says. */
@ApplicationScoped
class EmergencyAccesses implements EmergencyAccess {

    private static final int LEAST_LETTERS = 10;

    private final Jdbc jdbc;
    private final Patients patients;
    private final Permissions permissions;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    EmergencyAccesses(
            DataSource pool,
            Patients patients,
            Permissions permissions,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
        this.permissions = permissions;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    /**
     * Opens a patient's record and tells of it at once.
     *
     * @throws Problem EMERGENCY_ACCESS_REFUSED for a reason that says nothing, NOT_FOUND
     */
    @Transactional
    EmergencyJson.Access open(UUID patientId, String reason, Caller by) {
        patients.person(patientId);
        var said = reason.strip();
        if (said.length() < LEAST_LETTERS) {
            throw Problem.of(
                    PatientProblem.EMERGENCY_ACCESS_REFUSED,
                    new Violation(
                            "/reason", "TOO_SHORT", new Text("At least ten characters", "Al menos diez caracteres")));
        }
        var now = clock.instant();
        var access = new EmergencyJson.Access(
                Ids.next(), patientId, Actor.of(by), said, now, now.plus(permissions.emergencyLasts()), true);
        jdbc.update(
                "INSERT INTO emergency_access (clinic_id, id, patient_id, opened_by, opened_by_name, reason, opened_at,"
                        + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                access.id(),
                patientId,
                by.id(),
                by.displayName(),
                said,
                access.openedAt(),
                access.expiresAt());
        outbox.append(OutgoingEvent.of(
                "EmergencyAccessOpened",
                patientId,
                now,
                new EmergencyJson.Opened(patientId, access.id(), by.id(), access.expiresAt(), now)));
        audit.wrote(AuditEntry.of("EMERGENCY_ACCESS_OPENED", "emergencyAccess", access.id(), patientId));
        return access;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean isOpen(UUID callerId, UUID patientId) {
        var now = clock.instant();
        return jdbc.first(
                        "SELECT 1 FROM emergency_access WHERE clinic_id = ? AND patient_id = ? AND opened_by = ?"
                                + " AND expires_at > ? AND opened_at <= ? LIMIT 1",
                        row -> true,
                        clinic.get(),
                        patientId,
                        callerId,
                        now,
                        now)
                .orElse(false);
    }

    @Transactional
    EmergencyJson.Access get(UUID patientId, UUID id) {
        patients.person(patientId);
        audit.read(AuditEntry.of("EMERGENCY_ACCESS_READ", "emergencyAccess", id, patientId));
        return page(patientId, null, 1, id).stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** Newest first. */
    @Transactional
    List<EmergencyJson.Access> ofPatient(UUID patientId, @Nullable UUID before, int limit) {
        patients.person(patientId);
        audit.read(AuditEntry.of("EMERGENCY_ACCESSES_READ", "patient", patientId, patientId));
        return page(patientId, before, limit, null);
    }

    /** Of the whole clinic, newest first. */
    @Transactional
    List<EmergencyJson.Access> ofClinic(UUID clinicId, @Nullable UUID before, int limit) {
        if (!Objects.equals(clinicId, clinic.get())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        audit.read(new AuditEntry("EMERGENCY_ACCESSES_READ", "clinic", clinicId, null, null));
        return page(null, before, limit, null);
    }

    private List<EmergencyJson.Access> page(
            @Nullable UUID patient, @Nullable UUID before, int limit, @Nullable UUID id) {
        var now = clock.instant();
        return jdbc.list(
                "SELECT * FROM emergency_access WHERE clinic_id = ? AND (?::uuid IS NULL OR patient_id = ?::uuid)"
                        + " AND (?::uuid IS NULL OR id < ?::uuid) AND (?::uuid IS NULL OR id = ?::uuid)"
                        + " ORDER BY id DESC LIMIT ?",
                row -> read(row, now),
                clinic.get(),
                patient,
                patient,
                before,
                before,
                id,
                id,
                limit);
    }

    private static EmergencyJson.Access read(ResultSet row, Instant now) throws SQLException {
        var opened = Jdbc.instant(row, "opened_at");
        var expires = Jdbc.instant(row, "expires_at");
        return new EmergencyJson.Access(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                new Actor(row.getObject("opened_by", UUID.class), row.getString("opened_by_name")),
                row.getString("reason"),
                opened,
                expires,
                expires.isAfter(now));
    }
}
