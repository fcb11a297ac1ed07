package org.paincare.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why what is in an export may leave the clinic.
 *
 * @param basis         LEGAL_DUTY: the law asks for it, whatever the patient consented to
 * @param consentNeeded false under a legal duty; a partner's reading always needs one that stands
 * @param rule          which duty, in the caller's language
 */
@Schema(name = "DisclosureBasis")
public record Disclosure(Basis basis, boolean consentNeeded, String rule) {

    /** What a disclosure rests on. */
    @Schema(name = "BasisOfDisclosure")
    public enum Basis {
        LEGAL_DUTY
    }

    public static Disclosure byDuty(String rule) {
        return new Disclosure(Basis.LEGAL_DUTY, false, rule);
    }
}
