package org.paincare.session.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.dose.DosingWeight;
import org.paincare.session.plan.PlanJson;
import org.paincare.session.plan.PreviewJson;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/** Dose orders as they travel over HTTP. */
final class OrderJson {

    private OrderJson() {}

    /**
     * An order; rate, duration, titration and concentrations that are left out come from the plan. What the prescriber
     * states it comes to is compared with what it does come to.
     *
     * @param statedDoseMg total of the session; for a titration the ceiling of the session
     * @param reasons      by finding code, for limits that ask for a reason
     */
    @Schema(name = "DoseOrderRequest")
    record Ask(
            @NotNull Kilograms weightKg,
            @NotNull Instant weightMeasuredAt,
            DosingWeight.@Nullable How weightHow,
            @Nullable BigDecimal bodyMassIndex,
            @NotNull MilligramsPerMillilitre vialConcentrationMgPerMl,
            @NotNull MilligramsPerMillilitre concentrationMgPerMl,
            @Nullable MilligramsPerKilogramPerHour startRateMgPerKgPerHour,
            @Nullable @Min(1) @Max(20160) Integer durationMinutes,
            @Valid PlanJson.@Nullable TitrationAsked titration,
            @Nullable MilligramsPerKilogram bolusMgPerKg,
            @Nullable @Min(1) @Max(86400) Integer bolusSeconds,
            @Nullable Milligrams statedDoseMg,
            @Nullable Millilitres statedVolumeMl,
            @Nullable MillilitresPerHour statedPumpRateMlPerHour,

            @Nullable @Size(max = 20)
            Map<@Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String, @Size(min = 1, max = 500) String> reasons) {}

    @Schema(name = "DoseOrderPreviewRequest")
    record PreviewAsked(
            @NotNull UUID sessionId, @NotNull @Valid Ask order) {}

    @Schema(name = "DoseOrderPreview")
    record PreviewView(PreviewJson.Preview preview) {}

    /** @param roles one of which the signer holds */
    @Schema(name = "NeededSignature")
    record Needed(String meaning, List<String> roles) {}

    @Schema(name = "DoseOrder")
    record View(
            UUID id,
            UUID sessionId,
            UUID patientId,
            UUID planId,
            int planRevision,
            String state,
            String protocolId,
            Route route,
            Kilograms weightKg,
            Instant weightMeasuredAt,
            DosingWeight.How weightHow,
            MilligramsPerMillilitre vialConcentrationMgPerMl,
            MilligramsPerMillilitre concentrationMgPerMl,
            @Nullable MilligramsPerKilogramPerHour startRateMgPerKgPerHour,
            @Nullable Long durationMinutes,
            PlanJson.@Nullable TitrationAsked titration,
            @Nullable MilligramsPerKilogram bolusMgPerKg,
            @Nullable Long bolusSeconds,
            @Nullable Milligrams statedDoseMg,
            @Nullable Millilitres statedVolumeMl,
            @Nullable MillilitresPerHour statedPumpRateMlPerHour,
            Map<String, String> reasons,
            String contentHash,
            List<Needed> neededSignatures,
            @Nullable Boolean signatureCoversContent,
            PlanJson.@Nullable Signer signedBy,
            @Nullable UUID coSignedBy,
            @Nullable Instant signedAt,
            PreviewJson.Preview preview,
            Instant createdAt) {}
}
