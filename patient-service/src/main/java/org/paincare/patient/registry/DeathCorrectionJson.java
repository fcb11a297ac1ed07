package org.paincare.patient.registry;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.patient.Actor;
import org.paincare.patient.PlainLine;
import org.paincare.platform.sign.Signatures;

/** The correction of a death that was recorded by mistake, as it travels. */
final class DeathCorrectionJson {

    static final String MEANING = "CORRECTS_DEATH";

    private static final String LINE = PlainLine.REGEX;

    private DeathCorrectionJson() {}

    static String resource(UUID patientId) {
        return "/v1/patients/" + patientId + "/death-corrections";
    }

    static String contentHash(UUID patientId, LocalDate diedOn, String reason) {
        return Signatures.hash(String.join("\n", "DEATH_CORRECTION", patientId.toString(), diedOn.toString(), reason));
    }

    /** @param reason how the mistake came about and how it was found out */
    @Schema(name = "DeathCorrectionPreview")
    record Preview(
            @NotNull @Size(min = 10, max = 500) @Pattern(regexp = LINE)
            String reason) {}

    /** What each of them is to sign. */
    @Schema(name = "DeathCorrectionToSign")
    record ToSign(String resource, String contentHash, String meaning) {}

    /** @param signatureIds one of a medical director, or two of two people who may sign, over what the preview says */
    @Schema(name = "CorrectDeath")
    record Correct(
            @NotNull @Size(min = 10, max = 500) @Pattern(regexp = LINE)
            String reason,

            @NotNull @Size(min = 1, max = 2) List<@NotNull UUID> signatureIds) {}

    @Schema(name = "DeathCorrectionSignature")
    record Signed(UUID signatureId, UUID signedBy, String signerName) {}

    /** @param diedOn the day that had been recorded */
    @Schema(name = "DeathCorrection")
    record Full(
            UUID id,
            UUID patientId,
            LocalDate diedOn,
            String reason,
            Instant correctedAt,
            Actor correctedBy,
            List<Signed> signatures) {}

    @Schema(name = "DeathCorrections")
    record Listed(List<Full> items) {}

    /** Event data of PatientDeathCorrected. */
    record Corrected(UUID patientId, LocalDate diedOn, Instant occurredAt) {}
}
