package org.paincare.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One policy's buckets by partition, bounded: when there are too many, those that are whole again are forgotten, and where
 * that frees nothing, newcomers share one bucket until it does.
 */
final class Buckets {

    private static final int MOST = 50_000;

    /** A sweep that frees nothing costs time; the next is a while later. */
    private static final long BETWEEN_SWEEPS_NANOS = 1_000_000_000;

    private final Policy policy;
    private final Map<String, Bucket> all = new ConcurrentHashMap<>();
    private final Bucket newcomers = new Bucket(0);
    private volatile long swept;

    Buckets(Policy policy, long now) {
        this.policy = policy;
        this.swept = now - BETWEEN_SWEEPS_NANOS;
    }

    Policy policy() {
        return policy;
    }

    Bucket of(String partition, long now) {
        Bucket known = all.get(partition);
        if (known != null) {
            return known;
        }
        if (all.size() >= MOST && !sweep(now)) {
            return newcomers;
        }
        return all.computeIfAbsent(partition, p -> new Bucket(now));
    }

    /** @return whether there is room */
    private boolean sweep(long now) {
        if (now - swept >= BETWEEN_SWEEPS_NANOS) {
            swept = now;
            all.values().removeIf(bucket -> bucket.isWhole(now));
        }
        return all.size() < MOST;
    }

    int size() {
        return all.size();
    }
}
