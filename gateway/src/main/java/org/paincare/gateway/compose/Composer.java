package org.paincare.gateway.compose;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.edge.Target;
import org.paincare.gateway.problem.Problem;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Destination;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.route.Upstream;

/** Answers what no single service can, and finds the service where the path does not say it. */
@Singleton
public class Composer {

    /** Names remembered per process, the ones asked for last: catalogues, and the tasks people work on. */
    private static final int MAX_KNOWN = 5000;

    private final PartClient parts;
    private final RouteTable routes;
    private final Map<String, Upstream> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Upstream> eldest) {
            return size() > MAX_KNOWN;
        }
    });

    Composer(PartClient parts, RouteTable routes) {
        this.parts = parts;
        this.routes = routes;
    }

    /** Asks every service for its part at the request's own address and answers with all of them and the gateway's own. */
    public Future<Void> compose(HttpServerRequest request, RequestIds ids, Future<Optional<JsonObject>> own) {
        return everybody(request, ids)
                .compose(all -> own.map(part -> new Composition(all, part)))
                .map(whole -> {
                    if (!request.response().closed()) {
                        answer(request, ids, whole);
                    }
                    return null;
                });
    }

    private Future<List<Part>> everybody(HttpServerRequest request, RequestIds ids) {
        MultiMap headers = headers(request, ids);
        List<Future<Part>> asked = Upstream.ALL.stream()
                .map(service -> part(service, request.uri(), headers))
                .toList();
        return Future.all(asked).map(all -> all.<Part>list());
    }

    private Future<Part> part(Upstream service, String uri, MultiMap headers) {
        return parts.get(service, uri, headers)
                .map(answer -> Part.of(service, answer))
                .otherwise(failure -> Part.failed(service, failure));
    }

    /** Answers one object made of the sections of all services. */
    public Future<Void> sections(HttpServerRequest request, RequestIds ids, Route route) {
        return everybody(request, ids).map(all -> {
            if (!request.response().closed()) {
                answer(request, ids, all, route.isOfOne(), Sections.of(all));
            }
            return null;
        });
    }

    /** Answers a page of the list that all services have parts of; a code where the request is wrong. */
    public Future<Optional<ProblemCode>> pages(
            HttpServerRequest request, RequestIds ids, Route route, Destination.Pages order) {
        PageRequest asked;
        try {
            asked = PageRequest.of(request);
        } catch (PageRequest.Refused refused) {
            return Future.succeededFuture(Optional.of(refused.code()));
        }
        MultiMap headers = headers(request, ids);
        List<Future<PartPages>> reading = Upstream.ALL.stream()
                .map(service -> new PartPages(service, asked, order))
                .map(pages -> pages.read(uri -> part(pages.service(), uri, headers)))
                .toList();
        return Future.all(reading).map(read -> {
            List<PartPages> all = read.<PartPages>list();
            if (!request.response().closed()) {
                List<Part> answered = all.stream().map(PartPages::answer).toList();
                answer(request, ids, answered, route.isOfOne(), MergedPage.of(all, asked, route.isOfOne()));
            }
            return Optional.empty();
        });
    }

    /**
     * What all parts come to: a refusal of one is the answer, and of one record the register alone says whether it is there.
     */
    private static void answer(
            HttpServerRequest request, RequestIds ids, List<Part> all, boolean ofOne, JsonObject body) {
        boolean unknown = all.stream().allMatch(Part.Unknown.class::isInstance)
                || (ofOne
                        && all.stream()
                                .anyMatch(part ->
                                        part instanceof Part.Unknown(var service) && service == Upstream.PATIENT));
        var refusal = all.stream()
                .filter(Part.Refused.class::isInstance)
                .map(Part.Refused.class::cast)
                .findFirst();
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
        } else if (unknown) {
            Problem.of(ProblemCode.NOT_FOUND, request, ids.traceId()).send(response);
        } else if (all.stream().noneMatch(Part.Given.class::isInstance)) {
            Problem.of(ProblemCode.UPSTREAM_UNAVAILABLE, request, ids.traceId()).send(response);
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body.toBuffer());
        }
    }

    private static void refuse(HttpServerResponse response, Part.Refused refusal) {
        response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(refusal.problem());
    }

    private static void answer(HttpServerRequest request, RequestIds ids, Composition whole) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<Part.Refused> refusal = whole.refusal();
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
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
     * The service that knows the path: the first in order that does not answer 404. Found once, it is remembered; nothing
     * changes its service. Fails where nobody knows it while one could not be asked; empty where nobody knows it.
     */
    public Future<Optional<Upstream>> whoKnows(
            HttpServerRequest request, RequestIds ids, List<Upstream> order, String path) {
        Upstream remembered = known.get(path);
        return remembered != null
                ? Future.succeededFuture(Optional.of(remembered))
                : ask(path, headers(request, ids), order, Optional.empty());
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
            if (asked.result().status() == 200) {
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
