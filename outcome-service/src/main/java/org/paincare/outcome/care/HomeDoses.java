package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * What patients took at home, as session-service tells it: shown beside sessions. Days counted with intranasal ketamine stay
 * the diary's own.
 */
@ApplicationScoped
public class HomeDoses {

    private final Jdbc jdbc;
    private final CareBook book;
    private final Care care;
    private final CurrentClinic clinic;

    HomeDoses(DataSource pool, CareBook book, Care care, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.book = book;
        this.care = care;
        this.clinic = clinic;
    }

    /** One use that stands: some were taken. */
    public record Use(Instant takenAt, BigDecimal doseMg) {}

    record HomeDoseCharted(
            UUID patientId,
            UUID homeDoseId,
            int sprays,
            BigDecimal doseMg,
            @Nullable UUID supersedesHomeDoseId,
            Instant occurredAt) {}

    @Produces
    @Singleton
    EventHandler homeDoseCharted() {
        return new Told<>(
                "org.paincare.session.HomeDoseCharted.v1", HomeDoseCharted.class, (event, told) -> take(told));
    }

    private void take(HomeDoseCharted told) {
        book.about(
                told.patientId(),
                () -> jdbc.update(
                        "INSERT INTO care_home_dose (clinic_id, id, patient_id, sprays, dose_mg, supersedes, occurred_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        clinic.get(),
                        told.homeDoseId(),
                        told.patientId(),
                        told.sprays(),
                        told.doseMg(),
                        told.supersedesHomeDoseId(),
                        told.occurredAt()));
    }

    /** Of all the person's ids, oldest first, from then on; corrected records and those of none taken left out. */
    public List<Use> of(UUID patient, Instant from) {
        return jdbc.list(
                "SELECT d.occurred_at, d.dose_mg FROM care_home_dose d WHERE d.clinic_id = ? AND d.patient_id = ANY (?)"
                        + " AND d.occurred_at >= ? AND d.sprays > 0 AND NOT EXISTS (SELECT 1 FROM care_home_dose later"
                        + " WHERE later.clinic_id = d.clinic_id AND later.supersedes = d.id) ORDER BY d.occurred_at, d.id",
                row -> new Use(Jdbc.instant(row, "occurred_at"), row.getBigDecimal("dose_mg")),
                clinic.get(),
                care.ids(care.canonical(patient)).toArray(UUID[]::new),
                from);
    }
}
