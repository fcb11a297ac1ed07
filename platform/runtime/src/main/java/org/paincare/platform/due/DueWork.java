package org.paincare.platform.due;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** Enters and takes back due work in the transaction under way. */
@ApplicationScoped
public class DueWork {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    DueWork(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /** Has {@code kind} run for this subject at that domain time; entering the same again changes nothing. */
    public void schedule(String kind, UUID subjectId, Instant dueAt) {
        jdbc.update(
                "INSERT INTO due_work (clinic_id, id, kind, subject_id, due_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, kind, subject_id, due_at) DO NOTHING",
                clinic.get(),
                Ids.next(),
                kind,
                subjectId,
                dueAt);
    }

    /**
     * Has {@code kind} run for this subject at that time at the latest: what waits for later is taken back, but for what a
     * timer has in hand just now. What waits for sooner stays, as it may have been asked for by a change that committed
     * after the caller had looked. Waits for nobody.
     */
    public void reschedule(String kind, UUID subjectId, Instant dueAt) {
        jdbc.update(
                "DELETE FROM due_work WHERE clinic_id = ? AND id IN (SELECT id FROM due_work"
                        + " WHERE clinic_id = ? AND kind = ? AND subject_id = ? AND due_at > ? FOR UPDATE SKIP LOCKED)",
                clinic.get(),
                clinic.get(),
                kind,
                subjectId,
                dueAt);
        schedule(kind, subjectId, dueAt);
    }

    /** Takes back what of this kind still waits for this subject. */
    public void cancel(String kind, UUID subjectId) {
        jdbc.update(
                "DELETE FROM due_work WHERE clinic_id = ? AND kind = ? AND subject_id = ?",
                clinic.get(),
                kind,
                subjectId);
    }
}
