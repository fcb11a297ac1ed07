package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.sign.SigningRights;
import org.paincare.platform.tenancy.CurrentClinic;

/** Whose signature counts in the current clinic, as patient-service last told. */
@ApplicationScoped
class ClinicStaff implements SigningRights {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    ClinicStaff(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /** A registration counts through its last day, in the clinic's zone. */
    @Override
    public Verdict of(UUID subject, Instant at) {
        return jdbc.first(
                        "SELECT s.active, s.registration_expires_on"
                                + " < (?::timestamptz AT TIME ZONE coalesce(c.zone, 'UTC'))::date AS expired"
                                + " FROM care_staff s LEFT JOIN care_clinic c ON c.clinic_id = s.clinic_id AND c.id = s.clinic_id"
                                + " WHERE s.clinic_id = ? AND s.subject = ? ORDER BY s.position DESC LIMIT 1",
                        row -> !row.getBoolean("active")
                                ? Verdict.NOT_ACTIVE
                                : row.getBoolean("expired") ? Verdict.LICENCE_EXPIRED : Verdict.MAY_SIGN,
                        at,
                        clinic.get(),
                        subject)
                .orElse(Verdict.MAY_SIGN);
    }
}
