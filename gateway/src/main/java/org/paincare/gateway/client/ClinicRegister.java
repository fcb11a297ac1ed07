package org.paincare.gateway.client;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paincare.gateway.compose.PartClient;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Upstream;

/** Which clinics there are, as patient-service knows them: asked in the caller's own name, and remembered, for a clinic that was once there stays. */
@Singleton
class ClinicRegister {

    private static final int MAX_KNOWN = 10_000;

    /** More than a part of a composed answer may take, which fails by itself. */
    private static final long PATIENCE_SECONDS = 10;

    private final PartClient services;
    private final Vertx vertx;
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    ClinicRegister(PartClient services, Vertx vertx) {
        this.services = services;
        this.vertx = vertx;
    }

    /**
     * Blocking.
     *
     * @throws Refused NOT_FOUND where there is none, UPSTREAM_UNAVAILABLE where nobody can say
     */
    void mustKnow(Ask ask, UUID clinic) {
        if (known.contains(clinic)) {
            return;
        }
        switch (asked(ask, clinic)) {
            case 200 -> {
                if (known.size() < MAX_KNOWN) {
                    known.add(clinic);
                }
            }
            case 403 -> throw Refused.with(ProblemCode.FORBIDDEN);
            case 404 -> throw Refused.with(ProblemCode.NOT_FOUND);
            default -> throw Refused.with(ProblemCode.UPSTREAM_UNAVAILABLE);
        }
    }

    private int asked(Ask ask, UUID clinic) {
        var headers = HttpHeaders.headers()
                .set(HttpHeaders.AUTHORIZATION, ask.headers().get(HttpHeaders.AUTHORIZATION))
                .set(HttpHeaders.ACCEPT, "application/json")
                .set(RequestIds.REQUEST_ID, ask.ids().requestId());
        ask.ids().passTrace(headers);
        var status = new CompletableFuture<Integer>();
        // The connections to the services belong to the request's event loop.
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(v -> services.get(Upstream.PATIENT, "/v1/clinics/" + clinic, headers)
                .onSuccess(answer -> status.complete(answer.status()))
                .onFailure(status::completeExceptionally));
        try {
            return status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }
}
