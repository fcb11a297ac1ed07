package org.paincare.patient.eligibility.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of the facts. Numbers are never written here: every limit is the name of a {@link Parameter}.
 *
 * <p>"Today" means the clinic's calendar day of the evaluation. Where a fact has several readings the latest decides,
 * blood pressure and dated events excepted.
 */
sealed interface Condition {

    /** A condition that looks at facts itself, instead of joining other conditions. */
    sealed interface OfFacts extends Condition {

        /** Codes of the recorded facts it looks at; empty when it looks at birth date, plan or consents. */
        List<String> facts();

        /** True when only a reading of today will do. */
        default boolean today() {
            return false;
        }
    }

    /** At least one holds. */
    record AnyOf(List<Condition> parts) implements Condition {}

    /** Every one holds. */
    record AllOf(List<Condition> parts) implements Condition {}

    record Not(Condition part) implements Condition {}

    /** The condition of another rule holds, in the same scope. */
    record RuleHolds(String ruleId) implements Condition {}

    /**
     * The latest reading says present.
     *
     * @param today the reading must be of today
     * @param untilCleared a valid clearance turns it off
     */
    record Present(String fact, boolean today, boolean untilCleared) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact);
        }
    }

    /** The latest reading says absent. */
    record Absent(String fact, boolean today) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact);
        }
    }

    /**
     * Somebody answered the question, be it with "unknown". Lets a rule leave out what nobody was asked, while an explicit
     * "unknown" still cannot pass.
     */
    record Recorded(String fact, boolean today) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact);
        }
    }

    /** The latest code is one of these. */
    record CodeIn(String fact, Set<String> codes) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact);
        }
    }

    /** The latest number compares so with a parameter. */
    record NumberIs(String fact, Comparison comparison, String parameter, boolean today) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact);
        }
    }

    /**
     * The latest reading is present (or has one of the codes, where codes are given) and not older than the limit; false,
     * never unknown, otherwise.
     */
    record Recent(String fact, Set<String> codes, Age age) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact);
        }
    }

    /**
     * The event happened within the limit.
     *
     * @param undatedCounts an event without a date counts as going on (a medicine still taken); else its date is unknown
     */
    record EventWithin(String fact, Age age, boolean undatedCounts) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact);
        }
    }

    /** Completed years of age, counted in the clinic's zone. */
    record AgeIs(Comparison comparison, String parameter) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of();
        }
    }

    /** The other fact was present on the calendar day of this fact's latest reading. */
    record SameDay(String fact, String other) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(fact, other);
        }
    }

    /** Today's weight differs from that of the last signed order by more than this percentage; false without an order. */
    record WeightChangedMoreThan(String parameter) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of(Facts.WEIGHT);
        }
    }

    /** More sessions than this are planned in three months. */
    record SessionsPlannedAbove(String parameter) implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of();
        }
    }

    /** A consent required in this scope and jurisdiction is absent, expired, superseded or withdrawn. */
    record ConsentMissing() implements OfFacts {
        @Override
        public List<String> facts() {
            return List.of();
        }
    }

    /**
     * Today's blood pressure: the latest of at least two readings far enough apart.
     *
     * @param level systolic or diastolic at or over (for {@code low}: under) these
     * @param notReaching a higher band that must not be reached; only the highest band fires
     * @param low true: the level is a lower limit
     * @param confirmed the level counts only when an earlier reading of today reached it too, and while one reading at
     *     it has no later one the answer is unknown
     */
    record PressureToday(PressureLevel level, @Nullable PressureLevel notReaching, boolean low, boolean confirmed)
            implements OfFacts {
        @Override
        public List<String> facts() {
            return Facts.PRESSURE;
        }

        @Override
        public boolean today() {
            return true;
        }
    }

    /** At least so many pressure readings reach the level within the days that end at the latest one. */
    record PressureAtIntake(PressureLevel level, String countParameter, String daysParameter) implements OfFacts {
        @Override
        public List<String> facts() {
            return Facts.PRESSURE;
        }
    }

    /** The latest pressure reading of any day reaches the level. */
    record PressureLatest(PressureLevel level) implements OfFacts {
        @Override
        public List<String> facts() {
            return Facts.PRESSURE;
        }
    }

    /** Parameter names of a band's systolic and diastolic limit, in mm[Hg]. */
    record PressureLevel(String systolic, String diastolic) {}

    /** How a number stands to a parameter. */
    enum Comparison {
        BELOW,
        AT_MOST,
        AT_LEAST,
        ABOVE;

        boolean holds(int sign) {
            return switch (this) {
                case BELOW -> sign < 0;
                case AT_MOST -> sign <= 0;
                case AT_LEAST -> sign >= 0;
                case ABOVE -> sign > 0;
            };
        }
    }

    /** An age limit: a parameter that counts in one of the units. */
    record Age(Unit unit, String parameter) {

        enum Unit {
            /** Elapsed time, up to and including the limit. */
            AT_MOST_HOURS,
            /** Calendar days in the clinic's zone, up to and including the limit. */
            AT_MOST_DAYS,
            /** Calendar months, up to and including the day. */
            AT_MOST_MONTHS,
            /** Calendar months, the day itself excluded. */
            UNDER_MONTHS
        }
    }
}
