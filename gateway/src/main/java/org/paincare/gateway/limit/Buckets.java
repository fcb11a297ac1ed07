package org.paincare.gateway.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One policy's buckets by partition, bounded: when there are too many, those that are whole again are forgotten, and where
 * that frees nothing, newcomers share one bucket until it does.
 *
 * <p>With several replicas of the gateway a quarter of the quota is divided among them for good, so that a caller's first
 * requests wait for nothing, and the rest is shared: whoever runs low takes some of it in advance. What is leased was taken
 * from all, so no caller gets more than the quota by going to several. Where nothing is shared each has its fixed part.
 */
final class Buckets {

    private static final int MOST = 50_000;

    /** A sweep that frees nothing costs time; the next is a while later. */
    private static final long BETWEEN_SWEEPS_NANOS = 1_000_000_000;

    /** The part of the quota that is divided among replicas for good. */
    private static final int OWN_PART = 4;

    /** The part of what is shared that is taken at a time, */
    private static final int LEASE_PART = 8;

    /** and of the window within which it is to be used. */
    private static final int LEASE_SPAN = 4;

    private final Policy whole;
    private final Policy fixed;
    private final Policy own;
    private final @Nullable Policy pool;
    private final Map<String, Bucket> all = new ConcurrentHashMap<>();
    private final Set<String> wanting = ConcurrentHashMap.newKeySet();
    private final Bucket newcomers = new Bucket(0);
    private volatile boolean shared;
    private volatile long swept;

    Buckets(Policy whole, int replicas, long now) {
        this.whole = whole;
        this.fixed = whole.sharedBy(replicas);
        this.own = whole.sharedBy(replicas * OWN_PART);
        int rest = whole.quota() - own.quota() * replicas;
        this.pool = replicas > 1 && rest > 0 ? new Policy(whole.name(), rest, whole.window()) : null;
        this.swept = now - BETWEEN_SWEEPS_NANOS;
    }

    /** From now on the pool is there, or is not. */
    void share(boolean there) {
        shared = there && pool != null;
    }

    private Policy policy() {
        return shared ? own : fixed;
    }

    String name() {
        return whole.name();
    }

    /** What a caller can get, from this replica or, where they share, from all. */
    String described() {
        return (shared ? whole : fixed).described();
    }

    Bucket.Take take(String partition, long now) {
        Policy policy = policy();
        Bucket.Take take = of(partition, now).take(policy, now);
        if (shared && take.remaining() * 2 < policy.quota() && wanting.size() < MOST) {
            wanting.add(partition);
        }
        return take;
    }

    void giveBack(String partition, long now) {
        of(partition, now).giveBack(policy());
    }

    /** Who runs low, each once: at most so many. */
    List<LimitPool.Wish> wishes(int most) {
        var wishes = new ArrayList<LimitPool.Wish>();
        if (pool != null) {
            for (String partition : wanting) {
                if (wishes.size() >= most) {
                    break;
                }
                wanting.remove(partition);
                wishes.add(new LimitPool.Wish(pool, partition, Math.max(1, pool.quota() / LEASE_PART)));
            }
        }
        return wishes;
    }

    void granted(LimitPool.Wish wish, int requests, long now) {
        Bucket bucket = wish.pool() == pool ? all.get(wish.partition()) : null;
        if (bucket != null && requests > 0) {
            bucket.lease(requests, now, now + whole.window().toNanos() / LEASE_SPAN);
        }
    }

    private Bucket of(String partition, long now) {
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
