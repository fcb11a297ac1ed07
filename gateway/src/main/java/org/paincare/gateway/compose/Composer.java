package org.paincare.gateway.compose;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.edge.Target;
import org.paincare.gateway.problem.Problem;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Destination;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.route.Upstream;

/** Answers what no single service can, and finds the service where the path does not say it. */
@Singleton
public class Composer {

    /** Names remembered per process; more than the services have catalogues. */
    private static final int MAX_KNOWN = 500;

    private final PartClient parts;
    private final RouteTable routes;
    private final Map<String, Upstream> known = new ConcurrentHashMap<>();

    Composer(PartClient parts, RouteTable routes) {
        this.parts = parts;
        this.routes = routes;
    }

    /** Asks every service for its part at the request's own address and answers with all of them. */
    public Future<Void> compose(HttpServerRequest request, RequestIds ids, boolean items) {
        MultiMap headers = headers(request, ids);
        List<Future<Part>> asked = Upstream.ALL.stream()
                .map(service -> parts.get(service, request.uri(), headers)
                        .map(answer -> Part.of(service, answer))
                        .otherwise(failure -> Part.of(service, null)))
                .toList();
        return Future.all(asked).map(all -> {
            if (!request.response().closed()) {
                answer(request, ids, new Composition(all.list(), items));
            }
            return null;
        });
    }

    private static void answer(HttpServerRequest request, RequestIds ids, Composition whole) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<Part.Refused> refusal = whole.refusal();
        if (refusal.isPresent()) {
            response.setStatusCode(refusal.get().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(refusal.get().problem());
        } else if (whole.notFound()) {
            Problem.of(ProblemCode.NOT_FOUND, request, ids.traceId()).send(response);
        } else if (whole.nobodyAnswered()) {
            Problem.of(ProblemCode.UPSTREAM_UNAVAILABLE, request, ids.traceId()).send(response);
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(whole.body().toBuffer());
        }
    }

    /**
     * The service that knows the path: the first in order that does not answer 404. Found once, remembered for good.
     * Fails where nobody knows it while one could not be asked; empty where nobody knows it.
     */
    public Future<Optional<Upstream>> whoKnows(HttpServerRequest request, RequestIds ids, List<Upstream> order) {
        Upstream remembered = known.get(request.path());
        return remembered != null
                ? Future.succeededFuture(Optional.of(remembered))
                : ask(request.path(), headers(request, ids), order, Optional.empty());
    }

    private Future<Optional<Upstream>> ask(
            String path, MultiMap headers, List<Upstream> left, Optional<Throwable> failed) {
        if (left.isEmpty()) {
            return failed.<Future<Optional<Upstream>>>map(Future::failedFuture)
                    .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        }
        Upstream next = left.getFirst();
        List<Upstream> rest = left.subList(1, left.size());
        return parts.get(next, path, headers).transform(asked -> {
            if (asked.failed()) {
                return ask(path, headers, rest, Optional.of(asked.cause()));
            }
            if (asked.result().status() == 404) {
                return ask(path, headers, rest, failed);
            }
            if (asked.result().status() == 200 && known.size() < MAX_KNOWN) {
                known.put(path, next);
            }
            return Future.succeededFuture(Optional.of(next));
        });
    }

    /** The service that owns the resource a body or query names; fails with {@link Unroutable}. */
    public Upstream ownerOfResource(HttpServerRequest request, Buffer body) {
        String resource = body.length() == 0 ? request.getParam("resource") : resource(body);
        if (resource == null || Target.refusal(resource) != null || resource.indexOf('?') >= 0) {
            throw new Unroutable(ProblemCode.UNROUTABLE_RESOURCE);
        }
        var route = routes.find(resource);
        if (route != null && route.destination() instanceof Destination.Service(var owner)) {
            return owner;
        }
        throw new Unroutable(ProblemCode.UNROUTABLE_RESOURCE);
    }

    private static String resource(Buffer body) {
        try {
            return new JsonObject(body).getValue("resource") instanceof String resource ? resource : "";
        } catch (RuntimeException e) {
            throw new Unroutable(ProblemCode.MALFORMED_BODY);
        }
    }

    private static MultiMap headers(HttpServerRequest request, RequestIds ids) {
        MultiMap headers = HttpHeaders.headers()
                .set(HttpHeaders.AUTHORIZATION, request.getHeader(HttpHeaders.AUTHORIZATION))
                .set(HttpHeaders.ACCEPT, "application/json")
                .set(RequestIds.REQUEST_ID, ids.requestId());
        ids.passTrace(headers);
        String language = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return language == null ? headers : headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
    }

    /** The resource named belongs to no one service, or cannot be read. */
    public static final class Unroutable extends RuntimeException {
        private final ProblemCode code;

        Unroutable(ProblemCode code) {
            super(code.name(), null, false, false);
            this.code = code;
        }

        public ProblemCode code() {
            return code;
        }
    }
}
