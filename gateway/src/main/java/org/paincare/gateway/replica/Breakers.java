package org.paincare.gateway.replica;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.paincare.gateway.replica.Breaker.Outcome;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;

/** A circuit for each service, for what may wait; the bedside and streams are always tried. */
@Singleton
public class Breakers {

    private final Map<Upstream, Breaker> all = new EnumMap<>(Upstream.class);

    Breakers(GatewaySettings settings, MeterRegistry registry) {
        for (Upstream service : Upstream.ALL) {
            var breaker = new Breaker(
                    settings.breaking().calls(), settings.breaking().pause().toNanos(), System::nanoTime);
            all.put(service, breaker);
            Gauge.builder("gateway.circuit.open", breaker, each -> each.isOpen() ? 1 : 0)
                    .description("1 while the service is not asked, but for the bedside and streams")
                    .tag("service", service.id())
                    .register(registry);
        }
    }

    public Breaker of(Upstream service) {
        return Objects.requireNonNull(all.get(service));
    }

    /**
     * What an answer as it was written says of the service: nothing where the client was at fault before the service was
     * asked, and nothing where it is a 503, which comes at once and holds nobody.
     */
    public static Outcome outcome(HttpServerResponse response) {
        if (!response.ended()) {
            return Outcome.UNKNOWN;
        }
        return switch (response.getStatusCode()) {
            case 502, 504 -> Outcome.UNANSWERED;
            case 408, 413, 503 -> Outcome.UNKNOWN;
            default -> Outcome.ANSWERED;
        };
    }
}
