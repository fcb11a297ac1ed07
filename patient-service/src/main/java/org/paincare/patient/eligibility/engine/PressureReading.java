package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Systolic and diastolic of one measurement, in mm[Hg], at the time of its first half. Either may be missing or unbelievable and is then null.
 *
 * @param uses the readings it is made of
 */
record PressureReading(
        Instant at, @Nullable BigDecimal systolic, @Nullable BigDecimal diastolic, List<FactUse> uses) {

    boolean complete() {
        return systolic != null && diastolic != null;
    }

    /** Systolic or diastolic at or over its limit. */
    Truth atLeast(BigDecimal systolicLimit, BigDecimal diastolicLimit) {
        return reaches(systolic, systolicLimit, 1).or(reaches(diastolic, diastolicLimit, 1));
    }

    /** Systolic or diastolic under its limit. */
    Truth under(BigDecimal systolicLimit, BigDecimal diastolicLimit) {
        return reaches(systolic, systolicLimit, -1).or(reaches(diastolic, diastolicLimit, -1));
    }

    boolean atLeastAfter(PressureReading earlier, Duration gap) {
        return !at.isBefore(earlier.at.plus(gap));
    }

    private static Truth reaches(@Nullable BigDecimal value, BigDecimal limit, int direction) {
        if (value == null) {
            return Truth.UNKNOWN;
        }
        int sign = value.compareTo(limit);
        return Truth.of(direction > 0 ? sign >= 0 : sign < 0);
    }

    /** The uses, a missing half named too. */
    List<FactUse> usesBecause(Gap gap) {
        return uses.stream().map(use -> use.because(gap)).toList();
    }

    static List<FactUse> notRecorded() {
        return Stream.of(Facts.SYSTOLIC, Facts.DIASTOLIC)
                .map(FactUse::notRecorded)
                .toList();
    }
}
