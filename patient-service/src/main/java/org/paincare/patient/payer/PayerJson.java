package org.paincare.patient.payer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import org.paincare.patient.PlainLine;
import org.paincare.patient.sheet.Sheet;

/** Payers' authorisations as they travel. */
final class PayerJson {

    private static final String LINE = PlainLine.REGEX;

    private static final int MOST_SESSIONS = 500;

    private PayerJson() {}

    enum Kind {
        PAYER,
        SELF_PAY
    }

    enum OffLabelStatus {
        REQUESTED,
        GRANTED,
        DENIED
    }

    /**
     * The number under which treatment off label was asked for (MIPRES in Colombia).
     *
     * @param number as the payer's system gives it
     */
    @Schema(name = "OffLabelRequest")
    record OffLabel(
            @NotNull @Size(min = 1, max = 60) @Pattern(regexp = LINE)
            String number,

            @NotNull OffLabelStatus status) {}

    /**
     * What somebody agreed to pay.
     *
     * @param authorisationId of one said before; a new one gets its own
     * @param payer           insurer, needed for PAYER
     * @param number          the payer's, needed for PAYER
     * @param sessionsGranted null for no limit
     * @param sessionsUsed    of these; as the clinic says them, and one more with each session that ends
     * @param expiresOn       its last day in the clinic's zone; null for none
     */
    @Schema(name = "PayerAuthorisation")
    record Authorisation(
            @Nullable UUID authorisationId,
            @NotNull Kind kind,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String payer,

            @Nullable @Size(min = 1, max = 60) @Pattern(regexp = LINE)
            String number,

            @Nullable @Min(1) @Max(MOST_SESSIONS) Integer sessionsGranted,
            @NotNull @Min(0) @Max(MOST_SESSIONS) Integer sessionsUsed,
            @NotNull LocalDate validFrom,
            @Nullable LocalDate expiresOn,
            @Nullable @Valid OffLabel offLabelRequest) {

        /** One session more was given under it; the number that a payer's form has room for is never passed. */
        Authorisation withOneMoreUsed() {
            return new Authorisation(
                    authorisationId,
                    kind,
                    payer,
                    number,
                    sessionsGranted,
                    Math.min(MOST_SESSIONS, sessionsUsed + 1),
                    validFrom,
                    expiresOn,
                    offLabelRequest);
        }

        Authorisation withId(UUID id) {
            return new Authorisation(
                    id, kind, payer, number, sessionsGranted, sessionsUsed, validFrom, expiresOn, offLabelRequest);
        }
    }

    /** @param authorisations the one that counts today is the last whose days hold today */
    @Schema(name = "PutPayerAuthorisations")
    record Said(
            @NotNull @Size(max = 20) List<@NotNull @Valid Authorisation> authorisations,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = LINE)
            String reason) {}

    /** What is stored. */
    @Schema(name = "PayerContent")
    record Content(List<Authorisation> authorisations) {}

    @Schema(name = "PayerAuthorisations")
    record Full(
            UUID patientId,
            List<Authorisation> authorisations,
            List<PayerStanding.Warning> warnings,
            Instant changedAt,
            Actor changedBy) {

        static Full of(UUID patientId, Sheet<Content> sheet, LocalDate today) {
            return new Full(
                    patientId,
                    sheet.content().authorisations(),
                    PayerStanding.of(sheet.content().authorisations(), today).warnings(),
                    sheet.lastChange().at(),
                    sheet.lastChange().by());
        }
    }

    @Schema(name = "PayerAuthorisationsVersion")
    record Version(
            int version,
            List<Authorisation> authorisations,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy,
            @Nullable String reason) {}

    @Schema(name = "PayerAuthorisationsVersions")
    record Versions(List<Version> items) {}
}
