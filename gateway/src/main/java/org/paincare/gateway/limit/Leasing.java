package org.paincare.gateway.limit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * Takes for this replica, in the background, what its callers need of the quotas' shared parts. While the database is away
 * each replica goes by its fixed share; nothing waits for it.
 */
@Singleton
class Leasing {

    private static final long PAUSE_MILLIS = 100;

    /** While nobody wants anything: whether the database is there, and what can be forgotten. */
    private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST_AT_ONCE = 1000;

    private static final Logger LOG = Logger.getLogger(Leasing.class);

    private final Limits limits;
    private final LimitPool pool;
    private final boolean needed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("limit-leases").unstarted(task));
    private long keptUp = System.nanoTime() - UPKEEP_NANOS;
    private boolean complained;

    @Inject
    Leasing(Limits limits, LimitPool pool, GatewaySettings settings) {
        this(limits, pool, settings.limits().replicas() > 1);
    }

    Leasing(Limits limits, LimitPool pool, boolean needed) {
        this.limits = limits;
        this.pool = pool;
        this.needed = needed && pool.isPresent();
    }

    void start(@Observes StartupEvent started) {
        if (needed) {
            thread.scheduleWithFixedDelay(this::lease, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.shutdownNow();
    }

    /** One round. */
    void lease() {
        try {
            long now = System.nanoTime();
            boolean upkeep = now - keptUp >= UPKEEP_NANOS;
            List<LimitPool.Wish> wishes = limits.wishes(MOST_AT_ONCE);
            if (wishes.isEmpty() && !upkeep) {
                return;
            }
            if (upkeep) {
                keptUp = now;
                pool.forget();
            }
            limits.granted(wishes, pool.lease(wishes));
            limits.share(true);
            complained = false;
        } catch (SQLException | RuntimeException e) {
            limits.share(false);
            keptUp = System.nanoTime() - UPKEEP_NANOS;
            if (!complained) {
                LOG.warnf("The limits are not shared (%s): each gateway goes by its own share", e);
                complained = true;
            }
        }
    }
}
