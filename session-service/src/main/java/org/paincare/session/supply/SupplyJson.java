package org.paincare.session.supply;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.Language.BlockedBy;
import org.paincare.session.ledger.EventType;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/** Drug stock and its ledger as they travel over HTTP. */
final class SupplyJson {

    private SupplyJson() {}

    /**
     * A delivery of one lot; each container is booked in full.
     *
     * @param productCode  CUM in CO, NDC in US
     * @param registration INVIMA registration in CO
     * @param witnessSignatureId of another person, meaning WITNESSES, over the hash of the preview; needed where the clinic's
     *     setting LOT_RECEIPT_WITNESSED is true
     */
    @Schema(name = "LotReceived")
    record Receive(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{2,40}")
            String substance,

            @NotNull @Size(min = 1, max = 40) String productCode,
            @Nullable @Size(min = 1, max = 40) String registration,
            @NotNull @Size(min = 1, max = 40) String lotNumber,
            @NotNull MilligramsPerMillilitre concentrationMgPerMl,
            @NotNull Millilitres containerMl,
            @NotNull @Min(1) @Max(500) Integer containers,
            @NotNull LocalDate expiresOn,
            @NotNull @Size(min = 1, max = 200) String supplier,
            @NotNull @Size(min = 1, max = 60) String invoice,
            @Nullable UUID witnessSignatureId) {}

    /** @param hash what a witness of the delivery signs: resource {@code /v1/lots}, meaning WITNESSES */
    @Schema(name = "LotPreview")
    record LotPreview(String resource, String hash, boolean witnessNeeded) {}

    @Schema(name = "Container")
    record ContainerView(
            UUID id,
            int number,
            Millilitres volumeMl,
            Milligrams mg,
            @Nullable Instant openedAt,
            @Nullable Instant beyondUseAt,
            boolean quarantined) {}

    @Schema(name = "Lot")
    record LotView(
            UUID id,
            String substance,
            String productCode,
            @Nullable String registration,
            String lotNumber,
            MilligramsPerMillilitre concentrationMgPerMl,
            Millilitres containerMl,
            LocalDate expiresOn,
            String supplier,
            String invoice,
            Instant receivedAt,
            UUID receivedBy,
            @Nullable UUID witness,
            @Nullable String witnessName,
            Millilitres onHandMl,
            @Nullable List<ContainerView> containers) {}

    /**
     * A movement of drug. Volume is that of the vial's own concentration; state volume or mass, not both.
     *
     * @param containerId        whose drug; may be left out where the session has drug of one container only
     * @param reverses           the entry this one takes back; then only reason (and witness) are said beside it
     * @param countId            the count whose variance is booked (ADJUST); then only reason and witness are said beside it
     * @param witnessSignatureId signature of another person, meaning WITNESSES, over the hash the preview shows
     */
    @Schema(name = "LedgerEventRequest")
    record Move(
            @Nullable EventType type,
            @Nullable UUID containerId,
            @Nullable UUID sessionId,
            @Nullable Millilitres volumeMl,
            @Nullable Milligrams mg,
            @Nullable UUID reverses,
            @Nullable UUID countId,
            @Nullable UUID witnessSignatureId,
            @Nullable @Size(min = 3, max = 2000) String reason,
            @Nullable Instant occurredAt) {}

    /** @param hash what a witness signs: resource {@code /v1/ledger-events}, meaning WITNESSES */
    @Schema(name = "LedgerEventPreview")
    record MovePreview(
            EventType type,
            UUID containerId,
            @Nullable UUID sessionId,
            Millilitres volumeMl,
            Milligrams mg,
            boolean witnessNeeded,
            String hash,
            List<BlockedBy> blockedBy) {}

    @Schema(name = "LedgerEvent")
    record Entry(
            UUID id,
            EventType type,
            UUID lotId,
            UUID containerId,
            @Nullable UUID sessionId,
            String from,
            String to,
            Millilitres volumeMl,
            Milligrams mg,
            UUID actor,
            String actorName,
            @Nullable UUID witness,
            @Nullable String witnessName,
            @Nullable UUID witnessSignatureId,
            @Nullable String reason,
            @Nullable UUID reverses,
            Instant occurredAt,
            Instant recordedAt) {}

    @Schema(name = "ProposedLedgerEvent")
    record Proposed(EventType type, UUID containerId, Milligrams mg) {}

    /**
     * One controlled substance of a session, mg.
     *
     * @param givenMg what the infusion record, or the record of drugs given, says
     */
    @Schema(name = "SubstanceReconciliation")
    record SubstanceView(
            String substance,
            String givenMg,
            String dispensedMg,
            String administeredMg,
            String wastedMg,
            String returnedMg,
            String lostMg,
            String unaccountedMg,
            String differenceMg,
            String toleranceMg,
            boolean balanced,
            boolean withinTolerance,
            @Nullable UUID incidentId) {}

    /**
     * The figures are those of the infused drug; every controlled substance of the session is in {@code substances}.
     *
     * @param contentHash of the infused drug's figures; what is signed to explain a difference comes from
     *     {@code /reconciliation/explanation-previews} and covers the words of the explanation too
     */
    @Schema(name = "Reconciliation")
    record ReconciliationView(
            UUID sessionId,
            Milligrams infusedMg,
            String dispensedMg,
            String administeredMg,
            String wastedMg,
            String returnedMg,
            String lostMg,
            String unaccountedMg,
            String differenceMg,
            String toleranceMg,
            boolean balanced,
            boolean withinTolerance,
            @Nullable UUID incidentId,
            String contentHash,
            List<BlockedBy> open,
            List<Proposed> proposed,
            List<SubstanceView> substances,
            List<Entry> entries) {}

    /** @param substance whose difference is explained; without it the infused drug's */
    @Schema(name = "DiscrepancyExplanation")
    record Words(
            @NotNull @Size(min = 3, max = 2000) String explanation,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{2,40}")
            String substance) {}

    /** @param contentHash what both people sign: figures and words, at the resource that is named here */
    @Schema(name = "DiscrepancyExplanationPreview")
    record WordsPreview(String resource, String contentHash, String differenceMg) {}

    /**
     * @param substance    whose difference is explained; without it the infused drug's
     * @param signatureIds of who explains (meaning EXPLAINS), then of a second person (meaning WITNESSES)
     */
    @Schema(name = "DiscrepancyExplained")
    record Explain(
            @NotNull @Size(min = 3, max = 2000) String explanation,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{2,40}")
            String substance,

            @NotEmpty @Size(min = 2, max = 2) List<@NotNull UUID> signatureIds) {}

    /** @param labelledMgPerMl concentration on the label */
    @Schema(name = "PreparationRequest")
    record Prepare(
            @NotNull MilligramsPerMillilitre vialConcentrationMgPerMl,
            @NotNull Millilitres drawnMl,
            @NotNull Millilitres diluentMl,
            @NotNull MilligramsPerMillilitre labelledMgPerMl,
            @NotNull Millilitres primingMl,
            @NotNull @Size(min = 1, max = 60) String diluent,
            @NotNull @Min(1) @Max(1440) Integer beyondUseMinutes) {}

    /** What the second person read: from the vial, the label and the syringe, not from the screen. */
    @Schema(name = "PreparationCheck")
    record Check(
            @NotNull MilligramsPerMillilitre vialConcentrationMgPerMl,
            @NotNull MilligramsPerMillilitre labelledMgPerMl) {}

    @Schema(name = "Preparation")
    record PreparationView(
            UUID id,
            UUID sessionId,
            UUID orderId,
            MilligramsPerMillilitre vialConcentrationMgPerMl,
            Millilitres drawnMl,
            Millilitres diluentMl,
            MilligramsPerMillilitre labelledMgPerMl,
            Millilitres primingMl,
            String diluent,
            UUID preparedBy,
            Instant preparedAt,
            Instant beyondUseAt,
            @Nullable UUID checkedBy,
            @Nullable Instant checkedAt,
            List<BlockedBy> open) {}
}
