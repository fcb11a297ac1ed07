package org.paincare.gateway.status;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.paincare.gateway.compose.PartClient;
import org.paincare.gateway.replica.Replica;
import org.paincare.gateway.replica.Replicas;
import org.paincare.gateway.route.Upstream;

/**
 * Says how each service is and which replicas are out, and is itself always up: a service that is down must not take the gateway away from the others,
 * least of all from the bedside.
 */
@Readiness
@Singleton
class ServicesCheck implements AsyncHealthCheck {

    private final PartClient services;
    private final Replicas replicas;

    ServicesCheck(PartClient services, Replicas replicas) {
        this.services = services;
        this.replicas = replicas;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var asked = Upstream.ALL.stream().map(this::state).toList();
        Future<HealthCheckResponse> response = Future.join(asked).map(this::response);
        return Uni.createFrom().completionStage(response.toCompletionStage());
    }

    private Future<String> state(Upstream service) {
        return services.get(service, "/q/health/ready", HttpHeaders.headers())
                .map(answer -> answer.status() == 200 ? "UP" : "DOWN")
                .otherwise("UNREACHABLE");
    }

    private HealthCheckResponse response(CompositeFuture states) {
        var builder = HealthCheckResponse.named("services").up();
        for (int i = 0; i < Upstream.ALL.size(); i++) {
            builder.withData(Upstream.ALL.get(i).id(), states.<String>resultAt(i));
        }
        for (Upstream service : Upstream.ALL) {
            String out = replicas.of(service).stream()
                    .filter(replica -> replica.state() != Replica.State.IN)
                    .map(replica -> replica.name() + " " + replica.state())
                    .collect(Collectors.joining(", "));
            if (!out.isEmpty()) {
                builder.withData(service.id() + "-out", out);
            }
        }
        return builder.build();
    }
}
