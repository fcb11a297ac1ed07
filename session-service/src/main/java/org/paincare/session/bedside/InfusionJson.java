package org.paincare.session.bedside;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.infusion.RateChangeRules;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/** The infusion as it travels over HTTP and in events. */
final class InfusionJson {

    private InfusionJson() {}

    /** SET by who programs the pump, CHECK by a second person who reads it back. */
    enum PumpStep {
        SET,
        CHECK
    }

    @Schema(name = "PumpCheck")
    record PumpCheck(
            @NotNull PumpStep step,
            @NotNull MillilitresPerHour rateMlPerHour,
            @NotNull Millilitres volumeMl) {}

    @Schema(name = "InfusionStart")
    record Start(@Nullable Instant occurredAt) {}

    /**
     * A new rate, stated in mL/h or in mg/kg/h.
     *
     * @param authority        STANDING_ORDER inside the signed titration; PRESCRIBER_ORDER by the prescriber's own token;
     *     VERBAL_ORDER with who gave it and read-back. A decrease needs none.
     * @param orderedBy        staff id of the prescriber behind a verbal order
     * @param holdCriterionMet whether a hold criterion of the titration is met
     * @param secondSignatureId of another person, meaning CO_SIGNS, where a soft limit asks for it outside the signed order:
     *     the refusal (GUARD_REFUSES, SECOND_SIGNATURE_MISSING) names resource and hash in {@code neededSignature}
     */
    @Schema(name = "RateChange")
    record RateChange(
            @Nullable MillilitresPerHour rateMlPerHour,
            @Nullable MilligramsPerKilogramPerHour rateMgPerKgPerHour,
            RateChangeRules.@Nullable Authority authority,
            @Nullable UUID orderedBy,
            @Nullable Boolean readBack,
            @Nullable Boolean holdCriterionMet,
            @Nullable UUID secondSignatureId,
            @Nullable @Size(min = 3, max = 2000) String reason,
            @Nullable Instant occurredAt) {}

    /**
     * @param overSeconds 1 to 86400
     * @param authority   STANDING_ORDER for the bolus of the signed order, once and no faster than ordered
     * @param secondSignatureId as of a rate change
     */
    @Schema(name = "Bolus")
    record Bolus(
            @NotNull Milligrams doseMg,
            @NotNull Integer overSeconds,
            RateChangeRules.@Nullable Authority authority,
            @Nullable UUID orderedBy,
            @Nullable Boolean readBack,
            @Nullable UUID secondSignatureId,
            @Nullable @Size(min = 3, max = 2000) String reason,
            @Nullable Instant occurredAt) {}

    /** Why drug stopped before its planned end (event contract SessionEnded). */
    enum StopReason {
        ADVERSE_EVENT,
        VITAL_LIMIT,
        PATIENT_WISH,
        TECHNICAL,
        CLINICAL,
        OTHER
    }

    /**
     * @param completed  the planned end, not an early stop
     * @param volumeMl   what the pump's display says it gave in all, if it was read already
     */
    @Schema(name = "InfusionStop")
    record Stop(
            @NotNull Boolean completed,
            @Nullable StopReason reason,
            @Nullable @Size(min = 3, max = 2000) String explanation,
            @Nullable Millilitres volumeMl,
            @Nullable Instant occurredAt) {}

    /** @param volumeMl what the pump's display says it gave in all, if it was not stated at the stop */
    @Schema(name = "RecoveryBegins")
    record Recovery(
            @Nullable Millilitres volumeMl, @Nullable Instant occurredAt) {}

    @Schema(name = "PumpVolume")
    record PumpVolume(@NotNull Millilitres volumeMl) {}

    @Schema(name = "InfusionEntry")
    record EntryView(
            UUID id,
            String kind,
            @Nullable MillilitresPerHour rateMlPerHour,
            @Nullable Millilitres volumeMl,
            @Nullable String authority,
            @Nullable UUID orderedBy,
            @Nullable Instant countersignBy,
            @Nullable UUID countersignedBy,
            @Nullable UUID coSignedBy,
            @Nullable String reason,
            UUID by,
            String byName,
            Instant occurredAt,
            Instant recordedAt) {}

    /** @param reachesOrderedDoseAt when the ordered dose is reached if nothing changes */
    @Schema(name = "Infusion")
    record View(
            UUID sessionId,
            String phase,
            @Nullable MillilitresPerHour rateMlPerHour,
            @Nullable MilligramsPerKilogramPerHour rateMgPerKgPerHour,
            Milligrams givenMg,
            Millilitres givenMl,
            long runningSeconds,
            long pausedSeconds,
            @Nullable Milligrams orderedMg,
            @Nullable Instant reachesOrderedDoseAt,
            @Nullable Millilitres pumpVolumeMl,
            List<EntryView> entries) {}

    /** Event data of SessionStarted. */
    record Started(
            UUID patientId,
            UUID sessionId,
            UUID planId,
            int planRevision,
            UUID orderId,
            int seriesIndex,
            String dosingWeightKg,
            String orderedDoseMg,
            @Nullable Integer nrsBefore,
            Instant occurredAt) {}

    /** Event data of SessionEnded. */
    record Ended(
            UUID patientId,
            UUID sessionId,
            UUID planId,
            int planRevision,
            int seriesIndex,
            String outcome,
            @Nullable String stopReason,
            Instant startedAt,
            Instant occurredAt,
            long infusionMinutes,
            long pauses,
            String dosingWeightKg,
            String doseGivenMg,
            String doseGivenMgPerKg,
            @Nullable Vitals vitals,
            int criticalReadings,
            boolean criticalPressure,
            @Nullable Integer nrsBefore,
            @Nullable Integer nrsAfter,
            @Nullable Scales scales,
            int adverseEvents,
            @Nullable Integer worstGrade) {}

    record Vitals(
            @Nullable Integer sbpMinMmHg,
            @Nullable Integer sbpMaxMmHg,
            @Nullable Integer dbpMinMmHg,
            @Nullable Integer dbpMaxMmHg,
            @Nullable Integer hrMinPerMinute,
            @Nullable Integer hrMaxPerMinute,
            @Nullable Integer rrMinPerMinute,
            @Nullable Integer rrMaxPerMinute,
            @Nullable Integer spo2MinPercent,
            @Nullable Integer etco2MinMmHg,
            @Nullable Integer etco2MaxMmHg) {}

    record Scales(
            @Nullable Integer rassMin,
            @Nullable Integer rassMax,
            @Nullable Integer moaasMin,
            @Nullable Integer cadss6Before,
            @Nullable Integer cadss6Max,
            @Nullable Integer cadssMax) {}
}
