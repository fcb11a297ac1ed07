package org.paincare.session.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.dose.DosingWeight;
import org.paincare.session.dose.Titration;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.reference.Setting;

/** Plans as they travel over HTTP and in events. */
public final class PlanJson {

    private PlanJson() {}

    /**
     * A draft; what is left out comes from the protocol, or in a revision from the revision in force. Of dose, rate and
     * duration two give the third.
     *
     * @param durationMinutes of the infusion, or over which a bolus is given
     * @param reasons         by finding code, for limits that ask for a reason
     */
    @Schema(name = "PlanDraft")
    public record Draft(
            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9-]{2,20}")
            String protocolId,

            @Nullable Setting setting,
            @Nullable Phase phase,
            @Nullable MilligramsPerKilogram doseMgPerKg,
            @Nullable MilligramsPerKilogramPerHour startRateMgPerKgPerHour,
            @Nullable @Min(1) @Max(20160) Integer durationMinutes,
            @Nullable @Valid TitrationAsked titration,
            @Nullable @Min(1) @Max(52) Integer sessionsPlanned,
            @Nullable @Min(0) @Max(366) Integer intervalDays,
            @Nullable LocalDate startsOn,
            @Nullable Kilograms dosingWeightKg,
            @Nullable Instant weightMeasuredAt,
            DosingWeight.@Nullable How weightHow,
            @Nullable MilligramsPerMillilitre vialConcentrationMgPerMl,
            @Nullable MilligramsPerMillilitre concentrationMgPerMl,
            @Nullable @Valid SpraysAsked sprays,

            @Nullable @Size(max = 20)
            Map<@Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String, @Size(min = 1, max = 500) String> reasons) {

        Draft withWeight(Kilograms weight, Instant measuredAt, DosingWeight.How how) {
            return new Draft(
                    protocolId,
                    setting,
                    phase,
                    doseMgPerKg,
                    startRateMgPerKgPerHour,
                    durationMinutes,
                    titration,
                    sessionsPlanned,
                    intervalDays,
                    startsOn,
                    weight,
                    measuredAt,
                    how,
                    vialConcentrationMgPerMl,
                    concentrationMgPerMl,
                    sprays,
                    reasons);
        }
    }

    /** Home intranasal rescue; what is left out stays as in the protocol or the revision before. */
    @Schema(name = "SpraysRequest")
    public record SpraysAsked(
            @Nullable @Min(1) @Max(1000) Integer spraysPerUse,
            @Nullable @Min(1) @Max(1440) Integer minimumIntervalMinutes,
            @Nullable @Min(1) @Max(1000) Integer spraysPerDay,
            @Nullable @Min(1) @Max(7000) Integer spraysPerWeek) {

        SprayPlan over(SprayPlan before) {
            return new SprayPlan(
                    before.perSpray(),
                    spraysPerUse == null ? before.perUse() : spraysPerUse,
                    minimumIntervalMinutes == null
                            ? before.minimumInterval()
                            : Duration.ofMinutes(minimumIntervalMinutes),
                    spraysPerDay == null ? before.perDay() : spraysPerDay,
                    spraysPerWeek == null ? before.perWeek() : spraysPerWeek);
        }
    }

    /** @param sprayMg of one spray */
    @Schema(name = "Sprays")
    public record Sprays(
            Milligrams sprayMg, int spraysPerUse, long minimumIntervalMinutes, int spraysPerDay, int spraysPerWeek) {

        static @Nullable Sprays of(@Nullable SprayPlan sprays) {
            return sprays == null
                    ? null
                    : new Sprays(
                            sprays.perSpray(),
                            sprays.perUse(),
                            sprays.minimumInterval().toMinutes(),
                            sprays.perDay(),
                            sprays.perWeek());
        }
    }

    /** A signed room to move: inside it a nurse changes the rate without a new signature. */
    @Schema(name = "Titration")
    public record TitrationAsked(
            @NotNull MilligramsPerKilogramPerHour stepMgPerKgPerHour,
            @NotNull @Min(1) @Max(1440) Integer minimumIntervalMinutes,
            @NotNull MilligramsPerKilogramPerHour ceilingMgPerKgPerHour,
            @NotEmpty @Size(max = 10) List<@NotNull @Size(min = 1, max = 300) String> holdCriteria) {

        public Titration toTitration() {
            return new Titration(
                    stepMgPerKgPerHour,
                    Duration.ofMinutes(minimumIntervalMinutes),
                    ceilingMgPerKgPerHour,
                    holdCriteria);
        }

        public static @Nullable TitrationAsked of(@Nullable Titration titration) {
            return titration == null
                    ? null
                    : new TitrationAsked(
                            titration.step(),
                            Math.toIntExact(titration.minimumInterval().toMinutes()),
                            titration.ceiling(),
                            titration.holdCriteria());
        }
    }

    /** Why a plan is changed (event contract PlanRevised). */
    public enum RevisionReason {
        RESPONSE,
        PACING,
        ADVERSE_EVENT,
        SAFETY_ALERT,
        WEIGHT,
        PATIENT_WISH,
        REVIEW,
        CLINICAL
    }

    /** Why a plan ends (event contract PlanEnded). */
    public enum EndReason {
        COMPLETED,
        REPLACED,
        FUTILITY,
        ADVERSE_EVENT,
        RELAPSE,
        PATIENT_WISH,
        WITHDRAWN,
        DECEASED,
        CLINICAL
    }

    /**
     * What a revision rests on; covered by its signature.
     *
     * @param outcomeIds windows, responses or assessments of outcome-service
     */
    @Schema(name = "RevisionBasis")
    public record Basis(
            @Nullable UUID proposalId,
            @Nullable UUID sessionId,
            @Nullable @Size(max = 50) List<@NotNull UUID> outcomeIds) {}

    @Schema(name = "PlanRevisionDraft")
    public record Revise(
            @NotNull @Valid Draft changes,
            @NotNull RevisionReason reason,
            @NotNull @Size(min = 3, max = 2000) String explanation,
            @Valid @Nullable Basis basedOn) {}

    /** @param signatureIds the prescriber's (meaning PRESCRIBES), then, where asked, the second person's (CO_SIGNS) */
    @Schema(name = "SignWith")
    public record Sign(@NotEmpty @Size(max = 2) List<@NotNull UUID> signatureIds) {}

    @Schema(name = "PlanHold")
    public record Hold(
            @NotNull RevisionReason reason,
            @NotNull @Size(min = 3, max = 2000) String explanation) {}

    @Schema(name = "PlanEnd")
    public record End(
            @NotNull EndReason reason,
            @NotNull @Size(min = 3, max = 2000) String explanation) {}

    @Schema(name = "Signer")
    public record Signer(UUID id, @Nullable String displayName) {}

    @Schema(name = "PlanRevision")
    public record RevisionView(
            int revision,
            String state,
            String protocolId,
            int protocolRevision,
            Setting setting,
            Route route,
            Phase phase,
            MilligramsPerKilogram doseMgPerKg,
            @Nullable MilligramsPerKilogramPerHour startRateMgPerKgPerHour,
            long durationMinutes,
            @Nullable TitrationAsked titration,
            int sessionsPlanned,
            int intervalDays,
            @Nullable LocalDate startsOn,
            Kilograms dosingWeightKg,
            Instant weightMeasuredAt,
            MilligramsPerMillilitre vialConcentrationMgPerMl,
            MilligramsPerMillilitre concentrationMgPerMl,
            @Nullable Sprays sprays,
            Map<String, String> reasons,
            @Nullable RevisionReason reason,
            @Nullable String explanation,
            @Nullable Basis basedOn,
            String contentHash,
            @Nullable Signer signedBy,
            @Nullable Instant signedAt,
            @Nullable UUID coSignedBy) {}

    @Schema(name = "PlanCommand")
    public record CommandView(
            String command, boolean enabled, List<org.paincare.session.Language.BlockedBy> blockedBy) {}

    @Schema(name = "Plan")
    public record Full(
            UUID id,
            UUID patientId,
            String state,
            int revision,
            @Nullable RevisionView inForce,
            @Nullable RevisionView draft,
            PreviewJson.@Nullable Preview preview,
            List<CommandView> allowedCommands,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /** A plan in a list. */
    @Schema(name = "PlanSummary")
    public record Summary(UUID id, String state, int revision, String protocolId, Instant createdAt, String etag) {}

    /** Event data of PlanActivated and PlanRevised; what does not apply is absent. */
    record Told(
            UUID patientId,
            UUID planId,
            int revision,
            @Nullable Integer previousRevision,
            @Nullable String state,
            @Nullable RevisionReason reason,
            @Nullable UUID proposalId,
            @Nullable UUID protocolId,
            @Nullable String protocolVersion,
            String route,
            String setting,
            Phase phase,
            int sessionsPlanned,
            int intervalDays,
            String doseMgPerKg,
            @Nullable String rateMgPerKgPerHour,
            @Nullable Long durationMinutes,
            @Nullable LocalDate startsOn,
            UUID signedBy,
            Instant occurredAt) {}

    /** Event data of PlanEnded. */
    record Ended(
            UUID patientId,
            UUID planId,
            int revision,
            EndReason reason,
            int sessionsGiven,
            @Nullable LocalDate lastSessionOn,
            Instant occurredAt) {}
}
