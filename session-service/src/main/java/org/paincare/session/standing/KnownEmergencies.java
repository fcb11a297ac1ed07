package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.identity.EmergencyAccess;
import org.paincare.platform.tenancy.CurrentClinic;

/** Break-glass that was opened at patient-service opens the person's sessions and alarms here too. */
@ApplicationScoped
class KnownEmergencies implements EmergencyAccess, EventHandler {

    /** By the parameter of a path: whose record it is about. */
    private static final Map<String, String> PATIENT_OF = Map.of(
            "sessionId", "SELECT patient_id FROM session WHERE clinic_id = ? AND id = ?",
            "planId", "SELECT patient_id FROM plan WHERE clinic_id = ? AND id = ?",
            "alarmId", "SELECT patient_id FROM alarm WHERE clinic_id = ? AND id = ?");

    record Opened(UUID patientId, UUID accessId, UUID openedBy, Instant expiresAt, Instant occurredAt) {}

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    KnownEmergencies(DataSource pool, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "org.paincare.patient.EmergencyAccessOpened.v1";
    }

    @Override
    public void handle(IncomingEvent event) {
        var opened = event.dataAs(Opened.class);
        jdbc.update(
                "INSERT INTO known_emergency_access (clinic_id, id, patient_id, opened_by, opened_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                event.clinicId(),
                opened.accessId(),
                opened.patientId(),
                opened.openedBy(),
                opened.occurredAt(),
                opened.expiresAt());
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean isOpen(UUID callerId, UUID patientId) {
        var now = clock.instant();
        return jdbc.first(
                        "SELECT 1 FROM known_emergency_access WHERE clinic_id = ? AND patient_id = ? AND opened_by = ?"
                                + " AND expires_at > ? AND opened_at <= ? LIMIT 1",
                        row -> true,
                        clinic.get(),
                        patientId,
                        callerId,
                        now,
                        now)
                .orElse(false);
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public @Nullable UUID patientOf(String parameter, UUID id) {
        var query = PATIENT_OF.get(parameter);
        return query == null
                ? null
                : jdbc.first(query, row -> row.getObject(1, UUID.class), clinic.get(), id)
                        .orElse(null);
    }
}
