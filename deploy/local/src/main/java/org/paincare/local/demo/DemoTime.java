package org.paincare.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;
import org.paincare.testing.local.DemoClinic;

/**
 * Moves the clinical time of all services together. Before each move everything that is due or on its way is done, so
 * that nothing is jumped over; a long move goes in steps, because what becomes due makes other things due.
 */
public final class DemoTime {

    private static final List<Component> SERVICES = List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME);
    private static final Duration STEP = Duration.ofDays(1);
    private static final int MOST_ROUNDS = 200;

    private final PaincareSystem system;
    private final DemoPeople people;
    private Instant now;

    /** Begins at the machine's own time. */
    public DemoTime(PaincareSystem system, DemoPeople people) {
        this.system = system;
        this.people = people;
        this.now = Instant.ofEpochMilli(System.currentTimeMillis());
    }

    /** The time the services were last set to; it passes in real time between moves. */
    public Instant now() {
        return now;
    }

    /** Goes on to that time, in steps of at most a day. */
    public void moveTo(Instant time) {
        while (now.isBefore(time)) {
            settle();
            var next = now.plus(STEP);
            now = next.isAfter(time) ? time : next;
            set(now);
        }
        settle();
    }

    public void pass(Duration duration) {
        moveTo(now.plus(duration));
    }

    /** Waits until nothing is due and no event is on its way between the services. */
    public void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var quiet = true;
            for (var service : SERVICES) {
                var drained = people.service(system.url(service), DemoClinic.BOGOTA.id())
                        .post("/internal/demo/drain")
                        .expect(200)
                        .json();
                quiet &= drained.get("done").asInt() == 0
                        && drained.get("unsent").asLong() == 0
                        && drained.get("taken").asBoolean();
            }
            if (quiet) {
                return;
            }
        }
        throw new IllegalStateException("the services do not come to rest");
    }

    private void set(Instant time) {
        long offset = Duration.between(Instant.ofEpochMilli(System.currentTimeMillis()), time)
                .toSeconds();
        SERVICES.forEach(service -> clock(service, offset));
    }

    private void clock(Component service, long offsetSeconds) {
        people.service(system.url(service), DemoClinic.BOGOTA.id())
                .put("/internal/demo/clock", Map.of("offsetSeconds", offsetSeconds))
                .expect(200);
    }
}
