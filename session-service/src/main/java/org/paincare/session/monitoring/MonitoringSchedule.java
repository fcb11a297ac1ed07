package org.paincare.session.monitoring;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Version;

/**
 * Which readings are due when ({@code limits/schedule.yaml}, reference 3.3).
 *
 * @param warnAfter a set is overdue this long after it was due
 * @param escalateAfter and goes to the next person after this long
 * @param opensBefore a set recorded this long before it is due counts for it
 * @param afterRiseFor how long the phase after the start or a rise lasts
 * @param policyVersion of the clinic's policy that set some of it; null for the schedule as it ships
 */
public record MonitoringSchedule(
        Version version,
        Duration warnAfter,
        Duration escalateAfter,
        Duration opensBefore,
        Duration afterRiseFor,
        ReadingsStop readingsStop,
        Source source,
        List<Row> phases,
        @Nullable String policyVersion) {

    /** Policy values by which a clinic sets when a set is overdue and when it goes to the next person. */
    private static final String WARN = "SET_OVERDUE_MINUTES";

    private static final String ESCALATE = "SET_ESCALATED_MINUTES";

    /**
     * When the silence of a monitor raises an alarm.
     *
     * @param after since its last reading was received
     */
    public record ReadingsStop(Duration after, VitalRule.Level level, Source source) {
        public ReadingsStop {
            require(after.isPositive() && after.compareTo(Duration.ofMinutes(10)) <= 0, "silence is noticed");
        }
    }

    /**
     * @param continuous shown all the time by a monitor
     * @param alarms whether a set that is overdue raises an alarm
     * @param sets recorded sets, each with its own rhythm
     */
    public record Row(
            Phase phase, Set<Sign> continuous, boolean ecg, boolean alarms, List<SetRule> sets, Source source) {
        public Row {
            continuous = Set.copyOf(continuous);
            sets = List.copyOf(sets);
            require(!sets.isEmpty(), phase + ": nothing to record");
        }

        Row setBy(PolicyNumbers policy) {
            return new Row(
                    phase,
                    continuous,
                    ecg,
                    alarms,
                    sets.stream().map(set -> set.setBy(policy)).toList(),
                    source);
        }
    }

    /** Some signs together: legs of a rhythm one after the other, the last one without end if it has no times. */
    public record SetRule(Set<Sign> signs, List<Leg> legs) {
        public SetRule {
            signs = Set.copyOf(signs);
            legs = List.copyOf(legs);
            require(!signs.isEmpty() && !legs.isEmpty(), "an empty set");
            for (int i = 0; i < legs.size() - 1; i++) {
                require(legs.get(i).times() != null, "only the last leg of a rhythm is without end");
            }
        }

        SetRule setBy(PolicyNumbers policy) {
            return new SetRule(
                    signs,
                    legs.stream()
                            .map(leg ->
                                    new Leg(policy.duration(leg.setting(), leg.every()), leg.times(), leg.setting()))
                            .toList());
        }

        /** When it is due, from the beginning of its rhythm up to and including {@code until}. */
        List<Instant> times(Instant since, Instant until) {
            var times = new ArrayList<Instant>();
            Instant at = since;
            for (Leg leg : legs) {
                for (int i = 0; leg.times() == null || i < leg.times(); i++) {
                    at = at.plus(leg.every());
                    if (at.isAfter(until)) {
                        return times;
                    }
                    times.add(at);
                }
            }
            return times;
        }
    }

    /** @param setting the policy value by which a clinic sets the time between two sets; null where none does */
    public record Leg(
            Duration every,
            @Nullable Integer times,
            @Nullable String setting) {
        public Leg {
            require(!every.isNegative(), "time runs forward");
            require(setting == null || setting.endsWith("_MINUTES"), "a rhythm is set in minutes");
            require(times == null ? every.isPositive() : times > 0 && times <= 100, "a leg ends, or takes time");
        }
    }

    /** A set that is due. */
    public record Due(Instant at, Set<Sign> signs) {}

    public MonitoringSchedule {
        phases = List.copyOf(phases);
        DataFiles.requireUnique(phases, Row::phase);
        require(phases.size() == EnumSet.allOf(Phase.class).size(), "every phase has a row");
        require(escalateAfter.compareTo(warnAfter) > 0, "escalation comes after the warning");
        require(!opensBefore.isNegative() && afterRiseFor.isPositive(), "time runs forward");
        require(phases.stream().anyMatch(row -> !row.continuous().isEmpty()), "something is shown all the time");
        require(warnAfter.isPositive(), "time runs forward");
    }

    public static MonitoringSchedule builtIn() {
        return DataFiles.builtIn("limits/schedule.yaml", MonitoringSchedule.class);
    }

    /** With what a clinic set for itself. The next person is always asked after the warning, whatever was set. */
    public MonitoringSchedule setBy(PolicyNumbers policy) {
        var warn = policy.duration(WARN, warnAfter);
        var escalate = policy.duration(ESCALATE, escalateAfter);
        var rows = phases.stream().map(row -> row.setBy(policy)).toList();
        if (warn.equals(warnAfter) && escalate.equals(escalateAfter) && rows.equals(phases)) {
            return this;
        }
        return new MonitoringSchedule(
                version,
                warn,
                escalate.compareTo(warn) > 0 ? escalate : warn.plus(Duration.ofMinutes(1)),
                opensBefore,
                afterRiseFor,
                readingsStop,
                source,
                rows,
                policy.version());
    }

    public Row row(Phase phase) {
        return phases.stream().filter(row -> row.phase() == phase).findFirst().orElseThrow();
    }

    /** The longest time between two sets of a rhythm: after so long the next of each is known. */
    Duration longestEvery() {
        return phases.stream()
                .flatMap(row -> row.sets().stream())
                .flatMap(set -> set.legs().stream())
                .map(Leg::every)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * The sets due from the beginning of a phase up to and including {@code until}, by time.
     *
     * @param since when the phase began: start, last rise, last change, end of infusion
     */
    public List<Due> due(Phase phase, Instant since, Instant until) {
        var due = new ArrayList<Due>();
        for (SetRule set : row(phase).sets()) {
            set.times(since, until).forEach(at -> due.add(new Due(at, set.signs())));
        }
        due.sort(Comparator.comparing(Due::at));
        return List.copyOf(due);
    }
}
