package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.ProgrammeStage;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** Tells eligibility how far a patient is: enrolled from the decision that they are eligible until the end. */
@ApplicationScoped
class Stages implements ProgrammeStage {

    static final Stage ENROLLED = Stage.ENROLLED;

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    Stages(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    @Override
    public Stage of(UUID patientId) {
        return jdbc.first(
                        "SELECT state FROM enrolment WHERE clinic_id = ? AND patient_id = ?",
                        row -> of(State.valueOf(row.getString("state"))),
                        clinic.get(),
                        patientId)
                .orElse(Stage.BEFORE);
    }

    static Stage of(@Nullable State state) {
        return switch (state) {
            case null -> Stage.BEFORE;
            case REFERRED, SCREENING -> Stage.BEFORE;
            case ELIGIBLE, INDUCTION, MAINTENANCE, PAUSED -> Stage.ENROLLED;
            case INELIGIBLE, DECLINED, LOST_TO_FOLLOW_UP, COMPLETED, WITHDRAWN, DECEASED -> Stage.ENDED;
        };
    }
}
