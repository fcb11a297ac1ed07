package org.paincare.session.handover;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Handovers as they travel over HTTP. */
final class HandoverJson {

    private HandoverJson() {}

    /**
     * @param toNurseId staff id
     * @param situation what the next nurse has to know: situation, background, assessment, what is asked of them
     */
    @Schema(name = "HandoverOffer")
    record Offer(
            @NotNull UUID toNurseId,
            @NotNull @Size(min = 3, max = 4000) String situation) {}

    /** @param signatureId on a shared tablet: the next nurse's signature, meaning ACCEPTS, over the handover's hash */
    @Schema(name = "HandoverAcceptance")
    record Accept(@Nullable UUID signatureId) {}

    @Schema(name = "HandoverDecline")
    record Decline(@NotNull @Size(min = 3, max = 2000) String reason) {}

    /**
     * @param state       OFFERED, ACCEPTED, REFUSED or WITHDRAWN
     * @param contentHash what the next nurse may sign instead of confirming with their own token: resource
     *     {@code /v1/handovers/{id}}, meaning ACCEPTS
     * @param alarmIds    alarms that were not closed when it was accepted; they are the next nurse's from then on
     */
    @Schema(name = "Handover")
    record View(
            UUID id,
            UUID sessionId,
            String state,
            UUID fromNurseId,
            UUID toNurseId,
            String situation,
            String contentHash,
            UUID offeredBy,
            String offeredByName,
            Instant offeredAt,
            @Nullable UUID decidedBy,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            @Nullable UUID signatureId,
            List<UUID> alarmIds) {}
}
