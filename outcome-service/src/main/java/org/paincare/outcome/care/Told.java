package org.paincare.outcome.care;

import java.util.function.BiConsumer;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/** Takes one type of event, its payload read as this service's own record of what it needs. */
record Told<T>(String type, Class<T> payload, BiConsumer<IncomingEvent, T> effect) implements EventHandler {

    @Override
    public void handle(IncomingEvent event) {
        effect.accept(event, event.dataAs(payload));
    }
}
