package org.paincare.session.alarm;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.VitalRule;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Version;

/**
 * How alarms end, sound again and go to others ({@code limits/alarms.yaml}).
 *
 * @param normalInARow     on-time normal readings in a row that close an acknowledged alarm
 * @param personsLateAfter a person's reading is late this long after it was taken
 */
public record AlarmRules(
        Version version,
        int normalInARow,
        Duration personsLateAfter,
        DeviceClock deviceClock,
        List<LevelRow> levels,
        Source source) {

    /** Who is asked when nobody acknowledges. */
    public enum Asked {
        SECOND_NURSE,
        PRESCRIBER
    }

    /** How far a device's clock may be off before the server's time is charted in its place. */
    public record DeviceClock(Duration ahead, Duration behind) {
        public DeviceClock {
            require(ahead.isPositive() && behind.isPositive(), "clocks differ a little");
        }
    }

    /**
     * @param after   since it began to sound
     * @param setting the policy value by which a clinic sets that; null where none does
     */
    public record StepRow(
            Duration after, Asked asks, @Nullable String setting) {}

    /**
     * @param soundsAgainAfter since it was acknowledged, where its condition still holds
     * @param again            how often the last person is asked again
     */
    public record LevelRow(VitalRule.Level level, Duration soundsAgainAfter, List<StepRow> steps, Duration again) {
        public LevelRow {
            steps = List.copyOf(steps);
            require(!steps.isEmpty(), level + ": somebody is asked next");
            require(soundsAgainAfter.isPositive() && again.isPositive(), level + ": time runs forward");
            var before = Duration.ZERO;
            for (var step : steps) {
                require(step.after().compareTo(before) > 0, level + ": each step comes after the one before");
                before = step.after();
            }
        }

        LevelRow setBy(PolicyNumbers policy) {
            var set = new ArrayList<StepRow>();
            var before = Duration.ZERO;
            for (var step : steps) {
                var after = policy.duration(step.setting(), step.after());
                before = after.compareTo(before) > 0 ? after : before.plusSeconds(1);
                set.add(new StepRow(before, step.asks(), step.setting()));
            }
            return new LevelRow(level, soundsAgainAfter, set, again);
        }
    }

    public AlarmRules {
        levels = List.copyOf(levels);
        DataFiles.requireUnique(levels, LevelRow::level);
        require(
                levels.stream()
                        .map(LevelRow::level)
                        .collect(Collectors.toSet())
                        .equals(EnumSet.allOf(VitalRule.Level.class)),
                "every level has a row");
        require(normalInARow >= 1 && normalInARow <= 10, "one normal reading at least");
        require(personsLateAfter.isPositive(), "a reading takes a moment to be entered");
    }

    public static AlarmRules builtIn() {
        return DataFiles.builtIn("limits/alarms.yaml", AlarmRules.class);
    }

    /** With what a clinic set for itself. Each person is asked after the one before, whatever was set. */
    public AlarmRules setBy(PolicyNumbers policy) {
        return new AlarmRules(
                version,
                normalInARow,
                personsLateAfter,
                deviceClock,
                levels.stream().map(row -> row.setBy(policy)).toList(),
                source);
    }

    public LevelRow row(VitalRule.Level level) {
        return levels.stream().filter(row -> row.level() == level).findFirst().orElseThrow();
    }
}
