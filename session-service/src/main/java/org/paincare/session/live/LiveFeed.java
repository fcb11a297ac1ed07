package org.paincare.session.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands what happened to whoever listens in this process. */
@ApplicationScoped
public class LiveFeed {

    private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();

    LiveFeed() {}

    /** Never blocks and never throws: a listener only puts the event into a bounded queue of its own. */
    public void publish(LiveEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Listens until the answer is run. */
    public Runnable listen(Consumer<LiveEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
