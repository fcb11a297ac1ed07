package org.paincare.session;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens soon on another thread, ten seconds at most. */
final class Waiting {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Waiting() {}

    static void until(BooleanSupplier happened) {
        var begin = System.nanoTime();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                throw new AssertionError("it did not happen within ten seconds");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
