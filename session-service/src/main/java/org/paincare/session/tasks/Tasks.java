package org.paincare.session.tasks;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
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
public class Tasks implements PanacheRepositoryBase<Task, UUID>, DueHandler {

    private static final String DUE = "TASK_OVERDUE";

    private final TaskKinds kinds = TaskKinds.builtIn();
    private final Jdbc jdbc;
    private final DueWork due;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Tasks(DataSource pool, DueWork due, Audit audit, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
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

    TaskKinds kinds() {
        return kinds;
    }

    /** Raises a task, or leaves the one that is open already as it is; the id of the open one. */
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID raise(Wanted wanted) {
        var kind = kinds.named(wanted.kind());
        var now = clock.instant();
        var id = Ids.next();
        var dueAt = wanted.dueAt() == null ? now.plus(kind.within()) : wanted.dueAt();
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
            task.escalate(kinds.named(task.kind()).escalateTo(), now);
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
        findByIdOptional(taskId, LockModeType.PESSIMISTIC_WRITE)
                .filter(task -> task.state() == Task.State.OPEN && !task.dueAt().isAfter(clock.instant()))
                .ifPresent(task -> escalate(task, clock.instant()));
    }
}
