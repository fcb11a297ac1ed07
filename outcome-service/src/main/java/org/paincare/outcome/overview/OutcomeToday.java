package org.paincare.outcome.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.outcome.assessment.StaffTasks;
import org.paincare.outcome.care.Care;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.today.TodayJson;
import org.paincare.platform.today.TodaySource;

/** What a clinic has to ask on a day, and which findings wait for somebody. */
@ApplicationScoped
class OutcomeToday implements TodaySource {

    private final Jdbc jdbc;
    private final Care care;
    private final StaffTasks tasks;
    private final CurrentClinic clinic;

    OutcomeToday(DataSource pool, Care care, StaffTasks tasks, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.care = care;
        this.tasks = tasks;
        this.clinic = clinic;
    }

    @Override
    public ZoneId zone() {
        return care.clinic()
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND))
                .zone();
    }

    @Override
    public List<Section> sections() {
        return List.of(
                new Section("assessments", "answers", "read-status", this::assessments),
                new Section("safetyAlerts", "safety-alert", "read", this::alerts),
                new Section("tasks", "task", "read", this::tasks));
    }

    private List<TodayJson.Assessment> assessments(Instant from, Instant until, int most) {
        return jdbc.list(
                "SELECT * FROM assessment WHERE clinic_id = ? AND state <> 'CANCELLED' AND due_at < ?"
                        + " AND (due_at >= ? OR (state = 'OPEN' AND expires_at > ?)) ORDER BY due_at, id LIMIT ?",
                row -> new TodayJson.Assessment(
                        id(row, "id"),
                        id(row, "patient_id"),
                        row.getString("code"),
                        row.getString("answered_by"),
                        row.getString("state"),
                        Jdbc.instant(row, "due_at"),
                        Jdbc.instant(row, "expires_at"),
                        "/v1/assessments/" + id(row, "id")),
                clinic.get(),
                until,
                from,
                from,
                most);
    }

    private List<TodayJson.SafetyAlert> alerts(Instant from, Instant until, int most) {
        return jdbc.list(
                "SELECT * FROM safety_alert WHERE clinic_id = ? AND (state <> 'CLOSED' OR (raised_at >= ? AND raised_at < ?))"
                        + " ORDER BY (state <> 'CLOSED') DESC, array_position(ARRAY['URGENT', 'HIGH', 'MEDIUM', 'LOW'], level),"
                        + " raised_at, id LIMIT ?",
                row -> new TodayJson.SafetyAlert(
                        id(row, "id"),
                        id(row, "patient_id"),
                        row.getString("rule"),
                        row.getString("level"),
                        row.getString("state"),
                        row.getBoolean("hold_series"),
                        Jdbc.instant(row, "raised_at"),
                        Jdbc.instant(row, "acknowledge_by"),
                        "/v1/safety-alerts/" + id(row, "id")),
                clinic.get(),
                from,
                until,
                most);
    }

    private List<TodayJson.Task> tasks(Instant from, Instant until, int most) {
        return tasks.openUntil(until, most).stream()
                .map(task -> new TodayJson.Task(
                        task.id(),
                        task.source(),
                        task.kind(),
                        task.patientId(),
                        task.sessionId(),
                        task.dueAt(),
                        task.overdue(),
                        task.assignee().role().name(),
                        null,
                        "/v1/tasks/" + task.id()))
                .toList();
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
