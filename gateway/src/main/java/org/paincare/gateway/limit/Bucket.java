package org.paincare.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one partition has left, as a single number: the time at which it is whole again (the generic cell rate algorithm);
 * besides what was leased for it from what the gateway's replicas share. A bucket whose time has passed is as good as a new
 * one and may be forgotten. Safe for every thread, without a lock.
 */
final class Bucket {

    private static final Lease NONE = new Lease(new AtomicInteger(), 0);

    private final AtomicLong wholeAt;
    private volatile Lease lease = NONE;

    Bucket(long now) {
        wholeAt = new AtomicLong(now);
    }

    /** Requests granted from what is shared, to be made until then. */
    private record Lease(AtomicInteger left, long until) {
        int left(long now) {
            return until - now > 0 ? Math.max(0, left.get()) : 0;
        }

        boolean take(long now) {
            return left(now) > 0 && left.getAndDecrement() > 0;
        }

        /** What is left goes into another lease and is taken from this one no more. */
        int close(long now) {
            int rest = Math.max(0, left.getAndSet(0));
            return until - now > 0 ? rest : 0;
        }
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
        Lease leased = lease;
        if (leased.take(now)) {
            long debt = Math.max(0, wholeAt.get() - now);
            return new Take(true, leased.left(now) + (burst - Math.min(debt, burst)) / interval, debt + interval, 0);
        }
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

    /** Requests besides its own, to be made until then; what is left of those before is added. */
    void lease(int requests, long now, long until) {
        lease = new Lease(new AtomicInteger(lease.close(now) + requests), until);
    }

    boolean isWhole(long now) {
        return wholeAt.get() - now <= 0 && lease.left(now) == 0;
    }
}
