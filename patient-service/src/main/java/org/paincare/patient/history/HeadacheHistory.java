package org.paincare.patient.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.paincare.patient.Actor;
import org.paincare.platform.tenancy.ClinicOwned;

/** A patient's headache history as it stands; the database keeps every version. */
@Entity
@Table(name = "headache_history")
class HeadacheHistory extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    /** JSON of {@link HistoryJson.Content}. */
    private String content;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "recorded_by")
    private UUID recordedBy;

    @Column(name = "recorded_by_name")
    private String recordedByName;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected HeadacheHistory() {}

    @SuppressWarnings("NullAway")
    HeadacheHistory(UUID clinicId, UUID id, UUID patientId) {
        super(clinicId, id);
        this.patientId = patientId;
    }

    void say(String content, Actor by, UUID byId, Instant now) {
        this.content = content;
        this.recordedAt = now;
        this.recordedBy = byId;
        this.recordedByName = by.name();
    }

    UUID patientId() {
        return patientId;
    }

    String content() {
        return content;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    UUID recordedBy() {
        return recordedBy;
    }

    Actor recorder() {
        return new Actor(recordedBy, recordedByName);
    }
}
