package org.paincare.outcome.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.safety.AlertLevel;
import org.paincare.outcome.safety.AlertLife;
import org.paincare.outcome.safety.SafetyAlert;
import org.paincare.platform.tenancy.ClinicOwned;

/** A stored safety alert. */
@Entity
@Table(name = "safety_alert")
class AlertRow extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(name = "finding_key", updatable = false)
    private String findingKey;

    @Column(updatable = false)
    private String rule;

    @Column(updatable = false)
    private String trigger;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private AlertLevel level;

    @Enumerated(EnumType.STRING)
    private AlertLife state;

    @Column(name = "hold_series", updatable = false)
    private boolean holdSeries;

    @Column(name = "occurred_at", updatable = false)
    private Instant occurredAt;

    @Column(name = "raised_at", updatable = false)
    private Instant raisedAt;

    @Column(name = "acknowledge_by", updatable = false)
    private Instant acknowledgeBy;

    private int escalations;

    @Column(name = "assessment_id", updatable = false)
    private @Nullable UUID assessmentId;

    @Column(name = "session_id", updatable = false)
    private @Nullable UUID sessionId;

    @Column(name = "fact_id", updatable = false)
    private @Nullable UUID factId;

    @Column(name = "window_id", updatable = false)
    private @Nullable UUID windowId;

    @Column(name = "rule_version", updatable = false)
    private String ruleVersion;

    @Column(updatable = false)
    private String explanation;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected AlertRow() {}

    @SuppressWarnings("NullAway")
    AlertRow(
            UUID clinicId,
            UUID id,
            UUID patientId,
            SafetyAlert alert,
            boolean holdSeries,
            AlertSource source,
            String ruleVersion,
            String explanation,
            Instant now) {
        super(clinicId, id);
        this.patientId = patientId;
        this.findingKey = alert.key();
        this.rule = alert.alertId();
        this.trigger = alert.trigger();
        this.level = alert.level();
        this.state = AlertLife.RAISED;
        this.holdSeries = holdSeries;
        this.occurredAt = source.occurredAt();
        this.raisedAt = now;
        this.acknowledgeBy = alert.acknowledgeBy();
        this.assessmentId = source.assessmentId();
        this.sessionId = source.sessionId();
        this.factId = source.factId();
        this.windowId = source.windowId();
        this.ruleVersion = ruleVersion;
        this.explanation = explanation;
    }

    void move(AlertLife to) {
        this.state = to;
    }

    void escalated(int times) {
        this.escalations = times;
    }

    UUID patientId() {
        return patientId;
    }

    AlertLife state() {
        return state;
    }

    AlertLevel level() {
        return level;
    }

    Instant acknowledgeBy() {
        return acknowledgeBy;
    }

    Instant raisedAt() {
        return raisedAt;
    }

    int escalations() {
        return escalations;
    }

    String explanation() {
        return explanation;
    }

    AlertJson.Raised raised() {
        return new AlertJson.Raised(
                patientId,
                id(),
                rule,
                level,
                trigger,
                assessmentId,
                sessionId,
                factId,
                windowId,
                holdSeries,
                acknowledgeBy,
                ruleVersion,
                occurredAt);
    }

    /** @param toldRole by its name in the permission matrix; events name roles in upper case */
    AlertJson.Escalated escalated(String toldRole, Instant now) {
        var role = toldRole.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        return new AlertJson.Escalated(patientId, id(), rule, level, escalations, role, now);
    }

    SafetyAlerts.Standing standing() {
        return new SafetyAlerts.Standing(id(), rule, trigger, level, state, holdSeries, raisedAt);
    }

    AlertJson.Notice notice() {
        return new AlertJson.Notice(id(), patientId, state, raisedAt);
    }

    AlertJson.Full full(
            @Nullable String escalatedTo,
            org.paincare.outcome.rules.Explanation why,
            java.util.List<AlertJson.Step> steps,
            java.util.List<org.paincare.outcome.AllowedCommand> commands) {
        return new AlertJson.Full(
                id(),
                patientId,
                rule,
                trigger,
                level,
                state,
                holdSeries,
                occurredAt,
                raisedAt,
                acknowledgeBy,
                escalations,
                escalatedTo,
                assessmentId,
                sessionId,
                factId,
                windowId,
                ruleVersion,
                why,
                steps,
                commands,
                "\"v" + version() + "\"");
    }
}
