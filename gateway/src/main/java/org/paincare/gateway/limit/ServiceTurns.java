package org.paincare.gateway.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.Ending;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;

/** The {@link Turns} at each service, as many places as its replicas have together; the bedside and streams take none. */
@Singleton
public class ServiceTurns {

    private final Vertx vertx;
    private final long patienceMillis;
    private final Map<Upstream, Turns> all = new EnumMap<>(Upstream.class);

    ServiceTurns(Vertx vertx, GatewaySettings settings, MeterRegistry registry) {
        this.vertx = vertx;
        this.patienceMillis = settings.turns().patience().toMillis();
        for (Upstream service : Upstream.ALL) {
            int replicas = Math.max(
                    1, settings.upstreams().getOrDefault(service, List.of()).size());
            var turns = new Turns(settings.turns().atOnce() * replicas);
            all.put(service, turns);
            Gauge.builder("gateway.turns.waiting", turns, Turns::waiting)
                    .description("Requests that wait for their clinic's turn at a busy service")
                    .tag("service", service.id())
                    .register(registry);
        }
    }

    /**
     * Must be called on the request's event loop; {@code go} and {@code tooLong} are called there, one of them, unless the
     * request is over before.
     *
     * @param tooLong what to do where no place came free in time
     */
    public void take(Upstream service, @Nullable String clinic, Ending ending, Runnable go, Runnable tooLong) {
        var context = vertx.getOrCreateContext();
        var passage = new Passage(go);
        passage.asks = Thread.currentThread();
        var turn = Objects.requireNonNull(all.get(service)).ask(clinic, () -> {
            if (Thread.currentThread() == passage.asks) {
                passage.begin();
            } else {
                context.runOnContext(now -> passage.begin());
            }
        });
        passage.asks = null;
        ending.then(() -> {
            passage.close();
            turn.leave();
        });
        if (!passage.begun) {
            long timer = vertx.setTimer(patienceMillis, late -> {
                if (turn.giveUp()) {
                    passage.close();
                    tooLong.run();
                }
            });
            ending.then(() -> vertx.cancelTimer(timer));
        }
    }

    /** Whether a request went on, or is over; of its event loop alone, but for who asks. */
    private static final class Passage {
        private final Runnable go;

        /** The thread that asks for the turn just now; from any other, and later, the way to the event loop must be taken. */
        private volatile @Nullable Thread asks;

        private boolean begun;
        private boolean closed;

        private Passage(Runnable go) {
            this.go = go;
        }

        private void begin() {
            if (!closed && !begun) {
                begun = true;
                go.run();
            }
        }

        private void close() {
            closed = true;
        }
    }
}
