package org.paincare.session.alarm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.Sign;

/**
 * What is remembered of a session to judge its next reading.
 *
 * @param sources by device; persons together under {@link #PERSONS}
 * @param open    alarms that are not closed, by rule
 */
public record AlarmState(Map<String, Source> sources, Map<String, OpenAlarm> open) {

    /** The name of all persons together: no device has it. */
    public static final String PERSONS = "";

    /** So many devices are remembered for one session; the one heard longest ago is forgotten first. */
    static final int MOST_SOURCES = 32;

    public static final AlarmState NEW = new AlarmState(Map.of(), Map.of());

    /**
     * What came from one device, or from persons.
     *
     * @param newest the highest position evaluated as it came; absent for persons, and where only backfills came
     * @param heard  server's time of the last reading
     * @param values the newest value of each sign
     */
    public record Source(@Nullable Position newest, Instant heard, Map<Sign, Seen> values) {
        public Source {
            values = Map.copyOf(values);
        }
    }

    /** A value and where it stands. */
    public record Seen(
            BigDecimal value, Instant at, @Nullable Position position) {

        boolean isNewerThan(Seen other) {
            return position != null && other.position != null
                    ? position.compareTo(other.position) > 0
                    : at.isAfter(other.at);
        }
    }

    public AlarmState {
        sources = Map.copyOf(sources);
        open = Map.copyOf(open);
    }

    /** The same with the alarms as they are stored. */
    public AlarmState withOpen(Map<String, OpenAlarm> alarms) {
        return new AlarmState(sources, alarms);
    }
}
