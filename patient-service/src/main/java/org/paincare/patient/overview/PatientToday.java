package org.paincare.patient.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.today.TodaySource;

/** The frame of a clinic's day: whether there is such a clinic, and when its day begins and ends. */
@ApplicationScoped
class PatientToday implements TodaySource {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    PatientToday(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    @Override
    public ZoneId zone() {
        return jdbc.first(
                        "SELECT zone FROM clinic WHERE clinic_id = ? AND id = ?",
                        row -> ZoneId.of(row.getString("zone")),
                        clinic.get(),
                        clinic.get())
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    @Override
    public List<Section> sections() {
        return List.of();
    }
}
