package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** Writes what was told. Patients nobody announced yet get a row of their own, filled when their registration comes. */
@ApplicationScoped
class CareBook {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final Care care;
    private final Event<CareChanged> changed;

    CareBook(DataSource pool, CurrentClinic clinic, Care care, Event<CareChanged> changed) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.care = care;
        this.changed = changed;
    }

    /** Locks the patient, making the row if there is none, writes, and lets everything be computed anew. */
    void about(UUID patient, Runnable write) {
        jdbc.update(
                "INSERT INTO care_patient (clinic_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING", clinic.get(), patient);
        care.lock(patient);
        write.run();
        changed.fire(care.changed(patient, CareChanged.Kind.CARE));
    }

    /** The language that texts for the patient are in; nothing is computed from it. */
    void speaks(UUID patient, String language) {
        jdbc.update(
                "INSERT INTO care_patient (clinic_id, id, language) VALUES (?, ?, ?)"
                        + " ON CONFLICT (clinic_id, id) DO UPDATE SET language = excluded.language",
                clinic.get(),
                patient,
                language);
    }

    /** From now on the alias is read under the canonical record, or no longer; what that changes is computed for both. */
    void merge(UUID canonical, UUID alias, boolean merged) {
        about(canonical, () -> {
            jdbc.update(
                    "INSERT INTO care_patient (clinic_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    clinic.get(),
                    alias);
            jdbc.update(
                    "UPDATE care_patient SET canonical_id = ?::uuid WHERE clinic_id = ? AND id = ?"
                            + " AND (?::boolean OR canonical_id = ?)",
                    merged ? canonical : null,
                    clinic.get(),
                    alias,
                    merged,
                    canonical);
        });
        if (!merged) {
            about(alias, () -> {});
        }
    }

    int update(String sql, @Nullable Object... parameters) {
        return jdbc.update(sql, parameters);
    }

    <T> java.util.Optional<T> first(String sql, Jdbc.RowReader<T> reader, @Nullable Object... parameters) {
        return jdbc.first(sql, reader, parameters);
    }

    List<UUID> patients() {
        return jdbc.list(
                "SELECT id FROM care_patient WHERE clinic_id = ?",
                row -> row.getObject("id", UUID.class),
                clinic.get());
    }

    UUID clinicId() {
        return clinic.get();
    }

    /** As a PostgreSQL array literal's elements: a text[] parameter for plain JDBC. */
    static String[] array(@Nullable List<String> values) {
        return values == null ? new String[0] : values.toArray(String[]::new);
    }
}
