package org.paincare.patient.consent;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.platform.sign.Signatures;

/**
 * A version of what patients sign, as the clinic published it. Only its hash is kept here: the text lives where the clinic
 * keeps its documents.
 *
 * @param asksAnew true where whoever signed an earlier version has to sign this one once it is in effect
 */
@Schema(name = "ConsentDocument")
record ConsentDocument(
        UUID id,
        ConsentType type,
        String language,
        String documentVersion,
        String documentHash,
        Instant effectiveFrom,
        boolean asksAnew,
        UUID signatureId,
        Instant publishedAt,
        Actor publishedBy) {

    /**
     * A version to be published.
     *
     * @param documentHash  SHA-256 of the document as shown, 64 hex digits
     * @param effectiveFrom without it now; at most a year ahead
     * @param asksAnew      without it true
     * @param signatureId   of a medical director, over {@link #contentHash}
     */
    @Schema(name = "PublishConsentDocument")
    record Publish(
            @NotNull ConsentType type,

            @NotNull @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?")
            String language,

            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
            String documentVersion,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String documentHash,
            @Nullable Instant effectiveFrom,
            @Nullable Boolean asksAnew,
            @NotNull UUID signatureId) {

        boolean asksAnewOrDefault() {
            return !Boolean.FALSE.equals(asksAnew);
        }

        /** SHA-256 over type, language, version, document hash, effectiveFrom as sent or "-", and asksAnew, one per line. */
        String contentHash() {
            return Signatures.hash(String.join(
                    "\n",
                    type.name(),
                    language,
                    documentVersion,
                    documentHash,
                    effectiveFrom == null ? "-" : effectiveFrom.toString(),
                    Boolean.toString(asksAnewOrDefault())));
        }
    }

    /** @param items newest first */
    @Schema(name = "ConsentDocumentList")
    record Listed(List<ConsentDocument> items) {}

    /** Whether a signature under an earlier version no longer counts because of this one. */
    boolean outdates(ConsentType signedType, String signedVersion, Instant signedAt, Instant now) {
        return asksAnew
                && type == signedType
                && !documentVersion.equals(signedVersion)
                && effectiveFrom.isAfter(signedAt)
                && !effectiveFrom.isAfter(now);
    }
}
