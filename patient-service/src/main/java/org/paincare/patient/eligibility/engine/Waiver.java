package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A signed decision that lets one rule not block until it runs out. */
public sealed interface Waiver permits RuleOverride, RuleDeferral {

    String id();

    String ruleId();

    String reason();

    /** Subject id of the signer. */
    String signedBy();

    Instant signedAt();

    /** First instant at which it no longer counts. */
    Instant expiresAt();

    /** The waiver of a rule that counts now; of several, the one that lasts longest. */
    static Optional<? extends Waiver> inForce(List<? extends Waiver> waivers, String ruleId, Instant now) {
        return waivers.stream()
                .filter(waiver -> waiver.ruleId().equals(ruleId))
                .filter(waiver -> !waiver.signedAt().isAfter(now.plus(CaseFile.CLOCK_SKEW)))
                .filter(waiver -> waiver.expiresAt().isAfter(now))
                .max(Comparator.<Waiver, Instant>comparing(Waiver::expiresAt).thenComparing(Waiver::id));
    }
}
