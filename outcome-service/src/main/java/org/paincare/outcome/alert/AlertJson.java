package org.paincare.outcome.alert;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.safety.AlertLevel;
import org.paincare.outcome.safety.AlertLife;

/** Safety alerts as they travel over HTTP and in events. */
final class AlertJson {

    private AlertJson() {}

    @Schema(name = "SafetyAlertAcknowledgement")
    record Acknowledgement(
            @Nullable @Size(min = 1, max = 2000) String note) {}

    @Schema(name = "SafetyAlertNote")
    record Note(@NotNull @Size(min = 1, max = 2000) String note) {}

    @Schema(name = "SafetyAlertStep")
    record Step(AlertLife.Command command, @Nullable String note, UUID byId, String byName, Instant at) {}

    /**
     * @param acknowledgeBy after this it escalates, again and again, until somebody acknowledges
     * @param escalations   how often it has
     * @param escalatedTo   the role that the last escalation told
     */
    @Schema(name = "SafetyAlert")
    record Full(
            UUID id,
            UUID patientId,
            String rule,
            String trigger,
            AlertLevel level,
            AlertLife state,
            boolean holdSeries,
            Instant occurredAt,
            Instant raisedAt,
            Instant acknowledgeBy,
            int escalations,
            @Nullable String escalatedTo,
            @Nullable UUID assessmentId,
            @Nullable UUID sessionId,
            @Nullable UUID factId,
            @Nullable UUID windowId,
            String ruleVersion,
            Explanation explanation,
            List<Step> steps,
            List<AllowedCommand> allowedCommands,
            String etag) {}

    /** What a patient sees of an alert about themself. */
    @Schema(name = "SafetyNotice")
    record Notice(UUID id, UUID patientId, AlertLife state, Instant raisedAt) {}

    /** Event data of SafetyAlertEscalated. */
    record Escalated(
            UUID patientId,
            UUID alertId,
            String rule,
            AlertLevel level,
            int escalation,
            String escalatedTo,
            Instant occurredAt) {}

    /** Event data of SafetyAlertRaised. */
    record Raised(
            UUID patientId,
            UUID alertId,
            String rule,
            AlertLevel level,
            String trigger,
            @Nullable UUID assessmentId,
            @Nullable UUID sessionId,
            @Nullable UUID factId,
            @Nullable UUID windowId,
            boolean holdSeries,
            Instant respondBy,
            String ruleVersion,
            Instant occurredAt) {}
}
