package org.paincare.session.alarm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.Sign;

/**
 * A plausible reading, judged by the limits, as the core takes it.
 *
 * @param id         of the reading
 * @param device     absent for a person's
 * @param position   there exactly if the device is
 * @param at         when it was taken, as {@link ReadingTime} has it
 * @param receivedAt server's time
 * @param backfill   declared by whoever sent it: from a time that is over
 */
public record BedsideReading(
        UUID id,
        @Nullable String device,
        @Nullable Position position,
        Instant at,
        Instant receivedAt,
        boolean backfill,
        Map<Sign, BigDecimal> values,
        Evaluation evaluation) {

    public BedsideReading {
        if ((device == null) != (position == null)) {
            throw new IllegalArgumentException("a device's reading has a number, a person's has none");
        }
        values = Map.copyOf(values);
    }

    String source() {
        return device == null ? AlarmState.PERSONS : device;
    }

    /** What names the first reading of an alarm: the same on every replica that sees it. */
    public String name() {
        return position == null || device == null
                ? id.toString()
                : device + "/" + position.boot() + "/" + position.sequence();
    }
}
