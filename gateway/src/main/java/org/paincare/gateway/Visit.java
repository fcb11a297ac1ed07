package org.paincare.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.client.ClientGate;
import org.paincare.gateway.edge.Ending;
import org.paincare.gateway.edge.HeaderRules;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.problem.Problem;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.status.Traffic;

/** What is known of a request while it is answered. */
final class Visit {
    final RequestIds ids;
    final Ending ending = new Ending();
    String route = Traffic.UNMATCHED;
    String upstream = "none";

    @Nullable
    Holder holder;

    ClientGate.@Nullable Counted counted;

    Visit(RequestIds ids) {
        this.ids = ids;
    }

    /** Answers with a problem; a connection on which a body is still coming is closed. */
    void refuse(RoutingContext context, ProblemCode code) {
        HttpServerRequest request = context.request();
        if (code == ProblemCode.UNAUTHENTICATED) {
            request.response().putHeader("WWW-Authenticate", TokenCheck.challenge(context));
        } else if (code == ProblemCode.INSUFFICIENT_SCOPE) {
            request.response().putHeader("WWW-Authenticate", TokenCheck.INSUFFICIENT);
        }
        if (!request.isEnded() && HeaderRules.hasBody(request)) {
            HeaderRules.endConnection(request);
        }
        Problem problem = Problem.of(code, request, ids.traceId());
        (code == ProblemCode.UNROUTABLE_RESOURCE ? problem.at("/resource") : problem).send(request.response());
    }
}
