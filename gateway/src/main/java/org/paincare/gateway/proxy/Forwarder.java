package org.paincare.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.paincare.gateway.edge.HeaderRules;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.settings.GatewaySettings;

/** Sends a checked request to its service and the answer back, both streamed. */
@Singleton
public class Forwarder {

    private final Vertx vertx;
    private final UpstreamClients clients;
    private final GatewaySettings settings;

    Forwarder(Vertx vertx, UpstreamClients clients, GatewaySettings settings) {
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
    }

    /** Reads a small body whole, within the route's limits; fails with what {@link Failure#of} knows. */
    public Future<Buffer> read(HttpServerRequest request, Route route) {
        if (!HeaderRules.hasBody(request)) {
            request.resume();
            return Future.succeededFuture(Buffer.buffer());
        }
        var body = new RequestBody(vertx, request, RequestBody.Limits.of(route, settings), code -> {});
        return body.gather(Integer.MAX_VALUE).map(whole -> body.whole());
    }

    /** Must be called on the request's event loop. */
    public void forward(Call call) {
        new Exchange(vertx, clients, settings, call).begin();
    }
}
