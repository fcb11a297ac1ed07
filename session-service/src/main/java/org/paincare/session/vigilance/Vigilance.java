package org.paincare.session.vigilance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.adverse.Grade;
import org.paincare.session.standing.ClinicProfiles;

/** The reports that serious adverse events owe to the authority. */
@ApplicationScoped
public class Vigilance {

    private static final String SELECT = "SELECT r.*, e.code, e.grade FROM pharmacovigilance_report r"
            + " JOIN adverse_event e ON e.clinic_id = r.clinic_id AND e.id = r.current_event_id WHERE r.clinic_id = ?";

    /** The task that an open report is, due with it. */
    private static final String REPORT = "REPORT_ADVERSE_EVENT";

    private final VigilanceRules rules = VigilanceRules.builtIn();
    private final Jdbc jdbc;
    private final ClinicProfiles clinics;
    private final Tasks tasks;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Vigilance(
            DataSource pool,
            ClinicProfiles clinics,
            Tasks tasks,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinics = clinics;
        this.tasks = tasks;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * An adverse event as it was just recorded.
     *
     * @param supersedes the record it corrects
     */
    public record Recorded(
            UUID eventId,
            UUID sessionId,
            UUID patientId,
            Grade grade,
            boolean serious,
            @Nullable UUID supersedes) {}

    /**
     * Opens the report a serious event owes; a correction stands in for what it corrects, in a report that is open and in
     * one that is not. A correction that is no longer serious closes nothing: a person says that there is nothing to report.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recorded(Recorded event) {
        var moved = event.supersedes() == null
                ? 0
                : jdbc.update(
                        "UPDATE pharmacovigilance_report SET current_event_id = ?, version = version + 1"
                                + " WHERE clinic_id = ? AND current_event_id = ?",
                        event.eventId(),
                        clinic.get(),
                        event.supersedes());
        if (moved > 0) {
            return;
        }
        var duty = rules.of(clinics.current().jurisdiction()).orElse(null);
        if (duty == null || !(event.serious() || event.grade().isAtLeast(duty.seriousFromGrade()))) {
            return;
        }
        var id = Ids.next();
        var now = clock.instant();
        jdbc.update(
                "INSERT INTO pharmacovigilance_report (clinic_id, id, version, adverse_event_id, current_event_id, session_id,"
                        + " patient_id, form, rules, opened_at, due_at, state) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN')",
                clinic.get(),
                id,
                event.eventId(),
                event.eventId(),
                event.sessionId(),
                event.patientId(),
                duty.form(),
                rules.version().id(),
                now,
                now.plus(duty.deadline()));
        tasks.raise(
                new Tasks.Wanted(REPORT, event.patientId(), event.sessionId(), id, null, now.plus(duty.deadline())));
        audit.wrote(AuditEntry.of("PHARMACOVIGILANCE_OPENED", "pharmacovigilance-report", id, event.patientId()));
    }

    /** By deadline, at most 500. */
    @Transactional
    List<VigilanceJson.View> all(boolean openOnly) {
        audit.read(new AuditEntry("PHARMACOVIGILANCE_READ", "pharmacovigilance-report", null, null, null));
        return jdbc.list(
                SELECT + " AND (r.state = 'OPEN' OR NOT ?) ORDER BY r.due_at, r.id LIMIT 500",
                this::view,
                clinic.get(),
                openOnly);
    }

    @Transactional
    VigilanceJson.View read(UUID id) {
        var found = get(id);
        audit.read(AuditEntry.of("PHARMACOVIGILANCE_READ", "pharmacovigilance-report", id, found.patientId()));
        return found;
    }

    /** @throws Problem NOT_FOUND, REPORT_STATE where it was closed, OCCURRED_IN_FUTURE, OCCURRED_TOO_EARLY */
    @Transactional
    VigilanceJson.View submit(UUID id, VigilanceJson.Submit asked) {
        var now = clock.instant();
        var at = asked.submittedAt() == null ? now : asked.submittedAt();
        if (at.isAfter(now)) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        if (at.isBefore(get(id).openedAt())) {
            throw Problem.of(SessionProblem.OCCURRED_TOO_EARLY);
        }
        return close(id, "SUBMITTED", asked.reference(), null, at);
    }

    /** @throws Problem NOT_FOUND, REPORT_STATE where it was closed */
    @Transactional
    VigilanceJson.View dismiss(UUID id, String reason) {
        return close(id, "NOT_REPORTABLE", null, reason, null);
    }

    private VigilanceJson.View close(
            UUID id, String state, @Nullable String reference, @Nullable String reason, @Nullable Instant submittedAt) {
        var before = get(id);
        var changed = jdbc.update(
                "UPDATE pharmacovigilance_report SET state = ?, reference = ?, reason = ?, submitted_at = ?, closed_by = ?,"
                        + " closed_name = ?, closed_at = ?, version = version + 1"
                        + " WHERE clinic_id = ? AND id = ? AND state = 'OPEN'",
                state,
                reference,
                reason,
                submittedAt,
                caller.get().id(),
                caller.get().displayName(),
                clock.instant(),
                clinic.get(),
                id);
        if (changed == 0) {
            throw Problem.of(SessionProblem.REPORT_STATE).with("currentState", get(id).state());
        }
        tasks.done(REPORT, id, state, caller.get().id(), caller.get().displayName());
        audit.wrote(AuditEntry.of("PHARMACOVIGILANCE_" + state, "pharmacovigilance-report", id, before.patientId()));
        return get(id);
    }

    private VigilanceJson.View get(UUID id) {
        return jdbc.first(SELECT + " AND r.id = ?", this::view, clinic.get(), id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private VigilanceJson.View view(ResultSet row) throws SQLException {
        var due = Jdbc.instant(row, "due_at");
        var state = row.getString("state");
        return new VigilanceJson.View(
                row.getObject("id", UUID.class),
                state,
                row.getString("form"),
                row.getString("rules"),
                row.getObject("current_event_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("code"),
                row.getInt("grade"),
                Jdbc.instant(row, "opened_at"),
                due,
                state.equals("OPEN") && due.isBefore(clock.instant()),
                row.getString("reference"),
                row.getString("reason"),
                time(row, "submitted_at"),
                row.getObject("closed_by", UUID.class),
                row.getString("closed_name"),
                time(row, "closed_at"));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
