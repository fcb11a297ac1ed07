package org.paincare.platform.emergency;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.identity.EmergencyAccess;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Break-glass that was opened at patient-service opens the person's records at another service too, by whichever of their
 * ids it was opened. Kept in that service's table {@code known_emergency_access}.
 */
public final class ToldEmergencies implements EmergencyAccess, EventHandler {

    /** What the event says. */
    public record Opened(UUID patientId, UUID accessId, UUID openedBy, Instant expiresAt, Instant occurredAt) {}

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final InstantSource clock;
    private final Map<String, String> owners;
    private final Function<UUID, List<UUID>> ids;

    /**
     * @param owners by the parameter of a path, a table with {@code clinic_id}, {@code id} and {@code patient_id}: whose record the
     *     path is about
     * @param ids every id of the person with that one
     */
    public ToldEmergencies(
            DataSource pool,
            CurrentClinic clinic,
            InstantSource clock,
            Map<String, String> owners,
            Function<UUID, List<UUID>> ids) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.clock = clock;
        this.owners = owners;
        this.ids = ids;
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
    public boolean isOpen(UUID callerId, UUID patientId) {
        var now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbc.first(
                                "SELECT 1 FROM known_emergency_access WHERE clinic_id = ? AND patient_id = ANY (?)"
                                        + " AND opened_by = ? AND expires_at > ? AND opened_at <= ? LIMIT 1",
                                row -> true,
                                clinic.get(),
                                ids.apply(patientId).toArray(UUID[]::new),
                                callerId,
                                now,
                                now)
                        .orElse(false));
    }

    @Override
    public @Nullable UUID patientOf(String parameter, UUID id) {
        var table = owners.get(parameter);
        return table == null
                ? null
                : QuarkusTransaction.requiringNew()
                        .call(() -> jdbc.first(
                                        "SELECT patient_id FROM " + table + " WHERE clinic_id = ? AND id = ?",
                                        row -> row.getObject(1, UUID.class),
                                        clinic.get(),
                                        id)
                                .orElse(null));
    }
}
