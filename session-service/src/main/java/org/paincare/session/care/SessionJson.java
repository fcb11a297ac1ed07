package org.paincare.session.care;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.Language.BlockedBy;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Setting;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.SessionState;

/** Sessions as they travel over HTTP and in events. */
public final class SessionJson {

    private SessionJson() {}

    /** Why a session does not take place (event contract SessionCancelled). */
    public enum CancelReason {
        PATIENT,
        CLINIC,
        ELIGIBILITY,
        CONSENT_WITHDRAWN,
        ENROLMENT,
        PLAN_ENDED,
        SAFETY_ALERT,
        DECEASED,
        OTHER
    }

    /** @param occurredAt when it happened, if not just now; at most an hour ago */
    @Schema(name = "SessionStep")
    public record Step(
            @Nullable @Size(min = 3, max = 2000) String reason,
            @Nullable Instant occurredAt) {

        public static final Step NOW = new Step(null, null);
    }

    /** @param responsibleNurseId staff id; without it the nurse who checks in is responsible */
    @Schema(name = "CheckIn")
    record CheckIn(
            @Nullable UUID responsibleNurseId, @Nullable Instant occurredAt) {}

    @Schema(name = "ResponsibleNurse")
    record Responsible(@NotNull UUID responsibleNurseId) {}

    @Schema(name = "SessionCancellation")
    record Cancel(
            @NotNull CancelReason reason,
            @Nullable @Size(min = 3, max = 2000) String explanation,
            @Nullable Instant occurredAt) {}

    /** Signed by the patient, or seen by two witnesses (staff ids). */
    @Schema(name = "LeavingAgainstAdvice")
    record Leave(
            @Nullable @Size(min = 3, max = 2000) String reason,
            @NotNull Boolean refusalSigned,
            @Nullable @Size(max = 4) List<@NotNull UUID> witnessIds,
            @Nullable Instant occurredAt) {}

    /** A fact of the day in the vocabulary of the eligibility rules, for example {@code WEIGHT_KG} 64 kg. */
    @Schema(name = "DayFact")
    public record Fact(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String code,

            @Nullable @Pattern(regexp = "PRESENT|ABSENT|UNKNOWN")
            String state,

            @Nullable BigDecimal value,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String valueCode,

            @Nullable @Pattern(regexp = "[A-Za-z0-9%*./\\[\\]{}^_-]{1,24}")
            String unit,

            @Nullable Instant observedAt) {}

    /** Hours that a session was run on paper. */
    @Schema(name = "DowntimeHours")
    record Hours(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotNull @Size(min = 3, max = 2000) String reason) {}

    /** @param contentHash what both sign, at the resource that is named here: meanings CHARTS and WITNESSES */
    @Schema(name = "DowntimeChartingPreview")
    record DowntimePreview(String resource, String contentHash) {}

    /** @param signatureIds of who charts (meaning CHARTS), then of a second person who was there (meaning WITNESSES) */
    @Schema(name = "DowntimeChartingRequest")
    record Downtime(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotNull @Size(min = 3, max = 2000) String reason,
            @NotEmpty @Size(min = 2, max = 2) List<@NotNull UUID> signatureIds) {}

    @Schema(name = "DowntimeCharting")
    record DowntimeView(
            UUID id,
            UUID sessionId,
            Instant from,
            Instant to,
            String reason,
            Person first,
            Person second,
            Instant openedAt,
            Instant openUntil) {}

    enum Outcome {
        PASS,
        FAIL,
        OVERRIDDEN
    }

    /** @param facts what the answer rests on; sent to patient-service with the question of eligibility */
    @Schema(name = "PreCheckAnswer")
    record PreCheckAnswer(
            @NotNull @Pattern(regexp = "[A-Z][A-Z_]{1,40}") String item,

            @NotNull Outcome outcome,
            @Nullable @Size(min = 3, max = 2000) String reason,
            @Nullable @Valid @Size(max = 20) List<@NotNull Fact> facts) {}

    @Schema(name = "PreChecks")
    record PreChecks(
            @NotEmpty @Valid @Size(max = 40) List<@NotNull PreCheckAnswer> items,
            @Nullable Instant occurredAt) {}

    /** @param ruleId of a guard or point that its row lets this role set aside */
    @Schema(name = "WaiverRequest")
    record WaiverAsked(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_.-]{1,64}")
            String ruleId,

            @NotNull @Size(min = 3, max = 2000) String reason) {}

    @Schema(name = "Person")
    public record Person(UUID id, @Nullable String displayName) {}

    @Schema(name = "SessionCommand")
    record CommandView(Command command, boolean enabled, List<BlockedBy> blockedBy) {}

    @Schema(name = "PreCheckItem")
    record ItemView(
            String item,
            String label,
            @Nullable Outcome outcome,
            @Nullable String reason,
            @Nullable Person by,
            @Nullable Instant answeredAt,
            @Nullable Role overridableBy,
            @Nullable String open) {}

    /**
     * What patient-service said last.
     *
     * @param noAnswer  why it said nothing; then the local copy stands in
     * @param localCopy what is remembered here, where it said nothing
     */
    @Schema(name = "StandingAnswer")
    record StandingView(
            @Nullable String decision,
            List<String> blockingRuleIds,
            List<String> stopFacts,
            @Nullable String noAnswer,
            Instant askedAt,
            @Nullable LocalCopy localCopy) {}

    /**
     * What this service remembers of the patient's standing.
     *
     * @param decision       of the last evaluation for this session, if one was heard of
     * @param sourcePosition number of the last event of patient-service about the patient that was taken
     */
    @Schema(name = "StandingLocalCopy")
    record LocalCopy(
            @Nullable String decision,
            @Nullable Instant decidedAt,
            List<String> blockingRuleIds,
            List<String> stopFacts,
            long sourcePosition) {}

    @Schema(name = "SessionWaiver")
    record WaiverView(String ruleId, Role role, Person by, String reason, Instant givenAt) {}

    @Schema(name = "SessionTransition")
    record TransitionView(
            SessionState from,
            Command command,
            SessionState to,
            Person by,
            @Nullable String reason,
            Instant occurredAt,
            Instant recordedAt,
            OpenPoints openPoints) {}

    /** What a step left open: paperwork owed, points set aside. Rule ids and codes. */
    @Schema(name = "StepOpenPoints")
    public record OpenPoints(List<String> owed, List<String> warnings, List<String> waived) {}

    @Schema(name = "Session")
    public record Full(
            UUID id,
            UUID patientId,
            UUID planId,
            int seriesIndex,
            Setting setting,
            SessionState state,
            Instant enteredAt,
            @Nullable UUID bookingId,
            @Nullable UUID chairId,
            @Nullable LocalDate dueOn,
            Instant startsAt,
            Instant endsAt,
            @Nullable Person responsibleNurse,
            @Nullable UUID orderId,
            @Nullable Instant startedAt,
            @Nullable Instant stoppedAt,
            @Nullable String infusionOutcome,
            @Nullable String stopReason,
            boolean noteSigned,
            List<ItemView> preChecks,
            @Nullable StandingView standing,
            List<WaiverView> waivers,
            List<TransitionView> transitions,
            List<CommandView> allowedCommands,
            Instant createdAt) {}

    @Schema(name = "SessionSummary")
    record Summary(
            UUID id,
            UUID patientId,
            UUID planId,
            int seriesIndex,
            SessionState state,
            @Nullable UUID chairId,
            Instant startsAt,
            Instant endsAt,
            String etag) {}

    /** Event data of SessionCancelled. */
    record Cancelled(
            UUID patientId,
            UUID sessionId,
            @Nullable UUID bookingId,
            UUID planId,
            String outcome,
            String reason,
            @Nullable List<String> blockingRuleIds,
            Instant occurredAt) {}

    /** Event data of SessionClosed. */
    record Closed(
            UUID patientId,
            UUID sessionId,
            UUID planId,
            int seriesIndex,
            String outcome,
            String doseGivenMg,
            @Nullable UUID discrepancyId,
            Instant occurredAt) {}
}
