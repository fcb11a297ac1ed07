package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** Everything that may move enrolments, as rows: written once. Inside a transaction only. */
@ApplicationScoped
class EntryTable {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    EntryTable(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /** An entry with what is kept beside it. */
    record Row(
            UUID id,
            Trigger trigger,
            @Nullable String reason,
            @Nullable String note,
            Instant occurredAt,
            Actor by) {

        Life.Entry entry() {
            return new Life.Entry(id, trigger, reason, occurredAt);
        }
    }

    void insert(UUID patientId, Row row, Instant recordedAt) {
        jdbc.update(
                "INSERT INTO enrolment_entry (clinic_id, id, patient_id, trigger, reason, note, occurred_at, recorded_at,"
                        + " actor_id, actor_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, id) DO NOTHING",
                clinic.get(),
                row.id(),
                patientId,
                row.trigger(),
                row.reason(),
                row.note(),
                row.occurredAt(),
                recordedAt,
                row.by().id(),
                row.by().name());
    }

    List<Row> of(UUID patientId) {
        return jdbc.list(
                "SELECT * FROM enrolment_entry WHERE clinic_id = ? AND patient_id = ? ORDER BY occurred_at, id",
                row -> new Row(
                        row.getObject("id", UUID.class),
                        Trigger.valueOf(row.getString("trigger")),
                        row.getString("reason"),
                        row.getString("note"),
                        Jdbc.instant(row, "occurred_at"),
                        new Actor(row.getObject("actor_id", UUID.class), row.getString("actor_name"))),
                clinic.get(),
                patientId);
    }
}
