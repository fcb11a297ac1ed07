package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a condition comes to, with its reasons.
 *
 * @param facts the facts that settled it; all that were looked at where none did
 * @param clearances clearances that turned a present finding off
 * @param changesAt earliest instant at which time alone may change it; null: never
 */
record Verdict(
        Truth truth,
        List<FactUse> facts,
        List<FactClearance> clearances,
        @Nullable Instant changesAt) {

    static Verdict of(Truth truth, FactUse... facts) {
        return new Verdict(truth, List.of(facts), List.of(), null);
    }

    static Verdict of(boolean truth, FactUse... facts) {
        return of(Truth.of(truth), facts);
    }

    static Verdict unknown(FactUse gap) {
        return of(Truth.UNKNOWN, gap);
    }

    /** The same, until the given instant at most. */
    Verdict until(@Nullable Instant instant) {
        return new Verdict(truth, facts, clearances, earliest(Stream.of(this), instant));
    }

    Verdict clearedBy(FactClearance clearance) {
        return new Verdict(truth, facts, List.of(clearance), changesAt);
    }

    Verdict not() {
        return new Verdict(truth.not(), facts, clearances, changesAt);
    }

    static Verdict any(Collection<Verdict> parts) {
        return join(parts, parts.stream().map(Verdict::truth).reduce(Truth.FALSE, Truth::or), Truth.TRUE);
    }

    static Verdict all(Collection<Verdict> parts) {
        return join(parts, parts.stream().map(Verdict::truth).reduce(Truth.TRUE, Truth::and), Truth.FALSE);
    }

    /** Where one part alone settled the matter, only such parts are reasons. Any part may change it later. */
    private static Verdict join(Collection<Verdict> parts, Truth truth, Truth settling) {
        List<Verdict> reasons = parts.stream()
                .filter(part -> truth != settling || part.truth == settling)
                .toList();
        return new Verdict(
                truth,
                reasons.stream().flatMap(part -> part.facts.stream()).distinct().toList(),
                parts.stream()
                        .flatMap(part -> part.clearances.stream())
                        .distinct()
                        .toList(),
                earliest(parts.stream(), null));
    }

    private static @Nullable Instant earliest(Stream<Verdict> parts, @Nullable Instant other) {
        return Stream.concat(parts.map(Verdict::changesAt), Stream.ofNullable(other))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
