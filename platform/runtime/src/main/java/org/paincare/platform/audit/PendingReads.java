package org.paincare.platform.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The read rows of one request that are not durable yet. */
@RequestScoped
class PendingReads {

    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    void add(CompletableFuture<Void> durable) {
        waiting.add(durable);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    CompletableFuture<Void> allDurable() {
        return CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new));
    }
}
