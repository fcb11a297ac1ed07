package org.paincare.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one partition has left, as a single number: the time at which it is whole again (the generic cell rate algorithm).
 * A bucket whose time has passed is as good as a new one and may be forgotten. Safe for every thread, without a lock.
 */
final class Bucket {

    private final AtomicLong wholeAt;

    Bucket(long now) {
        wholeAt = new AtomicLong(now);
    }

    /**
     * The outcome of one take.
     *
     * @param remaining   requests that could still be made at once
     * @param resetNanos  until all can
     * @param retryNanos  until one can; 0 where this one was admitted
     */
    record Take(boolean admitted, long remaining, long resetNanos, long retryNanos) {}

    /** @param now of a monotonic clock, in nanoseconds */
    Take take(Policy policy, long now) {
        long interval = policy.interval();
        long burst = interval * policy.quota();
        while (true) {
            long known = wholeAt.get();
            long debt = Math.max(0, known - now) + interval;
            if (debt > burst) {
                return new Take(false, 0, debt - interval, debt - burst);
            }
            if (wholeAt.compareAndSet(known, now + debt)) {
                return new Take(true, (burst - debt) / interval, debt, 0);
            }
        }
    }

    /** Undoes a take whose request was refused for another reason. */
    void giveBack(Policy policy) {
        wholeAt.addAndGet(-policy.interval());
    }

    boolean isWhole(long now) {
        return wholeAt.get() - now <= 0;
    }
}
