package org.paincare.outcome.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.safety.AlertLife;
import org.paincare.outcome.safety.Finding;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** The safety alerts of the current clinic and what people do about them. */
@ApplicationScoped
class AlertBook implements PanacheRepositoryBase<AlertRow, UUID> {

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final ClinicSafetyRules clinicRules;
    private final Care care;
    private final DueWork due;
    private final Outbox outbox;
    private final Permissions permissions;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    AlertBook(
            DataSource pool,
            ObjectMapper json,
            ClinicSafetyRules clinicRules,
            Care care,
            DueWork due,
            Outbox outbox,
            Permissions permissions,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.clinicRules = clinicRules;
        this.care = care;
        this.due = due;
        this.outbox = outbox;
        this.permissions = permissions;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** Findings that were raised and have not gone since, with their alerts; under every id of the person. */
    Map<Finding, UUID> standing(Collection<UUID> ids) {
        var standing = new HashMap<Finding, UUID>();
        jdbc.list(
                        "SELECT id, finding_key FROM safety_alert WHERE clinic_id = ? AND patient_id = ANY (?)"
                                + " AND finding_gone_at IS NULL",
                        row -> Map.entry(Finding.of(row.getString("finding_key")), row.getObject("id", UUID.class)),
                        clinic.get(),
                        ids.toArray(UUID[]::new))
                .forEach(one -> standing.put(one.getKey(), one.getValue()));
        return standing;
    }

    /** The alert stays as it is for people to close; only that the same shown again is another one. */
    void gone(Collection<UUID> alerts, Instant now) {
        jdbc.update(
                "UPDATE safety_alert SET finding_gone_at = ? WHERE clinic_id = ? AND id = ANY (?)",
                now,
                clinic.get(),
                alerts.toArray(UUID[]::new));
    }

    /** An alert in the caller's words: the whole of it, or a patient's notice. */
    record Seen(AlertRow row, Object json) {}

    @Transactional
    Seen read(UUID id) {
        var row = known(id);
        audit.read(AuditEntry.of("SAFETY_ALERT_READ", "safety-alert", id, row.patientId()));
        return seen(row);
    }

    /**
     * Alerts, latest first.
     *
     * @param patient null for the whole clinic
     * @param after   raisedAt and id of the last one shown before; empty for the first page
     */
    @Transactional
    List<Seen> page(@Nullable UUID patient, @Nullable AlertLife state, List<String> after, int limit) {
        var ids = patient == null ? null : care.ids(care.mustKnow(patient)).toArray(UUID[]::new);
        audit.read(new AuditEntry("SAFETY_ALERTS_READ", "safety-alert", null, patient, null));
        var until = after.isEmpty() ? Instant.parse("9999-12-31T00:00:00Z") : Instant.parse(after.get(0));
        var last = after.isEmpty() ? new UUID(-1, -1) : UUID.fromString(after.get(1));
        var found = jdbc.list(
                "SELECT id FROM safety_alert WHERE clinic_id = ? AND (?::boolean OR patient_id = ANY (?::uuid[]))"
                        + " AND (?::text IS NULL OR state = ?) AND (raised_at, id) < (?, ?)"
                        + " ORDER BY raised_at DESC, id DESC LIMIT ?",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                ids == null,
                ids == null ? new UUID[0] : ids,
                state,
                state,
                until,
                last,
                limit);
        return found.stream().map(id -> seen(known(id))).toList();
    }

    /**
     * Takes a person's command.
     *
     * @param ifMatch not asked for where {@code command} is ACKNOWLEDGE: that is never refused for paperwork
     * @throws Problem ALERT_STATE, STALE, PRECONDITION_REQUIRED, NOT_FOUND
     */
    @Transactional
    Seen command(UUID id, AlertLife.Command command, @Nullable String ifMatch, @Nullable String note) {
        var row = known(id);
        care.lock(row.patientId());
        getEntityManager().refresh(row);
        if (command != AlertLife.Command.ACKNOWLEDGE) {
            Etags.mustMatch(ifMatch, row);
        }
        var edge = row.state()
                .on(command)
                .orElseThrow(() -> Problem.of(OutcomeProblem.ALERT_STATE)
                        .with("currentState", row.state())
                        .with("allowedCommands", commands(row)));
        if (edge.to() == row.state()) {
            // A further action changes no column of the alert, but it is a change of it.
            getEntityManager().lock(row, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        }
        row.move(edge.to());
        flush();
        jdbc.update(
                "INSERT INTO safety_alert_step (clinic_id, id, alert_id, command, note, by_id, by_name, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                id,
                command,
                note,
                caller.get().id(),
                caller.get().displayName(),
                clock.instant());
        due.cancel(SafetyAlerts.ESCALATION, id);
        audit.wrote(AuditEntry.of("SAFETY_ALERT_" + command, "safety-alert", id, row.patientId()));
        return seen(row);
    }

    /** Tells the next role that nobody has acknowledged yet, and comes back when the time has passed once more. */
    void escalate(UUID id, Instant dueAt) {
        var row = findById(id);
        var now = clock.instant();
        var rules = clinicRules.current();
        var times = row.state().escalations(row.level(), row.acknowledgeBy(), now, rules);
        if (times == 0) {
            return;
        }
        row.escalated(times);
        flush();
        var within = rules.acknowledgeWithin().get(row.level());
        due.schedule(
                SafetyAlerts.ESCALATION,
                id,
                row.acknowledgeBy()
                        .plus(java.util.Objects.requireNonNull(within).multipliedBy(times)));
        outbox.append(OutgoingEvent.of(
                "SafetyAlertEscalated", row.patientId(), now, row.escalated(AlertLife.toldAt(times, rules), now)));
        audit.wroteBySystem(AuditEntry.of("SAFETY_ALERT_ESCALATED", "safety-alert", id, row.patientId()));
    }

    private AlertRow known(UUID id) {
        var row = findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(care.canonical(row.patientId()));
        return row;
    }

    private Seen seen(AlertRow row) {
        if (caller.ownRecordsOnly()) {
            return new Seen(row, row.notice());
        }
        var told = row.escalations() == 0 ? null : AlertLife.toldAt(row.escalations(), clinicRules.current());
        return new Seen(row, row.full(told, explanation(row), steps(row.id()), commands(row)));
    }

    private List<AllowedCommand> commands(AlertRow row) {
        return Arrays.stream(AlertLife.Command.values())
                .map(command -> AllowedCommand.of(
                        command.name(), row.state().on(command).isPresent(), may(command)))
                .toList();
    }

    private boolean may(AlertLife.Command command) {
        var action = command == AlertLife.Command.ACKNOWLEDGE ? "acknowledge" : "act";
        return permissions.reach(caller.get().roles(), "safety-alert", action) != null;
    }

    private List<AlertJson.Step> steps(UUID alert) {
        return jdbc.list(
                "SELECT * FROM safety_alert_step WHERE clinic_id = ? AND alert_id = ? ORDER BY at, id",
                row -> new AlertJson.Step(
                        AlertLife.Command.valueOf(row.getString("command")),
                        row.getString("note"),
                        row.getObject("by_id", UUID.class),
                        row.getString("by_name"),
                        Jdbc.instant(row, "at")),
                clinic.get(),
                alert);
    }

    private Explanation explanation(AlertRow row) {
        try {
            return json.readValue(row.explanation(), Explanation.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
