package org.paincare.session.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Does and tells things once the transaction under way has committed, and not at all where it does not. */
@ApplicationScoped
public class AfterCommit {

    private static final String PENDING = "paincare.live-events";

    /** A thing that is told of. */
    private record Thing(LiveEvent.Kind kind, UUID id) {}

    private static final class Pending extends LinkedHashMap<Thing, Supplier<LiveEvent>> {
        private static final long serialVersionUID = 1L;
    }

    private final LiveFeed feed;
    private final TransactionSynchronizationRegistry registry;

    AfterCommit(LiveFeed feed, TransactionSynchronizationRegistry registry) {
        this.feed = feed;
        this.registry = registry;
    }

    /** @param what never blocks and never throws */
    public void run(Runnable what) {
        registry.registerInterposedSynchronization(new Afterwards(what));
    }

    /** Of each thing only the last word in the transaction is told. */
    public void publish(LiveEvent event) {
        publish(event.kind(), event.id(), () -> event);
    }

    /**
     * @param event made after the commit, without the database
     * @throws IllegalStateException outside a transaction
     */
    public void publish(LiveEvent.Kind kind, UUID id, Supplier<LiveEvent> event) {
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("told only inside a transaction");
        }
        pending().put(new Thing(kind, id), event);
    }

    private Pending pending() {
        if (registry.getResource(PENDING) instanceof Pending pending) {
            return pending;
        }
        var pending = new Pending();
        registry.putResource(PENDING, pending);
        run(() -> pending.values().forEach(event -> feed.publish(event.get())));
        return pending;
    }

    private record Afterwards(Runnable what) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // nothing is certain yet
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                what.run();
            }
        }
    }
}
