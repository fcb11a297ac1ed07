package org.paincare.patient.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.task.TaskPeople;
import org.paincare.platform.tenancy.CurrentClinic;

/** Patients and staff of this service; it has no sessions of its own. */
@ApplicationScoped
class PatientTaskPeople implements TaskPeople {

    private final Jdbc jdbc;
    private final Patients patients;
    private final CurrentClinic clinic;

    PatientTaskPeople(DataSource pool, Patients patients, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
        this.clinic = clinic;
    }

    @Override
    public UUID staffIdOf(UUID subject) {
        return jdbc.first(
                        "SELECT id FROM staff_member WHERE clinic_id = ? AND subject = ?",
                        row -> row.getObject("id", UUID.class),
                        clinic.get(),
                        subject)
                .orElse(subject);
    }

    @Override
    public boolean works(UUID staffId) {
        return jdbc.first(
                        "SELECT 1 FROM staff_member WHERE clinic_id = ? AND id = ? AND active",
                        row -> true,
                        clinic.get(),
                        staffId)
                .isPresent();
    }

    @Override
    public UUID canonical(UUID patientId) {
        return patients.person(patientId).id();
    }

    @Override
    public boolean hasSession(UUID patientId, UUID sessionId) {
        return false;
    }
}
