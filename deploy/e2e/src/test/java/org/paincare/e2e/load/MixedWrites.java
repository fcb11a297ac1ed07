package org.paincare.e2e.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.paincare.e2e.history.History;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.demo.People;

/** Clients that write all the time, from start to {@link #finish}. */
public final class MixedWrites implements AutoCloseable {

    private static final int CLIENTS = 6;
    /** Longer than a sender's patience. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(160);

    private final History history;
    private final ConcurrentLinkedQueue<String> serverErrors = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean running = true;

    private MixedWrites(History history) {
        this.history = history;
    }

    public static MixedWrites start(Whole whole, History history, long seed) {
        return start(whole.people(), history, seed);
    }

    /** @param people callers of another way to the gateway */
    public static MixedWrites start(People people, History history, long seed) {
        MixedWrites writes = new MixedWrites(history);
        SplittableRandom random = new SplittableRandom(seed);
        String run = Long.toString(System.currentTimeMillis(), 36);
        for (int number = 0; number < CLIENTS; number++) {
            Client client =
                    new Client(number, run, people, random.split(), new Sender(history, writes.serverErrors), history);
            writes.threads.add(Thread.ofVirtual().name("client-" + number).start(() -> writes.run(client)));
        }
        return writes;
    }

    private void run(Client client) {
        try {
            while (running) {
                client.step();
            }
        } catch (RuntimeException | AssertionError broken) {
            failure.compareAndSet(null, broken);
        }
    }

    /** Waits until so many more writes were acknowledged from now on. */
    public void awaitAcknowledged(long more, Duration limit) {
        long goal = history.acknowledged() + more;
        Await.until(more + " more acknowledged writes", limit, () -> history.acknowledged() >= goal);
    }

    /** Lets every write come to its end. */
    public void finish() {
        close();
        for (Thread thread : threads) {
            try {
                if (!thread.join(LAST_WRITES)) {
                    throw new AssertionError(thread.getName() + " does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (failure.get() != null) {
            throw new AssertionError("a client failed", failure.get());
        }
    }

    /** Requests without an answer and answers of 5xx. */
    public List<String> serverErrors() {
        return List.copyOf(serverErrors);
    }

    @Override
    public void close() {
        running = false;
    }
}
