package org.paincare.session.protocol;

/** What a regimen rests on; none of them is an approved regimen for headache, and no grade here implies proof. */
public enum EvidenceGrade {
    /** A randomised trial found no benefit over placebo. */
    RANDOMISED_NO_BENEFIT,
    /** Consensus of experts who call the evidence weak or absent for headache. */
    CONSENSUS_WEAK,
    RETROSPECTIVE_SERIES,
    CASE_REPORTS,
    /** No publication behind it. */
    NONE
}
