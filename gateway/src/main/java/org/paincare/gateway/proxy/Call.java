package org.paincare.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.Upstream;

/**
 * A request that passed every check, and where it goes.
 *
 * @param body the body where it had to be read to find the service, null where it still is to be streamed
 */
public record Call(
        RoutingContext context,
        Route route,
        Upstream upstream,
        RequestIds ids,
        @Nullable Buffer body) {}
