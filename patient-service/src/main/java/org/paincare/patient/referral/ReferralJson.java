package org.paincare.patient.referral;

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
import org.paincare.patient.PlainLine;
import org.paincare.patient.sheet.Sheet;

/** Referrals as they travel. */
final class ReferralJson {

    private static final String LINE = PlainLine.REGEX;

    private ReferralJson() {}

    enum Source {
        NEUROLOGIST,
        PAIN_SPECIALIST,
        GENERAL_PRACTITIONER,
        EMERGENCY,
        INSURER,
        SELF,
        OTHER
    }

    /**
     * The letter that came.
     *
     * @param documentHash SHA-256 of the document as it is filed, 64 hex digits
     */
    @Schema(name = "ReferralLetter")
    record Letter(
            @NotNull LocalDate receivedOn,

            @Nullable @Pattern(regexp = "[0-9a-f]{64}") String documentHash,

            @Nullable @Size(min = 1, max = 5000) String summary) {}

    @Schema(name = "ReferralReply")
    record Reply(
            @NotNull LocalDate sentOn,
            @NotNull @Size(min = 1, max = 5000) String text,

            @Nullable @Pattern(regexp = "[0-9a-f]{64}") String documentHash) {}

    /** @param referralId of one said before; a new one gets its own */
    @Schema(name = "Referral")
    record Referral(
            @Nullable UUID referralId,
            @NotNull Source source,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String referredBy,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String institution,

            @NotNull LocalDate referredOn,
            @NotNull @Size(min = 1, max = 2000) String question,
            @Nullable @Valid Letter letter,
            @Nullable @Valid Reply reply) {

        Referral withId(UUID id) {
            return new Referral(id, source, referredBy, institution, referredOn, question, letter, reply);
        }
    }

    @Schema(name = "PutReferrals")
    record Referrals(@NotNull @Size(max = 20) List<@NotNull @Valid Referral> referrals) {}

    @Schema(name = "Referrals")
    record Full(UUID patientId, List<Referral> referrals, Instant changedAt, Actor changedBy) {

        static Full of(UUID patientId, Sheet<Referrals> sheet) {
            return new Full(
                    patientId,
                    sheet.content().referrals(),
                    sheet.lastChange().at(),
                    sheet.lastChange().by());
        }
    }

    @Schema(name = "ReferralsVersion")
    record Version(
            int version,
            List<Referral> referrals,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy) {}

    @Schema(name = "ReferralsVersions")
    record Versions(List<Version> items) {}
}
