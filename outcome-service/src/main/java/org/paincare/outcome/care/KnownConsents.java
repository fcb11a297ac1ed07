package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** The consents that something here hangs on, each purpose in a table of its own, as patient-service tells them. */
@ApplicationScoped
public class KnownConsents {

    /** What was consented to, named as the events name it. */
    public enum Purpose {
        /** Partners read results. */
        DISCLOSURE("care_sharing"),
        /** Somebody writes or calls to remind. */
        MESSAGING("care_messaging");

        private final String table;

        Purpose(String table) {
            this.table = table;
        }

        /** Those among an event's purposes that are kept. */
        static List<Purpose> among(List<String> told) {
            return java.util.Arrays.stream(values())
                    .filter(purpose -> told.contains(purpose.name()))
                    .toList();
        }
    }

    private final Jdbc jdbc;
    private final Care care;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    KnownConsents(DataSource pool, Care care, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.care = care;
        this.clinic = clinic;
        this.clock = clock;
    }

    /**
     * Whether the person consents today, in the clinic's zone; never while that is not known. Only the one signed last
     * counts: what it replaced does not come back when it is withdrawn.
     */
    public boolean stands(Purpose purpose, UUID patientId) {
        var here = care.clinic();
        return here.isPresent()
                && jdbc.first(
                                "SELECT withdrawn_at IS NULL AND (expires_on IS NULL OR expires_on >= ?) AS stands"
                                        + " FROM " + purpose.table + " WHERE clinic_id = ? AND patient_id = ANY (?)"
                                        + " ORDER BY granted_at DESC NULLS FIRST, id DESC LIMIT 1",
                                row -> row.getBoolean("stands"),
                                clock.instant().atZone(here.get().zone()).toLocalDate(),
                                clinic.get(),
                                care.ids(care.canonical(patientId)).toArray(UUID[]::new))
                        .orElse(false);
    }

    void granted(Purpose purpose, UUID consentId, UUID patientId, @Nullable LocalDate expiresOn, Instant at) {
        jdbc.update(
                "INSERT INTO " + purpose.table + " (clinic_id, id, patient_id, expires_on, granted_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                        + " expires_on = excluded.expires_on, granted_at = excluded.granted_at",
                clinic.get(),
                consentId,
                patientId,
                expiresOn,
                at);
    }

    void withdrawn(Purpose purpose, UUID consentId, UUID patientId, Instant at) {
        jdbc.update(
                "INSERT INTO " + purpose.table + " (clinic_id, id, patient_id, withdrawn_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, id) DO UPDATE SET withdrawn_at = excluded.withdrawn_at",
                clinic.get(),
                consentId,
                patientId,
                at);
    }
}
