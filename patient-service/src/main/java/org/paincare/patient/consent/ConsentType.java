package org.paincare.patient.consent;

/** Kind of consent (reference 1.4; the authorisation for sensitive data is Ley 1581 in Colombia). */
public enum ConsentType {
    TREATMENT_OFF_LABEL(Purpose.TREATMENT),
    SEDATION_RISK(Purpose.SEDATION),
    CONTROLLED_SUBSTANCE_AGREEMENT(Purpose.CONTROLLED_SUBSTANCE),
    NO_DRIVING_ACK(Purpose.NO_DRIVING),
    PRIVACY_NOTICE(Purpose.DATA_PROCESSING),
    SENSITIVE_DATA_AUTHORISATION(Purpose.SENSITIVE_DATA),
    TELEHEALTH_MESSAGING(Purpose.MESSAGING),
    PRO_DATA_USE(Purpose.OUTCOME_REPORTING),
    RESEARCH(Purpose.RESEARCH),
    PART2_DISCLOSURE(Purpose.DISCLOSURE);

    private final Purpose purpose;

    ConsentType(Purpose purpose) {
        this.purpose = purpose;
    }

    /** What it permits, and nothing else. */
    public Purpose purpose() {
        return purpose;
    }

    /** What somebody wants to do with a patient or their data. */
    public enum Purpose {
        TREATMENT,
        SEDATION,
        CONTROLLED_SUBSTANCE,
        NO_DRIVING,
        DATA_PROCESSING,
        SENSITIVE_DATA,
        MESSAGING,
        OUTCOME_REPORTING,
        RESEARCH,
        DISCLOSURE
    }
}
