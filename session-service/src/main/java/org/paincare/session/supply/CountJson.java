package org.paincare.session.supply;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/** Blind counts, discrepancies and quarantine as they travel over HTTP. */
final class CountJson {

    private CountJson() {}

    /** What was found in one container, mL; said before the book is shown. */
    @Schema(name = "ContainerFound")
    record Found(
            @NotNull UUID containerId,
            @NotNull Millilitres foundMl,
            @Nullable @Size(min = 3, max = 2000) String note) {}

    /** @param witnessSignatureId signature of another person who counted along, meaning WITNESSES */
    @Schema(name = "CountRequest")
    record Round(
            @NotEmpty @Valid @Size(max = 500) List<@NotNull Found> items,
            @Nullable UUID witnessSignatureId) {}

    /** @param hash what a witness signs: resource {@code /v1/counts}; says nothing of the book */
    @Schema(name = "CountPreview")
    record Preview(String hash) {}

    /** @param varianceMl found minus book; below zero where something is missing */
    @Schema(name = "Count")
    record View(
            UUID id,
            UUID roundId,
            UUID containerId,
            String substance,
            String lotNumber,
            Millilitres foundMl,
            Millilitres bookMl,
            String varianceMl,
            String varianceMg,
            @Nullable String note,
            UUID by,
            String byName,
            @Nullable UUID witness,
            @Nullable String witnessName,
            Instant countedAt,
            String state) {}

    /** @param notCounted containers that have drug by the book and were not in this count */
    @Schema(name = "CountRound")
    record RoundView(UUID id, Instant countedAt, List<View> counts, List<UUID> notCounted) {}

    @Schema(name = "QuarantineRequest")
    record Quarantine(
            @NotNull Boolean quarantined,
            @NotNull @Size(min = 3, max = 2000) String reason) {}

    @Schema(name = "ContainerQuarantine")
    record QuarantineView(
            UUID containerId, boolean quarantined, String reason, UUID by, String byName, Instant recordedAt) {}

    /** A discrepancy of a count or a session; OPEN until two people have explained it. */
    @Schema(name = "LedgerIncident")
    record Incident(
            String state,
            @Nullable UUID countId,
            @Nullable UUID sessionId,
            @Nullable UUID incidentId,
            @Nullable String substance,
            String differenceMg,
            @Nullable String explanation,
            @Nullable String signerName,
            @Nullable String secondName,
            @Nullable String contentHash,
            Instant at) {}

    /** A count as the ledger needs it. */
    record Counted(
            UUID id,
            UUID containerId,
            UUID lotId,
            String substance,
            BigDecimal found,
            BigDecimal book,
            MilligramsPerMillilitre concentration) {

        boolean matches() {
            return found.compareTo(book) == 0;
        }

        boolean foundMore() {
            return found.compareTo(book) > 0;
        }

        /** How far apart, mL, never below zero. */
        Millilitres variance() {
            return Millilitres.of(found.subtract(book).abs());
        }

        Milligrams varianceMg() {
            return variance().at(concentration);
        }
    }
}
