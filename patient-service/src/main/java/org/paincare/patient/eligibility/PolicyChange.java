package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.clinic.RuleValuesChanged;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.tenancy.CurrentClinic;

/** Has everybody of a clinic evaluated anew by what its medical director signed, patient by patient, whichever replica claims them. */
@ApplicationScoped
class PolicyChange {

    private final Jdbc jdbc;
    private final DueWork due;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    PolicyChange(DataSource pool, DueWork due, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.due = due;
        this.clinic = clinic;
        this.clock = clock;
    }

    void changed(@Observes RuleValuesChanged change) {
        var now = clock.instant();
        jdbc.list(
                        "SELECT DISTINCT patient_id FROM eligibility_evaluation WHERE clinic_id = ? AND scope = 'P'",
                        row -> row.getObject(1, UUID.class),
                        clinic.get())
                .forEach(patient -> due.schedule(Change.KIND, patient, now));
    }
}
