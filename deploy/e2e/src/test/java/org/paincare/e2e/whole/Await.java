package org.paincare.e2e.whole;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something to become true, never for time to pass. */
public final class Await {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Await() {}

    /** @throws AssertionError that names what did not come true */
    public static void until(String what, Duration limit, BooleanSupplier isTrue) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isTrue.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + limit.toMillis() + " ms: " + what);
            }
            pause();
        }
    }

    /**
     * Waits until nothing is found any more.
     *
     * @throws AssertionError with what is still found at the end
     */
    public static <T> void none(String what, Duration limit, Supplier<List<T>> findings) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<T> found = findings.get();
        while (!found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " still has after " + limit.toMillis() + " ms: " + found);
            }
            pause();
            found = findings.get();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
