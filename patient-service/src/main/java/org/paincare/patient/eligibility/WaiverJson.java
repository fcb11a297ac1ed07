package org.paincare.patient.eligibility;

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
import org.paincare.platform.sign.Signatures;

/** Overrides, deferrals and clearances as they travel over HTTP. */
final class WaiverJson {

    private WaiverJson() {}

    /** The three kinds of signed exception, with the path they live at and what their signature means. */
    enum Kind {
        OVERRIDE("overrides", "OVERRIDES_RULE"),
        DEFERRAL("deferrals", "DEFERS_RULE"),
        CLEARANCE("clearances", "CLEARS_FINDING");

        private final String noun;
        private final String meaning;

        Kind(String noun, String meaning) {
            this.noun = noun;
            this.meaning = meaning;
        }

        String meaning() {
            return meaning;
        }

        /** What the signer signs: the patient's list of this kind. */
        String resource(UUID patientId) {
            return "/v1/patients/" + patientId + "/" + noun;
        }
    }

    enum State {
        IN_FORCE,
        EXPIRED,
        REVOKED
    }

    /**
     * An override or deferral of a rule.
     *
     * @param reason    why it may be; for E40 the withdrawal plan, for E24 the monitoring plan
     * @param expiresOn last day on which it counts, in the clinic's zone, at most 12 months ahead
     */
    @Schema(name = "WaiveRule")
    record OfRule(
            @NotNull @Pattern(regexp = "[A-Z][A-Za-z0-9_]{0,31}")
            String ruleId,

            @NotNull @Size(min = 10, max = 2000) @Pattern(regexp = "(?s).*\\S.*")
            String reason,

            @NotNull LocalDate expiresOn,
            @NotNull UUID signatureId) {

        Wanted wanted(Kind kind) {
            return new Wanted(kind, ruleId, null, reason.strip(), expiresOn);
        }
    }

    /**
     * A clearance of a finding.
     *
     * @param factId   the one observation it closes; without it all up to the signature
     * @param evidence what was found when it was looked into
     */
    @Schema(name = "ClearFinding")
    record OfFinding(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String factCode,

            @Nullable UUID factId,

            @NotNull @Size(min = 10, max = 2000) @Pattern(regexp = "(?s).*\\S.*")
            String evidence,

            @NotNull LocalDate expiresOn,
            @NotNull UUID signatureId) {

        Wanted wanted() {
            return new Wanted(Kind.CLEARANCE, factCode, factId, evidence.strip(), expiresOn);
        }
    }

    /** What is to be signed, before it is. */
    @Schema(name = "PreviewWaiver")
    record Preview(
            @NotNull Kind kind,

            @NotNull @Pattern(regexp = "[A-Z][A-Za-z0-9_]{0,63}")
            String subject,

            @Nullable UUID factId,

            @NotNull @Size(min = 10, max = 2000) @Pattern(regexp = "(?s).*\\S.*")
            String reason,

            @NotNull LocalDate expiresOn) {

        Wanted wanted() {
            return new Wanted(kind, subject, factId, reason.strip(), expiresOn);
        }
    }

    /**
     * What a signature covers.
     *
     * @param subject rule id, or fact code of a clearance
     */
    @Schema(name = "WaiverWanted")
    record Wanted(Kind kind, String subject, @Nullable UUID factId, String reason, LocalDate expiresOn) {

        /** SHA-256 over kind, patient, subject, fact id or "-", last day and reason, one per line. */
        String contentHash(UUID patientId) {
            return Signatures.hash(String.join(
                    "\n",
                    kind.name(),
                    patientId.toString(),
                    subject,
                    factId == null ? "-" : factId.toString(),
                    expiresOn.toString(),
                    reason));
        }
    }

    /** What to ask a signature for. */
    @Schema(name = "WaiverToSign")
    record ToSign(String resource, String contentHash, String meaning) {}

    @Schema(name = "Waiver")
    record Full(
            UUID id,
            UUID patientId,
            Kind kind,
            @Nullable String ruleId,
            @Nullable String factCode,
            @Nullable UUID factId,
            String reason,
            State state,
            String contentHash,
            UUID signatureId,
            Actor signedBy,
            Instant signedAt,
            LocalDate expiresOn,
            @Nullable Instant revokedAt,
            @Nullable Actor revokedBy) {}

    @Schema(name = "WaiverList")
    record Listed(List<Full> items) {}
}
