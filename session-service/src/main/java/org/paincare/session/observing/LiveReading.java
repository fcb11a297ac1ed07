package org.paincare.session.observing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.monitoring.Sign;

/** A reading as boards show it: {@code values: {SPO2: 97, HR: 72}}. */
record LiveReading(Instant observedAt, Map<Sign, BigDecimal> values, boolean late) {

    static LiveEvent of(
            UUID clinic, UUID session, UUID id, Instant observedAt, Map<Sign, BigDecimal> values, boolean late) {
        return new LiveEvent(
                clinic,
                session,
                LiveEvent.Kind.OBSERVATION,
                id,
                observedAt,
                true,
                new LiveReading(observedAt, values, late));
    }
}
