package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact a rule looked at, enough to answer "which fact, whose, how old, from where".
 *
 * @param code fact code, a derived code such as {@code AGE_YEARS}, or {@code CONSENT:<type>}
 * @param factId id of the reading or consent; null when there is none
 * @param state null when there is no reading
 * @param value number, code or ISO date as text; null for a plain tri-state
 * @param ageDays calendar days in the clinic's zone between observation and evaluation
 * @param gap why it could not be used; null when it could
 */
public record FactUse(
        String code,
        @Nullable String factId,
        @Nullable TriState state,
        @Nullable String value,
        @Nullable Instant observedAt,
        @Nullable Long ageDays,
        @Nullable String source,
        @Nullable String recordedBy,
        @Nullable Gap gap) {

    static FactUse notRecorded(String code) {
        return new FactUse(code, null, null, null, null, null, null, null, Gap.NOT_RECORDED);
    }

    /** A value the engine worked out itself or the caller handed over beside the facts. */
    static FactUse derived(String code, String value) {
        return new FactUse(code, null, TriState.PRESENT, value, null, null, null, null, null);
    }

    FactUse because(Gap why) {
        return new FactUse(code, factId, state, value, observedAt, ageDays, source, recordedBy, why);
    }
}
