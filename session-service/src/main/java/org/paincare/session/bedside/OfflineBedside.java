package org.paincare.session.bedside;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.paincare.platform.web.Etags;
import org.paincare.session.care.Session;
import org.paincare.session.care.SessionJson;
import org.paincare.session.offline.OfflineBodies;
import org.paincare.session.offline.OfflineStep;

/**
 * What was done at the pump and seen of the patient without connection, through the same use cases. The tablet could not
 * know the session's tag: the guards of each step decide, an increase needs the order that covers it.
 */
@Singleton
class OfflineBedside implements OfflineStep {

    private static final String OCCURRED_AT = "occurredAt";

    private final Infusions infusions;
    private final DoseSteps doses;
    private final AdverseEventLog adverseEvents;
    private final DrugsGiven drugs;
    private final OfflineBodies bodies;

    OfflineBedside(
            Infusions infusions,
            DoseSteps doses,
            AdverseEventLog adverseEvents,
            DrugsGiven drugs,
            OfflineBodies bodies) {
        this.infusions = infusions;
        this.doses = doses;
        this.adverseEvents = adverseEvents;
        this.drugs = drugs;
        this.bodies = bodies;
    }

    @Override
    public Set<Kind> kinds() {
        return EnumSet.of(Kind.RATE_CHANGE, Kind.PAUSE, Kind.RESUME, Kind.STOP, Kind.ADVERSE_EVENT, Kind.DRUG_GIVEN);
    }

    @Override
    public void replay(Kind kind, Session session, ObjectNode body, Instant occurredAt, Number number) {
        var id = session.id();
        switch (kind) {
            case RATE_CHANGE ->
                doses.changeRate(
                        id,
                        Etags.written(session),
                        bodies.read(body, InfusionJson.RateChange.class, OCCURRED_AT, occurredAt));
            case PAUSE -> infusions.pause(id, bodies.read(body, SessionJson.Step.class, OCCURRED_AT, occurredAt));
            case RESUME ->
                infusions.resume(
                        id, Etags.written(session), bodies.read(body, SessionJson.Step.class, OCCURRED_AT, occurredAt));
            case STOP -> infusions.stop(id, bodies.read(body, InfusionJson.Stop.class, OCCURRED_AT, occurredAt));
            case ADVERSE_EVENT ->
                adverseEvents.record(id, bodies.read(body, AdverseEventJson.Record.class, "onsetAt", occurredAt));
            case DRUG_GIVEN -> drugs.give(id, bodies.read(body, DrugsGiven.Give.class, OCCURRED_AT, occurredAt));
            case OBSERVATION, NOTE -> throw new IllegalArgumentException(kind + " is another feature's");
        }
    }
}
