package org.paincare.session.observing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.offline.OfflineBodies;
import org.paincare.session.scale.Scales;

/** What a scale came to, taken as a reading. */
@Singleton
class ScaleReadings implements Scales.Readings {

    private final Observations observations;
    private final OfflineBodies bodies;

    ScaleReadings(Observations observations, OfflineBodies bodies) {
        this.observations = observations;
        this.bodies = bodies;
    }

    @Override
    public UUID take(UUID sessionId, Map<Sign, Integer> values, Instant observedAt) {
        var body = JsonNodeFactory.instance.objectNode();
        values.forEach((sign, value) -> body.put(ObservationJson.Reading.field(sign), value));
        var reading = bodies.read(body, ObservationJson.Reading.class, "observedAt", observedAt);
        var taken = observations
                .take(sessionId, List.of(ReadingBatch.Item.of("", reading)), true)
                .getFirst()
                .taken();
        return Objects.requireNonNull(taken, "all or none").id();
    }
}
