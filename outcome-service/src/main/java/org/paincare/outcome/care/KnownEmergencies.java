package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.identity.EmergencyAccess;
import org.paincare.platform.tenancy.CurrentClinic;

/** Break-glass that was opened at patient-service opens the person's answers, results and alerts here too. */
@ApplicationScoped
class KnownEmergencies implements EmergencyAccess {

    /** By the parameter of a path: whose record it is about. */
    private static final Map<String, String> PATIENT_OF = Map.of(
            "assessmentId", "SELECT patient_id FROM assessment WHERE clinic_id = ? AND id = ?",
            "alertId", "SELECT patient_id FROM safety_alert WHERE clinic_id = ? AND id = ?");

    private final Jdbc jdbc;
    private final Care care;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    KnownEmergencies(DataSource pool, Care care, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.care = care;
        this.clinic = clinic;
        this.clock = clock;
    }

    record Opened(UUID patientId, UUID accessId, UUID openedBy, Instant expiresAt, Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler emergencyAccessOpened() {
        return new Told<>(
                "org.paincare.patient.EmergencyAccessOpened.v1",
                Opened.class,
                (event, opened) -> jdbc.update(
                        "INSERT INTO known_emergency_access (clinic_id, id, patient_id, opened_by, opened_at, expires_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        event.clinicId(),
                        opened.accessId(),
                        opened.patientId(),
                        opened.openedBy(),
                        opened.occurredAt(),
                        opened.expiresAt()));
    }

    /** For the person, by whichever of their ids it was opened. */
    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean isOpen(UUID callerId, UUID patientId) {
        var now = clock.instant();
        return jdbc.first(
                        "SELECT 1 FROM known_emergency_access WHERE clinic_id = ? AND patient_id = ANY (?) AND opened_by = ?"
                                + " AND expires_at > ? AND opened_at <= ? LIMIT 1",
                        row -> true,
                        clinic.get(),
                        care.ids(care.canonical(patientId)).toArray(UUID[]::new),
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
