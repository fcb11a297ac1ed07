package org.paincare.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.board.BoardPages;
import org.paincare.gateway.client.ClientGate;
import org.paincare.gateway.edge.ConnectionWatch;
import org.paincare.gateway.edge.Cors;
import org.paincare.gateway.edge.HeaderRules;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.limit.Limits;
import org.paincare.gateway.openapi.OpenApiDocument;
import org.paincare.gateway.portal.PortalPages;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.status.Traffic;

/**
 * The stops of every request that the front door let in: names, web origin, route, token, limits, scopes; then it goes
 * {@link Onward}. All of it runs on the connection's event loop.
 */
@Singleton
class Gateway {

    /** After Quarkus has put the means of authentication on the request, before everything else it routes. */
    private static final int ORDER = -50;

    /** The status logged of a request whose answer nobody got whole. */
    private static final int CLIENT_GONE = 499;

    /** What of Quarkus' own is public. */
    private static final Set<String> OPERATIONS =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final RouteTable routes;
    private final TokenCheck tokens;
    private final Limits limits;
    private final ClientGate clients;
    private final Onward onward;
    private final OpenApiDocument openApi;
    private final BoardPages board;
    private final PortalPages portal;
    private final Traffic traffic;
    private final Cors cors;

    Gateway(
            RouteTable routes,
            TokenCheck tokens,
            Limits limits,
            ClientGate clients,
            Onward onward,
            OpenApiDocument openApi,
            BoardPages board,
            PortalPages portal,
            Traffic traffic,
            Cors cors) {
        this.routes = routes;
        this.tokens = tokens;
        this.limits = limits;
        this.clients = clients;
        this.onward = onward;
        this.openApi = openApi;
        this.board = board;
        this.portal = portal;
        this.traffic = traffic;
        this.cors = cors;
    }

    /** Health and metrics, for whoever runs the installation. */
    static boolean isOperation(String path) {
        return OPERATIONS.contains(path);
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::enter).failureHandler(this::failed);
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        var visit = new Visit(ids(request));
        context.put(Visit.class.getName(), visit);
        long began = System.nanoTime();
        traffic.begun();
        ConnectionWatch watch = ConnectionWatch.of(request.connection());
        visit.ending.then(() -> left(context, visit, watch, Duration.ofNanos(System.nanoTime() - began)));
        context.addEndHandler(end -> visit.ending.over());
        if (watch != null) {
            watch.tell(visit.ending, request);
        }
        request.response().putHeader(RequestIds.REQUEST_ID, visit.ids.requestId());
        request.response().putHeader("X-Content-Type-Options", "nosniff");
        FrontDoor.promiseTls(request);
        if (webOriginAllows(context, visit)) {
            find(context, visit);
        }
    }

    private static RequestIds ids(HttpServerRequest request) {
        String requestId = request.getHeader(RequestIds.REQUEST_ID);
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? RequestIds.of(requestId, span)
                : RequestIds.of(requestId, request.getHeader(RequestIds.TRACEPARENT));
    }

    private void left(RoutingContext context, Visit visit, @Nullable ConnectionWatch watch, Duration took) {
        HttpServerRequest request = context.request();
        boolean answered = request.response().ended();
        int status = answered ? request.response().getStatusCode() : CLIENT_GONE;
        if (visit.counted != null) {
            visit.counted.answered(status);
        }
        traffic.answered(visit.route, request.method(), status, visit.upstream, took, visit.ids);
        if (watch != null) {
            watch.responseEnded(request);
        }
        if (answered && !request.isEnded() && HeaderRules.hasBody(request)) {
            FrontDoor.closeSoon(context.vertx(), request);
        }
    }

    /** Sets what a browser needs to let the page read the answer; answers preflights. */
    private boolean webOriginAllows(RoutingContext context, Visit visit) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        HttpServerResponse response = request.response();
        response.headers().add(HttpHeaders.VARY, "Origin");
        boolean preflight = request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (cors.allows(origin)) {
            cors.allow(origin, response.headers());
            if (preflight) {
                cors.preflight(response.headers());
                response.setStatusCode(204).end();
            }
        } else if (preflight) {
            visit.refuse(context, ProblemCode.ORIGIN_NOT_ALLOWED);
        }
        return !preflight;
    }

    private void find(RoutingContext context, Visit visit) {
        String path = context.request().path();
        switch (path) {
            case "/openapi" ->
                own(context, visit, () -> openApi.answer(context.request()).onFailure(context::fail));
            default -> {
                if (isOperation(path)) {
                    own(context, visit, context::next);
                } else if (board.has(path)) {
                    own(context, visit, () -> board.answer(context.request()));
                } else if (portal.has(path)) {
                    own(context, visit, () -> portal.answer(context.request()));
                } else {
                    Route route = routes.find(path);
                    if (route == null) {
                        visit.refuse(context, ProblemCode.NOT_FOUND);
                    } else {
                        visit.route = route.template().text();
                        check(context, visit, route);
                    }
                }
            }
        }
    }

    /** A public page of the gateway's own, to be read only. */
    private void own(RoutingContext context, Visit visit, Runnable answer) {
        visit.route = context.request().path();
        HttpMethod method = context.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            context.request().resume();
            answer.run();
        } else {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            visit.refuse(context, ProblemCode.METHOD_NOT_ALLOWED);
        }
    }

    private void check(RoutingContext context, Visit visit, Route route) {
        HttpServerRequest request = context.request();
        if (!Traffic.known(request.method()) || !route.allows(request.method().name())) {
            context.response().putHeader(HttpHeaders.ALLOW, allowed(route));
            visit.refuse(context, ProblemCode.METHOD_NOT_ALLOWED);
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            context.response().putHeader(HttpHeaders.UPGRADE, "HTTP/1.1");
            visit.refuse(context, ProblemCode.HTTP_VERSION_TOO_OLD);
        } else if (HeaderRules.contentLength(request) > route.maxBodyBytes()) {
            visit.refuse(context, ProblemCode.BODY_TOO_LARGE);
        } else if (route.open()) {
            String address = request.remoteAddress().hostAddress();
            if (admitted(context, visit, limits.admitUnknown(address, route))) {
                onward.go(context, visit, route);
            }
        } else {
            Onward.then(context, tokens.check(context), found -> {
                switch (found) {
                    case TokenCheck.Bad(var code) -> visit.refuse(context, code);
                    case TokenCheck.Good(var holder) -> known(context, visit, route, holder);
                }
            });
        }
    }

    /** A caller with a good token: may its client call, is it within the limits, and do the scopes cover this? */
    private void known(RoutingContext context, Visit visit, Route route, Holder holder) {
        HttpServerRequest request = context.request();
        var admission = clients.admit(request, holder, route);
        visit.holder = holder;
        visit.counted = admission.counted();
        if (!admitted(context, visit, admission.decision())) {
            return;
        }
        Optional<ProblemCode> refusal = admission.refusal();
        if (refusal.isPresent()) {
            visit.refuse(context, refusal.get());
        } else if (!limits.begin(holder.clinic(), route, visit.ending)) {
            visit.refuse(context, ProblemCode.TOO_MANY_AT_ONCE);
        } else {
            onward.go(context, visit, route);
        }
    }

    /** Says on the answer what is left of the limits; refuses where nothing is. */
    private boolean admitted(RoutingContext context, Visit visit, Limits.Decision decision) {
        context.response()
                .putHeader("RateLimit-Policy", decision.policies())
                .putHeader("RateLimit", decision.remaining());
        decision.refusal().ifPresent(code -> {
            context.response().putHeader("Retry-After", Long.toString(decision.retryAfterSeconds()));
            visit.refuse(context, code);
        });
        return decision.refusal().isEmpty();
    }

    private static String allowed(Route route) {
        var methods = new TreeSet<>(
                route.methods().isEmpty() ? Set.of("GET", "POST", "PUT", "PATCH", "DELETE") : route.methods());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    /** A fault of our own: said once in the log with the trace id the caller gets. */
    private void failed(RoutingContext context) {
        Visit visit = context.get(Visit.class.getName());
        if (visit == null) {
            context.next();
            return;
        }
        LOG.errorf(context.failure(), "Request %s failed in the gateway", visit.ids.traceId());
        if (!context.response().ended()) {
            if (context.response().headWritten()) {
                ConnectionWatch.cut(context.request());
            } else {
                visit.refuse(context, ProblemCode.INTERNAL_ERROR);
            }
        }
    }
}
