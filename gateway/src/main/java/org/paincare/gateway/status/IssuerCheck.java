package org.paincare.gateway.status;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means tokens can be checked: the issuer's keys are known, or can be fetched when the first token comes. */
@Readiness
@Singleton
class IssuerCheck implements AsyncHealthCheck {

    private static final int TIMEOUT_MILLIS = 2000;

    private final TenantConfigBean identity;
    private final String discovery;
    private final HttpClient client;

    IssuerCheck(
            TenantConfigBean identity,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
        this.identity = identity;
        this.discovery = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (identity.getDefaultTenant().ready()) {
            return Uni.createFrom().item(response(true, "known"));
        }
        Future<HealthCheckResponse> asked = client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(discovery)
                        .setTimeout(TIMEOUT_MILLIS))
                .compose(request -> request.send())
                .map(HttpClientResponse::statusCode)
                .map(status -> response(status == 200, status == 200 ? "fetchable" : "unavailable"))
                .otherwise(failure -> response(false, "unavailable"));
        return Uni.createFrom().completionStage(asked.toCompletionStage());
    }

    private static HealthCheckResponse response(boolean up, String keys) {
        return HealthCheckResponse.named("issuer")
                .status(up)
                .withData("keys", keys)
                .build();
    }
}
