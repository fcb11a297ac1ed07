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
import org.paincare.session.dose.SprayOrder;
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

    /**
     * A prescriber's word as it was heard.
     *
     * @param orderedBy staff id of the prescriber
     * @param readBack  it was repeated to the prescriber, who confirmed
     * @param reason    why it was not signed
     */
    @Schema(name = "VerbalOrderPreviewRequest")
    record Spoken(
            @NotNull @Valid Ask order,
            @NotNull UUID orderedBy,
            @NotNull Boolean readBack,
            @NotNull @Size(min = 3, max = 2000) String reason) {}

    /**
     * @param orderedAt        when it was said, up to an hour ago; now without it
     * @param heardSignatureId of the second person, meaning HEARD, over the hash of the preview
     */
    @Schema(name = "VerbalOrderRequest")
    record Verbal(
            @NotNull @Valid Spoken spoken,
            @NotNull UUID heardSignatureId,
            @Nullable Instant orderedAt) {}

    /** @param resource of the signature challenge, with {@code hash} */
    @Schema(name = "VerbalOrderPreview")
    record VerbalPreview(String resource, String hash, String meaning, PreviewJson.Preview preview) {}

    @Schema(name = "VerbalWord")
    record WordView(
            UUID orderedBy,
            PlanJson.Signer recordedBy,
            PlanJson.Signer heardBy,
            String reason,
            Instant orderedAt,
            Instant countersignBy) {}

    enum Verified {
        VERIFIED,
        QUERIED
    }

    /** @param note needed for a query */
    @Schema(name = "OrderVerificationRequest")
    record Verify(
            @NotNull Verified outcome,
            @Nullable @Size(min = 3, max = 2000) String note,
            @NotNull UUID signatureId) {}

    @Schema(name = "OrderVerification")
    record VerificationView(Verified outcome, @Nullable String note, PlanJson.Signer by, Instant at) {}

    /** @param roles one of which the signer holds */
    @Schema(name = "NeededSignature")
    record Needed(String meaning, List<String> roles) {}

    /** Home sprays: what one holds, and how many at most within 24 hours and 7 x 24 hours. */
    @Schema(name = "OrderedSprays")
    record Sprays(Milligrams mgPerSpray, int spraysPerDay, int spraysPerWeek) {

        static @Nullable Sprays of(@Nullable SprayOrder ordered) {
            return ordered == null ? null : new Sprays(ordered.perSpray(), ordered.perDay(), ordered.perWeek());
        }
    }

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
            @Nullable Sprays sprays,
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
            @Nullable WordView verbal,
            @Nullable VerificationView verification,
            boolean verificationRequired,
            PreviewJson.Preview preview,
            Instant createdAt) {}
}
