package org.paincare.session.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.today.TodayJson;
import org.paincare.platform.today.TodaySource;
import org.paincare.session.standing.ClinicProfiles;

/** The sessions of a clinic's day, the alarms of its bedsides, and what waits to be done here. */
@ApplicationScoped
class SessionToday implements TodaySource {

    private final Jdbc jdbc;
    private final ClinicProfiles clinics;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    SessionToday(DataSource pool, ClinicProfiles clinics, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinics = clinics;
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public ZoneId zone() {
        return clinics.find()
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND))
                .zone();
    }

    @Override
    public List<Section> sections() {
        return List.of(
                new Section("sessions", "session", "read-state", this::sessions),
                new Section("alarms", "alarm", "read", this::alarms),
                new Section("tasks", "task", "read", this::tasks));
    }

    private List<TodayJson.Session> sessions(Instant from, Instant until, int most) {
        return jdbc.list(
                "SELECT * FROM session WHERE clinic_id = ? AND starts_at >= ? AND starts_at < ?"
                        + " ORDER BY starts_at, id LIMIT ?",
                row -> new TodayJson.Session(
                        id(row, "id"),
                        id(row, "patient_id"),
                        row.getString("state"),
                        Jdbc.instant(row, "starts_at"),
                        Jdbc.instant(row, "ends_at"),
                        id(row, "chair_id"),
                        row.getString("responsible_name"),
                        "/v1/sessions/" + id(row, "id")),
                clinic.get(),
                from,
                until,
                most);
    }

    private List<TodayJson.Alarm> alarms(Instant from, Instant until, int most) {
        return jdbc.list(
                "SELECT * FROM alarm WHERE clinic_id = ? AND (state <> 'CLOSED' OR (raised_at >= ? AND raised_at < ?))"
                        + " ORDER BY (state <> 'CLOSED') DESC, (level = 'CRITICAL') DESC, raised_at DESC, id DESC LIMIT ?",
                row -> new TodayJson.Alarm(
                        id(row, "id"),
                        id(row, "session_id"),
                        id(row, "patient_id"),
                        row.getString("rule"),
                        row.getString("level"),
                        row.getString("state"),
                        Jdbc.instant(row, "raised_at"),
                        "/v1/sessions/" + id(row, "session_id") + "/alarms"),
                clinic.get(),
                from,
                until,
                most);
    }

    private List<TodayJson.Task> tasks(Instant from, Instant until, int most) {
        var now = clock.instant();
        return jdbc.list(
                "SELECT * FROM task WHERE clinic_id = ? AND state = 'OPEN' AND due_at < ? ORDER BY due_at, id LIMIT ?",
                row -> new TodayJson.Task(
                        id(row, "id"),
                        "session",
                        row.getString("kind"),
                        row.getObject("patient_id", UUID.class),
                        row.getObject("session_id", UUID.class),
                        Jdbc.instant(row, "due_at"),
                        Jdbc.instant(row, "due_at").isBefore(now),
                        row.getString("assignee_role"),
                        row.getObject("assignee_id", UUID.class),
                        "/v1/tasks/" + id(row, "id")),
                clinic.get(),
                until,
                most);
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
