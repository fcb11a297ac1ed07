package org.paincare.platform.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** What people do with tasks. */
@ApplicationScoped
public class TaskDesk implements TaskBook {

    private static final Duration LONGEST_AHEAD = Duration.ofDays(30);

    private final Jdbc jdbc;
    private final Tasks tasks;
    private final Instance<TaskPeople> people;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final String service;

    TaskDesk(
            DataSource pool,
            Tasks tasks,
            Instance<TaskPeople> people,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            @ConfigProperty(name = "paincare.service") String service) {
        this.jdbc = new Jdbc(pool);
        this.tasks = tasks;
        this.people = people;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.service = service;
    }

    /** By due time; of a caller who may read only their own, those assigned to them or shown to them as a patient. */
    @Override
    @Transactional
    public List<TaskJson.View> list(
            Filter filter, @Nullable Instant afterDue, @Nullable UUID afterId, int most, Locale language) {
        var own = caller.ownRecordsOnly();
        var patient = own ? caller.get().patientId() : filter.patientId();
        var assignee = own && patient == null ? self() : filter.assigneeId();
        audit.read(new AuditEntry("TASKS_READ", "task", null, patient, null));
        return jdbc.list(
                "SELECT * FROM task WHERE clinic_id = ? AND (?::text IS NULL OR state = ?)"
                        + " AND (?::text IS NULL OR kind = ?) AND (?::text IS NULL OR assignee_role = ?)"
                        + " AND (?::uuid IS NULL OR assignee_id = ?) AND (?::uuid IS NULL OR patient_id = ?)"
                        + " AND (?::uuid IS NULL OR session_id = ?) AND (?::timestamptz IS NULL OR due_at < ?)"
                        + " AND (NOT ? OR kind = ANY (?))"
                        + " AND (?::timestamptz IS NULL OR (due_at, id) > (?::timestamptz, ?::uuid))"
                        + " ORDER BY due_at, id LIMIT ?",
                row -> view(row, language),
                clinic.get(),
                filter.state(),
                filter.state(),
                filter.kind(),
                filter.kind(),
                filter.role(),
                filter.role(),
                assignee,
                assignee,
                patient,
                patient,
                filter.sessionId(),
                filter.sessionId(),
                filter.dueBefore(),
                filter.dueBefore(),
                own && patient != null,
                tasks.kinds().seenByPatient().toArray(String[]::new),
                afterDue,
                afterDue,
                afterId,
                most);
    }

    @Override
    @Transactional
    public Shown read(UUID id, Locale language) {
        var task = tasks.find(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (caller.ownRecordsOnly() && !isCallersOwn(task)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        audit.read(new AuditEntry("TASK_READ", "task", id, task.patientId(), null));
        return new Shown(task, full(task, language));
    }

    private boolean isCallersOwn(Task task) {
        var patient = caller.get().patientId();
        return patient == null
                ? self().equals(task.assigneeId())
                : patient.equals(task.patientId())
                        && tasks.kinds().seenByPatient().contains(task.kind());
    }

    /** @throws Problem TASK_KIND_UNKNOWN for a kind that people do not raise, NOT_FOUND for another clinic's patient */
    @Transactional
    Task raise(TaskJson.Raise asked) {
        tasks.kinds()
                .find(asked.kind())
                .filter(TaskKinds.Kind::isRaisedByHand)
                .orElseThrow(() -> Problem.of(TaskProblem.TASK_KIND_UNKNOWN));
        var patient = people.get().canonical(asked.patientId());
        if (asked.sessionId() != null && !people.get().hasSession(patient, asked.sessionId())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        if (asked.dueAt() != null) {
            mustLieAhead("/dueAt", asked.dueAt());
        }
        var subject = asked.sessionId() == null ? patient : asked.sessionId();
        var id = tasks.raise(new Tasks.Wanted(asked.kind(), patient, asked.sessionId(), subject, null, asked.dueAt()));
        audit.wrote(AuditEntry.of("TASK_RAISED_BY_HAND", "task", id, patient).because(asked.kind()));
        return tasks.find(id).orElseThrow();
    }

    /** Takes it, or gives it to somebody of the staff, which only those who lead may do. */
    @Transactional
    Task assign(UUID id, @Nullable String ifMatch, TaskJson.Assign asked) {
        var task = forChange(id, ifMatch);
        var self = self();
        var to = asked.assigneeId() == null ? self : asked.assigneeId();
        if (!to.equals(self)) {
            mustLead();
            if (!people.get().works(to)) {
                throw Problem.of(TaskProblem.UNKNOWN_STAFF);
            }
        }
        task.giveTo(to);
        return changed(task, "TASK_ASSIGNED");
    }

    @Transactional
    Task attempt(UUID id, @Nullable String ifMatch, TaskJson.Attempt asked) {
        var task = forChange(id, ifMatch);
        var now = clock.instant();
        if (asked.nextDueAt() != null) {
            mustLieAhead("/nextDueAt", asked.nextDueAt());
        }
        jdbc.update(
                "INSERT INTO task_attempt (clinic_id, id, task_id, result, note, person, name, attempted_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                id,
                asked.result(),
                asked.note(),
                caller.get().id(),
                caller.get().displayName(),
                now);
        if (asked.result() == TaskJson.AttemptResult.REACHED) {
            task.postpone(asked.nextDueAt());
        } else {
            task.attemptFailed(asked.nextDueAt());
        }
        tasks.dueAt(task);
        if (task.failedAttempts() >= tasks.kinds().failedAttemptsUntilEscalation()) {
            tasks.escalate(task, now);
        }
        return changed(task, "TASK_ATTEMPTED");
    }

    @Transactional
    Task complete(UUID id, @Nullable String ifMatch, TaskJson.Complete asked) {
        var task = forChange(id, ifMatch);
        task.done(asked.outcome(), caller.get().id(), caller.get().displayName(), clock.instant());
        return changed(task, "TASK_DONE");
    }

    private Task forChange(UUID id, @Nullable String ifMatch) {
        var task = tasks.locked(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, task);
        task.mustBeOpen();
        return task;
    }

    private Task changed(Task task, String action) {
        tasks.flush();
        audit.wrote(new AuditEntry(action, "task", task.id(), task.patientId(), task.kind()));
        return task;
    }

    /** Staff id of whoever asks. */
    @Override
    public UUID self() {
        return people.get().staffIdOf(caller.get().id());
    }

    private void mustLead() {
        var leads = caller.get().is(Role.MEDICAL_DIRECTOR)
                || caller.get().is(Role.PRESCRIBER)
                || caller.get().is(Role.HEAD_NURSE);
        if (!leads) {
            throw Problem.of(PlatformProblem.FORBIDDEN);
        }
    }

    private void mustLieAhead(String pointer, Instant at) {
        var now = clock.instant();
        if (!at.isAfter(now) || at.isAfter(now.plus(LONGEST_AHEAD))) {
            throw Problem.of(
                    PlatformProblem.VALIDATION_FAILED,
                    new Violation(
                            pointer,
                            "OUT_OF_RANGE",
                            new Text("Ahead, by at most 30 days", "En el futuro, a lo sumo 30 días")));
        }
    }

    /** One task, with every try at it. */
    TaskJson.View full(Task t, Locale language) {
        return new TaskJson.View(
                t.id(),
                service,
                t.kind(),
                label(t.kind(), language),
                t.state().name(),
                t.patientId(),
                t.sessionId(),
                t.subjectId(),
                t.dueAt(),
                t.state() == State.OPEN && t.dueAt().isBefore(clock.instant()),
                new TaskJson.Assignee(t.assigneeRole(), t.assigneeId()),
                t.failedAttempts(),
                attempts(t.id()),
                t.escalatedAt(),
                t.endedAt() == null ? null : new TaskJson.Outcome(t.outcome(), t.endedBy(), t.endedName(), t.endedAt()),
                t.createdAt(),
                null,
                Etags.written(t));
    }

    private List<TaskJson.AttemptView> attempts(UUID task) {
        return jdbc.list(
                "SELECT * FROM task_attempt WHERE clinic_id = ? AND task_id = ? ORDER BY id",
                row -> new TaskJson.AttemptView(
                        TaskJson.AttemptResult.valueOf(row.getString("result")),
                        row.getString("note"),
                        row.getObject("person", UUID.class),
                        row.getString("name"),
                        Jdbc.instant(row, "attempted_at")),
                clinic.get(),
                task);
    }

    private TaskJson.View view(ResultSet row, Locale language) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var dueAt = Jdbc.instant(row, "due_at");
        var endedAt = time(row, "ended_at");
        return new TaskJson.View(
                row.getObject("id", UUID.class),
                service,
                row.getString("kind"),
                label(row.getString("kind"), language),
                state.name(),
                row.getObject("patient_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                dueAt,
                state == State.OPEN && dueAt.isBefore(clock.instant()),
                new TaskJson.Assignee(
                        Role.valueOf(row.getString("assignee_role")), row.getObject("assignee_id", UUID.class)),
                row.getInt("failed_attempts"),
                null,
                time(row, "escalated_at"),
                endedAt == null
                        ? null
                        : new TaskJson.Outcome(
                                row.getString("outcome"),
                                row.getObject("ended_by", UUID.class),
                                row.getString("ended_name"),
                                endedAt),
                Jdbc.instant(row, "created_at"),
                null,
                "\"v" + row.getInt("version") + "\"");
    }

    private String label(String kind, Locale language) {
        return tasks.kinds().find(kind).map(k -> k.label().in(language)).orElse(kind);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
