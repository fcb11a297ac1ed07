package org.paincare.gateway.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.Ending;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * The {@link Turns} at each service, as many places as its replicas have together; the bedside and streams take none. A place
 * is held from when a request is ready to go until the service answers: who sends or reads slowly holds none.
 */
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

    /** A call's turn, given back at the latest when its request is over. Everything happens on the request's event loop. */
    public Turn turn(Upstream service, @Nullable String clinic, Ending ending) {
        return new Taking(Objects.requireNonNull(all.get(service)), clinic, ending);
    }

    /** One call's turn at its service. */
    public interface Turn {

        /** Of a call that takes none. */
        Turn NONE = new Turn() {
            @Override
            public Future<Void> take() {
                return Future.succeededFuture();
            }

            @Override
            public void leave() {}
        };

        /** To be called once; fails with {@link TimeoutException} where no place came free in time. */
        Future<Void> take();

        /** The service has answered. */
        void leave();
    }

    private final class Taking implements Turn {
        private final Turns turns;
        private final @Nullable String clinic;
        private final Ending ending;
        private Turns.@Nullable Turn turn;

        private Taking(Turns turns, @Nullable String clinic, Ending ending) {
            this.turns = turns;
            this.clinic = clinic;
            this.ending = ending;
        }

        @Override
        public Future<Void> take() {
            var context = vertx.getOrCreateContext();
            Promise<Void> place = Promise.promise();
            var asked = turns.ask(clinic, () -> context.runOnContext(now -> place.tryComplete()));
            turn = asked;
            ending.then(asked::leave);
            if (asked.hasPlace()) {
                return Future.succeededFuture();
            }
            long timer = vertx.setTimer(patienceMillis, late -> {
                if (asked.giveUp()) {
                    place.tryFail(new TimeoutException("no place came free"));
                }
            });
            ending.then(() -> vertx.cancelTimer(timer));
            return place.future();
        }

        @Override
        public void leave() {
            if (turn != null) {
                turn.leave();
            }
        }
    }
}
