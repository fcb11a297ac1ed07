package org.paincare.outcome.window;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The fixed grid of windows from the first treatment day on: window 1 starts on that day, window 0 is the baseline that
 * ends the day before. The treatment day itself counts.
 */
public record WindowGrid(LocalDate firstTreatmentDay, int days) {

    /** Both ends inclusive. */
    public record Span(int index, LocalDate from, LocalDate to) {
        public boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    public Span baseline() {
        return window(0);
    }

    /** @param index 0 for the baseline, 1 for the first window of treatment */
    public Span window(int index) {
        LocalDate from = firstTreatmentDay.plusDays((long) days * (index - 1));
        return new Span(index, from, from.plusDays(days - 1L));
    }

    /** How many treatment windows have closed by this local day. */
    public int closedBy(LocalDate today, WindowRules rules) {
        long elapsed = ChronoUnit.DAYS.between(firstTreatmentDay, today.minusDays(rules.closesAfterDays()));
        return elapsed < 0 ? 0 : Math.toIntExact(elapsed / days);
    }

    /** The provisional baseline of screening: the days that end the day before {@code evaluatedOn}. */
    public static Span provisionalBaseline(LocalDate evaluatedOn, WindowRules rules) {
        return new WindowGrid(evaluatedOn, rules.days()).baseline();
    }
}
