package org.paincare.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.Ending;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.limit.ServiceTurns;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.Upstream;

/**
 * A request that passed every check, and where it goes.
 *
 * @param ending what is to be done when the request is over
 * @param turn   its turn at the service, taken when it is ready to go and left when the service has answered
 * @param body   the body where it had to be read to find the service, null where it still is to be streamed
 */
public record Call(
        HttpServerRequest request,
        Ending ending,
        Route route,
        Upstream upstream,
        RequestIds ids,
        ServiceTurns.Turn turn,
        @Nullable Buffer body) {}
