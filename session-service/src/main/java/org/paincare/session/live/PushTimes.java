package org.paincare.session.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How long an alarm takes from what caused it (a reading received, a person's act, a silence noticed) to the connection of
 * a board, once as soon as it is known and once as stored.
 */
@Singleton
class PushTimes {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final InstantSource clock;
    private final Timer known;
    private final Timer stored;

    PushTimes(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        this.known = timer(registry, false);
        this.stored = timer(registry, true);
    }

    private static Timer timer(MeterRegistry registry, boolean stored) {
        return Timer.builder("paincare.alarm.push")
                .description("From what caused an alarm's change to the connection of one board")
                .tag("stored", Boolean.toString(stored))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /** This frame was handed to a board's connection. */
    void handedOn(Frame frame) {
        var alarm = frame.alarm();
        if (alarm != null) {
            var took = Duration.between(alarm.at(), clock.instant());
            (alarm.stored() ? stored : known).record(took.isNegative() ? Duration.ZERO : took);
        }
    }
}
