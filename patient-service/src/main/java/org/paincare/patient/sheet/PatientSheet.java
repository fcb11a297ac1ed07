package org.paincare.patient.sheet;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.paincare.patient.LastChange;
import org.paincare.platform.tenancy.ClinicOwned;

/** One sheet of a patient as it stands; the database keeps every version. */
@Entity
@Table(name = "patient_sheet")
class PatientSheet extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private SheetKind kind;

    /** JSON of the kind's content. */
    private String content;

    @Embedded
    private LastChange lastChange;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected PatientSheet() {}

    @SuppressWarnings("NullAway")
    PatientSheet(UUID clinicId, UUID id, UUID patientId, SheetKind kind) {
        super(clinicId, id);
        this.patientId = patientId;
        this.kind = kind;
    }

    void say(String said, LastChange by) {
        this.content = said;
        this.lastChange = by;
    }

    String content() {
        return content;
    }

    LastChange lastChange() {
        return lastChange;
    }
}
