package org.paincare.session.treatment;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** How long a session may wait in each state and what happens then ({@code sessions/deadlines.yaml}). */
public record Deadlines(Version version, Map<SessionState, Deadline> states) {

    /** What the waiting is counted from. */
    public enum From {
        ENTERED_STATE,
        DUE_DATE,
        BOOKED_START,
        PLANNED_END_OF_INFUSION
    }

    /** What happens when it is over; nothing ever moves a session by itself. */
    public enum Then {
        RAISE_TASK,
        RAISE_ALARM
    }

    /** How urgent an alarm is. */
    public enum AlarmLevel {
        ALERT,
        CRITICAL
    }

    /**
     * @param setting the policy value by which a clinic sets {@code within}; null where none does
     * @param level   of the alarm, where one is raised
     */
    public record Deadline(
            Duration within,
            @Nullable String setting,
            From from,
            Then then,
            @Nullable AlarmLevel level,
            String task,
            Role assignee,
            Text message,
            Source source) {
        public Deadline {
            require((then == Then.RAISE_ALARM) == (level != null), task + ": exactly an alarm has a level");
            require(!within.isNegative(), task + ": a deadline lies ahead");
            require(task.matches("[A-Z][A-Z_]{3,40}"), "a task kind looks like CALL_NO_SHOW, not " + task);
        }
    }

    /** With what a clinic set for itself. */
    public Deadlines setBy(PolicyNumbers policy) {
        var set = new EnumMap<SessionState, Deadline>(SessionState.class);
        states.forEach((state, deadline) -> set.put(
                state,
                new Deadline(
                        policy.duration(deadline.setting(), deadline.within()),
                        deadline.setting(),
                        deadline.from(),
                        deadline.then(),
                        deadline.level(),
                        deadline.task(),
                        deadline.assignee(),
                        deadline.message(),
                        deadline.source())));
        return new Deadlines(version, set);
    }

    public Deadlines {
        for (SessionState state : SessionState.values()) {
            boolean waits = !state.isFinal();
            require(states.containsKey(state) == waits, state + ": exactly states that wait have a deadline");
        }
        states = new EnumMap<>(states);
    }

    public static Deadlines builtIn() {
        return DataFiles.builtIn("sessions/deadlines.yaml", Deadlines.class);
    }

    public Optional<Deadline> of(SessionState state) {
        return Optional.ofNullable(states.get(state));
    }
}
