package org.paincare.patient.eligibility.engine;

import java.time.Instant;

/** A prescriber's signed decision to treat although an O rule fires. On any other rule it has no effect. */
public record RuleOverride(
        String id, String ruleId, String reason, String signedBy, Instant signedAt, Instant expiresAt)
        implements Waiver {}
