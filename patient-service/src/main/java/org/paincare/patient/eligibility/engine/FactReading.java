package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recording of a clinical fact. Readings are never overwritten: a later one stands beside the earlier, and an
 * amended one is left out of the snapshot by the caller.
 *
 * @param id the fact's id in the record, unique within a snapshot
 * @param state present, absent or unknown
 * @param value the number, code or date where the fact's kind has one; null for absent, unknown and plain tri-states
 * @param observedAt when it was true or measured; the age of a fact counts from here
 * @param recordedAt when it was written down
 * @param recordedBy who wrote it down (a subject id, never a name)
 * @param validUntil first instant at which it no longer says anything, as its recorder stated it; null: as long as the rules let it
 * @param source where it comes from, for example {@code INTAKE}, {@code PRECHECK}, {@code DEVICE}, {@code PATIENT}
 */
public record FactReading(
        String id,
        TriState state,
        @Nullable FactValue value,
        Instant observedAt,
        Instant recordedAt,
        String recordedBy,
        String source,
        @Nullable Instant validUntil) {

    /** A reading that says something for as long as the rules let it. */
    public FactReading(
            String id,
            TriState state,
            @Nullable FactValue value,
            Instant observedAt,
            Instant recordedAt,
            String recordedBy,
            String source) {
        this(id, state, value, observedAt, recordedAt, recordedBy, source, null);
    }
}
