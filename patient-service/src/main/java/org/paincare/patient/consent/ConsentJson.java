package org.paincare.patient.consent;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;

/** Consents as they travel over HTTP and in events. */
final class ConsentJson {

    private ConsentJson() {}

    enum Capacity {
        HAS_CAPACITY,
        LACKS_CAPACITY
    }

    enum Method {
        PAPER,
        ELECTRONIC,
        /** Read out and agreed to; needs a witness. */
        VERBAL
    }

    enum State {
        STANDING,
        EXPIRED,
        SUPERSEDED,
        /** A later version of the document asks for a new signature. */
        OUTDATED,
        WITHDRAWN
    }

    @Schema(name = "ConsentRepresentative")
    record Representative(
            @NotNull @Size(min = 1, max = 200) String name,
            @NotNull @Size(min = 1, max = 100) String relationship) {}

    @Schema(name = "ConsentWitness")
    record Witness(@NotNull @Size(min = 1, max = 200) String name) {}

    /**
     * A consent as it was signed.
     *
     * @param documentHash   SHA-256 of the document as shown, 64 hex digits
     * @param signerName     who signed, where it was not the patient under the name on record
     * @param representative who decides for a patient without capacity
     * @param expiresOn      last day on which it counts; without it as long after the signature as the clinic set (CONSENT_MONTHS, 12 by default), the longest there is
     */
    @Schema(name = "GrantConsent")
    record Grant(
            @NotNull ConsentType type,

            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
            String documentVersion,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String documentHash,

            @NotNull @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?")
            String language,

            @Nullable @Size(min = 1, max = 200) String signerName,
            @NotNull Capacity capacity,
            @Nullable @Valid Representative representative,
            @Nullable @Valid Witness witness,
            @NotNull Method method,
            @NotNull Instant signedAt,
            @Nullable LocalDate expiresOn) {}

    /**
     * A withdrawal; never refused for paperwork.
     *
     * @param occurredAt when the patient said so; without it now
     */
    @Schema(name = "WithdrawConsent")
    record Withdraw(
            @Nullable Instant occurredAt,
            @Nullable @Size(min = 1, max = 500) String reason) {}

    @Schema(name = "Consent")
    record Full(
            UUID id,
            UUID patientId,
            State state,
            @JsonUnwrapped Grant grant,
            List<ConsentType.Purpose> purposes,
            @Nullable UUID supersededBy,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawalReason,
            Instant recordedAt,
            Actor recordedBy) {}

    @Schema(name = "ConsentList")
    record Listed(List<Full> items) {}

    /** Why a consent does not stand. */
    enum Gap {
        ABSENT,
        EXPIRED,
        /** A later version of the document asks for a new signature. */
        OUTDATED,
        WITHDRAWN
    }

    @Schema(name = "MissingConsent")
    record Missing(ConsentType type, Gap reason) {}

    /** @param permitted true where nothing is missing */
    @Schema(name = "MissingConsents")
    record MissingFor(String purpose, boolean permitted, List<Missing> missing) {}

    /** Event data of ConsentGranted. */
    record Granted(
            UUID patientId,
            UUID consentId,
            ConsentType type,
            String documentVersion,
            List<ConsentType.Purpose> purposes,
            String language,
            LocalDate expiresOn,
            @Nullable UUID supersedesConsentId,
            Instant occurredAt) {}

    /** Event data of ConsentWithdrawn. */
    record Withdrawn(
            UUID patientId, UUID consentId, ConsentType type, List<ConsentType.Purpose> purposes, Instant occurredAt) {}
}
