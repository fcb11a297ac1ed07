package org.paincare.platform.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * The tasks of the current clinic, for the features that raise them. Raising one that is open already changes nothing;
 * one that nobody does in time becomes another role's, and is never dropped. Call inside a transaction.
 */
@ApplicationScoped
public class Tasks implements DueHandler {

    private static final String DUE = "TASK_OVERDUE";

    private final Jdbc jdbc;
    private final EntityManager rows;
    private final DueWork due;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;
    private final Instance<TaskTimes> times;

    Tasks(
            DataSource pool,
            EntityManager rows,
            DueWork due,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock,
            @Any Instance<TaskTimes> times) {
        this.times = times;
        this.jdbc = new Jdbc(pool);
        this.rows = rows;
        this.due = due;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param subject   what it is about: a session, an entry, a booking; one task of a kind is open about it at most
     * @param assignee  staff id of who has to do it, where it is one person's
     * @param dueAt     null for the time that the kind gives
     */
    public record Wanted(
            String kind,
            @Nullable UUID patient,
            @Nullable UUID session,
            UUID subject,
            @Nullable UUID assignee,
            @Nullable Instant dueAt) {}

    /** Read when first asked for: a service that raises no tasks has no such file. */
    private static final class Kinds {
        static final TaskKinds OF_THIS_SERVICE = TaskKinds.builtIn();
    }

    TaskKinds kinds() {
        return Kinds.OF_THIS_SERVICE;
    }

    /** When a task of this kind is raised about something that runs out then. */
    public Instant before(String kind, Instant runsOutAt) {
        var ahead = kinds().named(kind).ahead();
        return ahead == null ? runsOutAt : runsOutAt.minus(ahead);
    }

    Optional<Task> find(UUID id) {
        return Optional.ofNullable(rows.find(Task.class, id));
    }

    Optional<Task> locked(UUID id) {
        return Optional.ofNullable(rows.find(Task.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    void flush() {
        rows.flush();
    }

    /** Raises a task, or leaves the one that is open already as it is; the id of the open one. */
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID raise(Wanted wanted) {
        var kind = kinds().named(wanted.kind());
        var now = clock.instant();
        var id = Ids.next();
        var dueAt = wanted.dueAt() == null ? now.plus(within(kind)) : wanted.dueAt();
        var raised = jdbc.update(
                "INSERT INTO task (clinic_id, id, version, kind, state, patient_id, session_id, subject_id, due_at,"
                        + " assignee_role, assignee_id, failed_attempts, created_at)"
                        + " VALUES (?, ?, 0, ?, 'OPEN', ?, ?, ?, ?, ?, ?, 0, ?)"
                        + " ON CONFLICT (clinic_id, kind, subject_id) WHERE state = 'OPEN' DO NOTHING",
                clinic.get(),
                id,
                wanted.kind(),
                wanted.patient(),
                wanted.session(),
                wanted.subject(),
                dueAt,
                kind.assignee(),
                wanted.assignee(),
                now);
        if (raised == 0) {
            return open(wanted.kind(), wanted.subject()).orElse(id);
        }
        due.schedule(DUE, id, dueAt);
        audit.wroteBySystem(new AuditEntry("TASK_RAISED", "task", id, wanted.patient(), wanted.kind()));
        return id;
    }

    private Duration within(TaskKinds.Kind kind) {
        var setting = kind.setting();
        if (setting == null) {
            return kind.within();
        }
        return times.stream()
                .map(known -> TaskTimes.hours(known.setting(setting)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(kind.within());
    }

    private Optional<UUID> open(String kind, UUID subject) {
        return jdbc.first(
                "SELECT id FROM task WHERE clinic_id = ? AND kind = ? AND subject_id = ? AND state = 'OPEN'",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                kind,
                subject);
    }

    /** What it was for was done, by this person, where it is done (a signature, a call recorded elsewhere). */
    @Transactional(Transactional.TxType.MANDATORY)
    public void done(String kind, UUID subject, String outcome, UUID by, String name) {
        jdbc.update(
                "UPDATE task SET state = 'DONE', outcome = ?, ended_by = ?, ended_name = ?, ended_at = ?,"
                        + " version = version + 1"
                        + " WHERE clinic_id = ? AND kind = ? AND subject_id = ? AND state = 'OPEN'",
                outcome,
                by,
                name,
                clock.instant(),
                clinic.get(),
                kind,
                subject);
    }

    /** An open task of a patient. */
    public record Open(String kind, UUID subject) {}

    /** The patient's open tasks of these kinds. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Open> open(UUID patient, Collection<String> ofKinds) {
        return jdbc.list(
                "SELECT kind, subject_id FROM task WHERE clinic_id = ? AND patient_id = ? AND kind = ANY (?)"
                        + " AND state = 'OPEN'",
                row -> new Open(row.getString("kind"), row.getObject("subject_id", UUID.class)),
                clinic.get(),
                patient,
                ofKinds.toArray(String[]::new));
    }

    /** Whether a task of this kind about this thing was done at that time or later. */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean isDone(String kind, UUID subject, Instant since) {
        return jdbc.first(
                        "SELECT 1 FROM task WHERE clinic_id = ? AND kind = ? AND subject_id = ? AND state = 'DONE'"
                                + " AND ended_at >= ? LIMIT 1",
                        row -> true,
                        clinic.get(),
                        kind,
                        subject,
                        since)
                .isPresent();
    }

    /** The open tasks of these kinds about this thing have lost their point. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void notNeeded(Collection<String> ofKinds, UUID subject) {
        jdbc.update(
                "UPDATE task SET state = 'NOT_NEEDED', ended_at = ?, version = version + 1"
                        + " WHERE clinic_id = ? AND kind = ANY (?) AND subject_id = ? AND state = 'OPEN'",
                clock.instant(),
                clinic.get(),
                ofKinds.toArray(String[]::new),
                subject);
    }

    /** Its time moved; what is due for the time before finds it later, and does nothing. */
    void dueAt(Task task) {
        due.schedule(DUE, task.id(), task.dueAt());
    }

    void escalate(Task task, Instant now) {
        if (task.escalatedAt() == null) {
            task.escalate(kinds().named(task.kind()).escalateTo(), now);
            audit.wroteBySystem(new AuditEntry("TASK_ESCALATED", "task", task.id(), task.patientId(), task.kind()));
        }
    }

    @Override
    public String kind() {
        return DUE;
    }

    /** Overdue: it becomes the next role's, once. */
    @Override
    public void run(UUID taskId, Instant dueAt) {
        locked(taskId)
                .filter(task ->
                        task.state() == TaskBook.State.OPEN && !task.dueAt().isAfter(clock.instant()))
                .ifPresent(task -> escalate(task, clock.instant()));
    }
}
