package org.paincare.patient.eligibility.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.Condition.Age;

/** Operators on when something was true. Days and months are those of the calendar in the clinic's zone. */
final class TimeCheck {

    private final CaseFile file;

    TimeCheck(CaseFile file) {
        this.file = file;
    }

    Verdict recent(Condition.Recent condition) {
        return switch (file.latest(condition.fact())) {
            case Lookup.Unusable unusable -> Verdict.of(false, unusable.use());
            case Lookup.Known known -> {
                FactReading reading = known.reading();
                if (!wanted(condition.fact(), reading, condition.codes())) {
                    yield Verdict.of(false, known.use().because(Gap.NOT_AS_REQUIRED));
                }
                Instant end = end(condition.age(), reading);
                if (!file.snapshot().evaluatedAt().isBefore(end)) {
                    // Lifted limits are for day-scale facts after enrolment: an old answer still counts as one.
                    yield file.agesCount()
                            ? Verdict.of(false, known.use().because(Gap.TOO_OLD))
                            : Verdict.of(true, known.use());
                }
                yield Verdict.of(true, known.use()).until(end);
            }
        };
    }

    private boolean wanted(String fact, FactReading reading, Set<String> codes) {
        return codes.isEmpty() ? reading.state() == TriState.PRESENT : codes.contains(file.code(fact, reading));
    }

    /** First instant at which a reading is too old. */
    private Instant end(Age age, FactReading reading) {
        if (age.unit() == Age.Unit.AT_MOST_HOURS) {
            // The limit itself still counts, and a millisecond is the finest step every clock and database here keeps.
            return reading.observedAt()
                    .plus(Duration.ofHours(file.wholeLimit(age.parameter())))
                    .plusMillis(1);
        }
        return file.startOf(endDay(age, file.dayOf(reading)));
    }

    /** First day on which the limit is passed. */
    private LocalDate endDay(Age age, LocalDate from) {
        int limit = file.wholeLimit(age.parameter());
        return switch (age.unit()) {
            case AT_MOST_HOURS -> throw new IllegalStateException("hours are not counted in days");
            case AT_MOST_DAYS -> from.plusDays(limit + 1L);
            case AT_MOST_MONTHS -> from.plusMonths(limit).plusDays(1);
            case UNDER_MONTHS -> from.plusMonths(limit);
        };
    }

    /**
     * The latest reading says whether it ever happened; of several dated ones since the last "never" the most recent date
     * counts, so that an old event recorded late does not hide a new one.
     */
    Verdict eventWithin(Condition.EventWithin condition) {
        return switch (file.latest(condition.fact())) {
            case Lookup.Unusable unusable -> Verdict.unknown(unusable.use());
            case Lookup.Known known when !known.present() -> Verdict.of(false, known.use());
            case Lookup.Known known -> {
                FactReading dated = mostRecent(condition.fact());
                if (dated != null && within(condition.age(), dated)) {
                    yield Verdict.of(true, file.use(condition.fact(), dated))
                            .until(file.startOf(endDay(condition.age(), dateOf(dated))));
                }
                if (known.reading().value() != null) {
                    yield Verdict.of(false, known.use());
                }
                yield condition.undatedCounts()
                        ? Verdict.of(true, known.use())
                        : Verdict.unknown(known.use().because(Gap.RECORDED_UNKNOWN));
            }
        };
    }

    private boolean within(Age age, FactReading dated) {
        return file.today().isBefore(endDay(age, dateOf(dated)));
    }

    private @Nullable FactReading mostRecent(String fact) {
        FactReading best = null;
        for (FactReading reading : file.history(fact)) {
            if (reading.state() == TriState.ABSENT) {
                best = null;
            } else if (reading.value() instanceof FactValue.Day
                    && file.believable(fact, reading)
                    && (best == null || !dateOf(reading).isBefore(dateOf(best)))) {
                best = reading;
            }
        }
        return best;
    }

    private static LocalDate dateOf(FactReading reading) {
        if (reading.value() instanceof FactValue.Day day) {
            return day.date();
        }
        throw new IllegalStateException("reading " + reading.id() + " has no date");
    }

    Verdict ageIs(Condition.AgeIs condition) {
        LocalDate birth = file.snapshot().birthDate();
        if (birth == null || birth.isAfter(file.today())) {
            return Verdict.unknown(FactUse.notRecorded(Facts.AGE));
        }
        int limit = file.wholeLimit(condition.parameter());
        long years = ChronoUnit.YEARS.between(birth, file.today());
        // The birthday that changes the answer: under N ends with the Nth, over N begins with the one after it.
        int turning = condition.comparison() == Condition.Comparison.ABOVE ? limit + 1 : limit;
        return Verdict.of(
                        condition.comparison().holds(Long.compare(years, limit)),
                        FactUse.derived(Facts.AGE, Long.toString(years)))
                .until(file.ifAhead(file.startOf(birthday(birth, turning))));
    }

    /** Somebody born on 29 February turns a year older on 1 March of a common year. */
    private static LocalDate birthday(LocalDate birth, int years) {
        LocalDate day = birth.plusYears(years);
        return ChronoUnit.YEARS.between(birth, day) < years ? day.plusDays(1) : day;
    }

    Verdict sameDay(Condition.SameDay condition) {
        List<FactReading> history = file.history(condition.fact());
        if (history.isEmpty()) {
            return Verdict.of(false, FactUse.notRecorded(condition.fact()));
        }
        LocalDate day = file.dayOf(history.getLast());
        return file.history(condition.other()).stream()
                .filter(reading -> reading.state() == TriState.PRESENT
                        && file.believable(condition.other(), reading)
                        && file.dayOf(reading).equals(day))
                .reduce((earlier, later) -> later)
                .map(reading -> Verdict.of(true, file.use(condition.other(), reading)))
                .orElseGet(() -> Verdict.of(false, FactUse.notRecorded(condition.other())));
    }
}
