package org.paincare.platform.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long after its own commit an event has its effect here. An event's id carries when it was made, in real time; the
 * clocks of two machines may differ, so nothing is earlier than at once.
 */
@Singleton
class EventLag {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private static final int MADE_AT_A_TIME = 7;

    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private volatile long waiting;
    private volatile @Nullable UUID held;

    EventLag(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Every series is there from the start, so that the first event counts as a change. */
    void begin(Collection<String> sources) {
        sources.forEach(source -> timers.computeIfAbsent("/paincare/" + source, this::timer));
        Gauge.builder("paincare.inbox.waiting", this, lag -> lag.waiting)
                .description("Events in this replica's partitions that were not taken yet, as last heard")
                .register(registry);
        Gauge.builder("paincare.inbox.held.seconds", this, EventLag::heldSeconds)
                .description("Age of the event that is tried again and again because the database is away")
                .register(registry);
    }

    /** The event had its effect just now, in the order of its stream. */
    void taken(IncomingEvent event) {
        if (event.id().version() == MADE_AT_A_TIME) {
            timers.computeIfAbsent(event.source(), this::timer)
                    .record((long) (seconds(event.id()) * 1000), TimeUnit.MILLISECONDS);
        }
    }

    /** So many were not taken yet. */
    void waiting(long records) {
        waiting = records;
    }

    /** This one has to be tried again; null: none has. */
    void held(@Nullable UUID event) {
        held = event;
    }

    private double heldSeconds() {
        var id = held;
        return id == null ? 0 : seconds(id);
    }

    /** Since the id was made. */
    static double seconds(UUID id) {
        return Math.max(0, System.currentTimeMillis() - (id.getMostSignificantBits() >>> 16)) / 1000.0;
    }

    private Timer timer(String source) {
        return Timer.builder("paincare.event.lag")
                .description("From an event's commit to its effect here")
                .tag("source", source)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
