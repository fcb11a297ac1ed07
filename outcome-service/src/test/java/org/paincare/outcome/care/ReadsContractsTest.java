package org.paincare.outcome.care;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.platform.emergency.ToldEmergencies;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.testing.contract.ConsumerContract;

/** Every event this service listens to is read as its producer may send it, now and in later minor releases. */
@QuarkusTest
class ReadsContractsTest {

    @Inject
    Instance<EventHandler> handlers;

    @Test
    void everyEventListenedToIsReadInAllItsForms() {
        handlers.forEach(handler -> ConsumerContract.assertReads(
                handler.type(),
                data -> new IncomingEvent(
                                Ids.next(),
                                "",
                                handler.type(),
                                new UUID(0, 1),
                                new UUID(0, 2),
                                1,
                                Instant.EPOCH,
                                null,
                                data.toString())
                        .dataAs(payloadOf(handler))));
    }

    private Class<?> payloadOf(EventHandler handler) {
        return switch (handler) {
            case Told<?> told -> told.payload();
            case ToldEmergencies emergencies -> ToldEmergencies.Opened.class;
            default -> throw new AssertionError("what it reads is not known here: " + handler.type());
        };
    }
}
