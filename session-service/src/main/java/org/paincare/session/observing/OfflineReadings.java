package org.paincare.session.observing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.paincare.session.care.Session;
import org.paincare.session.offline.OfflineBodies;
import org.paincare.session.offline.OfflineStep;

/** Readings that a tablet kept: taken as any other, late by their own time. They are stored before the entry is:
 * where what lies between is lost, the entry that comes again finds its reading by its number. */
@Singleton
class OfflineReadings implements OfflineStep {

    private final Observations observations;
    private final OfflineBodies bodies;

    OfflineReadings(Observations observations, OfflineBodies bodies) {
        this.observations = observations;
        this.bodies = bodies;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.OBSERVATION);
    }

    @Override
    public void replay(Kind kind, Session session, ObjectNode body, Instant occurredAt, Number number) {
        var reading = bodies.read(body, ObservationJson.Reading.class, "observedAt", occurredAt);
        observations.take(
                session.id(),
                List.of(ReadingBatch.Item.of("", reading)
                        .entered(ReadingBatch.Number.ofTablet(number.clientId(), number.sequence()))),
                true);
    }
}
