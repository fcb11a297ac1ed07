package org.paincare.patient.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.tenancy.ClinicOwned;

/** A patient's enrolment as it stands: what its entries come to. */
@Entity
@Table(name = "enrolment")
class Enrolment extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(updatable = false)
    private String programme;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant since;

    @Column(name = "started_on")
    private @Nullable LocalDate startedOn;

    @Column(name = "deadline_at")
    private @Nullable Instant deadlineAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Enrolment() {}

    @SuppressWarnings("NullAway")
    Enrolment(UUID clinicId, UUID id, UUID patientId, String programme) {
        super(clinicId, id);
        this.patientId = patientId;
        this.programme = programme;
    }

    /** Takes over what the entries come to now. */
    void become(Life life, @Nullable LocalDate startedOn, @Nullable Instant deadlineAt) {
        this.state = life.state();
        this.since = life.since();
        this.startedOn = startedOn;
        this.deadlineAt = deadlineAt;
    }

    UUID patientId() {
        return patientId;
    }

    String programme() {
        return programme;
    }

    /** Null only before the first move. */
    @Nullable
    State state() {
        return state;
    }

    Instant since() {
        return since;
    }

    @Nullable
    LocalDate startedOn() {
        return startedOn;
    }

    @Nullable
    Instant deadlineAt() {
        return deadlineAt;
    }

    EnrolmentJson.Summary summary() {
        return new EnrolmentJson.Summary(
                id(), patientId, programme, state, since, deadlineAt, "\"v" + version() + "\"");
    }
}
