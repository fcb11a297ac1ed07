package org.paincare.session.alarm;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a device's reading was taken, as far as it can be known. What the device says is kept beside it.
 *
 * @param at         what is shown and charted
 * @param skewMillis server's time minus the device's; absent where the device says nothing
 */
public record ReadingTime(Instant at, @Nullable Long skewMillis) {

    /**
     * The device's time, unless its clock is further off than allowed; then the time of the edge box that took the
     * reading from it, or else the server's. A declared backfill without an edge box's time has the device's word alone,
     * and only a future time is not believed.
     */
    public static ReadingTime ofDevice(
            AlarmRules.DeviceClock clock,
            @Nullable Instant device,
            @Nullable Instant gateway,
            Instant received,
            boolean backfill) {
        var boxBelieved = gateway != null && !gateway.isAfter(received.plus(clock.ahead()));
        var reference = boxBelieved && gateway != null ? gateway : received;
        if (device == null) {
            return new ReadingTime(reference, null);
        }
        var skew = Duration.between(device, received).toMillis();
        var ahead = device.isAfter(reference.plus(clock.ahead()));
        var behind = device.isBefore(reference.minus(clock.behind())) && (boxBelieved || !backfill);
        return new ReadingTime(ahead || behind ? reference : device, skew);
    }
}
