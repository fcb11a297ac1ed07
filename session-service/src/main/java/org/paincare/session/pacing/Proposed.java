package org.paincare.session.pacing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as outcome-service made it (event PacingProposed).
 *
 * @param kind        such as {@code LOWER_DOSE}; one not known here is shown and can be changed or refused
 * @param doseMgPerKg decimal text, where a dose is proposed
 */
record Proposed(
        UUID patientId,
        UUID proposalId,
        UUID planId,
        int planRevision,
        @Nullable UUID sessionId,
        String kind,
        @Nullable String doseMgPerKg,
        @Nullable Integer intervalDays,
        List<String> reasons,
        @Nullable Evidence evidence,
        Instant validUntil,
        String ruleVersion) {

    /** What is shown beside the pain change; it may lower or slow a proposal, never raise a dose (reference 0.1.18). */
    record Evidence(
            @Nullable BigDecimal nrsChangePercent,
            @Nullable String response,
            @Nullable Integer worstGrade,
            @Nullable Integer cadss6Max,
            @Nullable String csiBand,
            @Nullable String asc12Band,
            @Nullable List<String> failedClasses,
            @Nullable List<String> comorbidityCodes,
            @Nullable List<String> adverseEventCodes) {}
}
