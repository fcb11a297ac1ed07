package org.paincare.session.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.task.TaskPeople;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.standing.KnownPatients;
import org.paincare.session.standing.KnownStaff;

/** Patients, staff and sessions as this service knows them. */
@ApplicationScoped
class SessionTaskPeople implements TaskPeople {

    private final Jdbc jdbc;
    private final KnownStaff staff;
    private final KnownPatients patients;
    private final CurrentClinic clinic;

    SessionTaskPeople(DataSource pool, KnownStaff staff, KnownPatients patients, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.staff = staff;
        this.patients = patients;
        this.clinic = clinic;
    }

    @Override
    public UUID staffIdOf(UUID subject) {
        return staff.idOf(subject);
    }

    @Override
    public boolean works(UUID staffId) {
        return staff.find(staffId).filter(KnownStaff.Member::active).isPresent();
    }

    @Override
    public UUID canonical(UUID patientId) {
        return patients.canonical(patientId);
    }

    @Override
    public boolean hasSession(UUID patientId, UUID sessionId) {
        return jdbc.first(
                        "SELECT 1 FROM session WHERE clinic_id = ? AND id = ? AND patient_id = ANY (?)",
                        row -> 1,
                        clinic.get(),
                        sessionId,
                        patients.aliases(patientId).toArray(UUID[]::new))
                .isPresent();
    }
}
