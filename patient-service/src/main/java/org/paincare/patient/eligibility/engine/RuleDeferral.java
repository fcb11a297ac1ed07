package org.paincare.patient.eligibility.engine;

import java.time.Instant;

/** A clinician's signed decision to go on for now without what an M* rule asks for. Elsewhere it has no effect. */
public record RuleDeferral(
        String id, String ruleId, String reason, String signedBy, Instant signedAt, Instant expiresAt)
        implements Waiver {}
