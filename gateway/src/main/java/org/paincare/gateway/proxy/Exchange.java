package org.paincare.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.ConnectionWatch;
import org.paincare.gateway.edge.HeaderRules;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.problem.Problem;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * One request on its way to its service and back. Lives on one event loop. The service's deadline runs from the last byte
 * of the request to the first of the answer, and whenever the service does not take more of the request; a request that is
 * sent to a second replica has no more time than the others.
 */
final class Exchange implements OriginRequestProvider, ProxyInterceptor {

    /** Bodies up to this size, in bytes, are whole before a connection to the service is taken for them. */
    private static final int GATHERED = 64 * 1024;

    private final Vertx vertx;
    private final UpstreamClients clients;
    private final GatewaySettings settings;
    private final Call call;
    private final HttpServerRequest request;
    private @Nullable RequestBody requestBody;
    private @Nullable ResponseBody responseBody;
    private @Nullable HttpClientRequest upstream;
    private @Nullable ProblemCode reason;
    private @Nullable Passage passage;
    private @Nullable Future<Void> turn;
    private @Nullable Buffer whole;
    private @Nullable String ownKey;
    private boolean repeated;
    private boolean requestComplete;
    private boolean answered;
    private long deadline = -1;

    Exchange(Vertx vertx, UpstreamClients clients, GatewaySettings settings, Call call) {
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
        this.call = call;
        this.request = call.request();
        call.ending().then(this::finished);
    }

    /**
     * A proxy object costs three small allocations and gives each request an interceptor with state of its own; what is
     * worth keeping, the connections, is kept by {@link UpstreamClients}. WebSockets are not spoken: an upgrade is stripped
     * like every hop-by-hop header and the request goes on as plain HTTP.
     */
    void begin() {
        HttpProxy.reverseProxy(
                        new ProxyOptions().setSupportWebSocket(false),
                        clients.client(call.upstream(), call.route().lane()))
                .origin(this)
                .addInterceptor(this)
                .handle(request);
    }

    /** Opens the connection; called by the proxy once the request is ready to go. */
    @Override
    public Future<HttpClientRequest> create(ProxyContext context) {
        return turn().compose(mine -> passage().open()).compose(opened -> {
            if (reason != null || request.response().closed()) {
                opened.reset();
                return Future.failedFuture(
                        new Failure.Refused(reason == null ? ProblemCode.MALFORMED_REQUEST : reason));
            }
            upstream = opened;
            if (requestComplete) {
                startDeadline();
            }
            return Future.succeededFuture(opened);
        });
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest outgoing = context.request();
        headersToService(outgoing.headers());
        return bodyToService(outgoing).compose(ready -> context.sendRequest()).recover(this::failed);
    }

    /** Taken once, also where it is sent twice. */
    private Future<Void> turn() {
        if (turn == null) {
            turn = call.turn().take();
        }
        return turn;
    }

    private Passage passage() {
        if (passage == null) {
            passage = clients.passage(call.upstream(), lane(), request.method(), request.uri())
                    .whenPutOut(this::putOut);
        }
        return passage;
    }

    /** The replica that has the request hangs. */
    private void putOut() {
        if (answered) {
            // An open stream: its client comes back and is sent to another.
            cutOff();
        } else if (mayBeRepeated() && upstream != null) {
            upstream.reset();
        }
    }

    /** Nothing of an answer has come, and to act twice on it is to act once. */
    private boolean mayBeRepeated() {
        return !answered
                && !repeated
                && reason == null
                && requestComplete
                && (whole != null || !HeaderRules.hasBody(request))
                && isRepeatable()
                && passage().hasAnother()
                && !request.response().closed();
    }

    private boolean isRepeatable() {
        HttpMethod method = request.method();
        return method == HttpMethod.GET
                || method == HttpMethod.HEAD
                || (method == HttpMethod.POST
                        && (call.route().repeatable() || request.headers().contains("Idempotency-Key")));
    }

    /** Where it was sent and lost it is sent once more, by a proxy of its own; else it is answered here. */
    private Future<ProxyResponse> failed(Throwable failure) {
        if (upstream == null || !mayBeRepeated()) {
            return refuse(failure);
        }
        repeated = true;
        upstream = null;
        passage().repeating();
        begin();
        return Promise.<ProxyResponse>promise().future();
    }

    private void headersToService(MultiMap headers) {
        HeaderRules.stripHopByHop(headers);
        HeaderRules.stripSpoofed(headers);
        headers.remove("Expect");
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress())
                .set("X-Forwarded-Proto", request.scheme())
                .set("X-Forwarded-Host", request.getHeader(HttpHeaders.HOST))
                .set(RequestIds.REQUEST_ID, call.ids().requestId());
        headers.set(
                HeaderRules.DEADLINE_MILLIS,
                Long.toString(settings.deadlineMillis(call.route().deadline())));
        nameOnce(headers);
        call.ids().passTrace(headers);
    }

    /** What the gateway may send twice of itself has a key, the same both times: what is in it and has no number is taken once. */
    private void nameOnce(MultiMap headers) {
        if (call.route().repeatable()
                && request.method().equals(HttpMethod.POST)
                && !request.headers().contains("Idempotency-Key")) {
            if (ownKey == null) {
                ownKey = UUID.randomUUID().toString();
            }
            headers.set("Idempotency-Key", ownKey);
        }
    }

    /** Completes when the connection to the service may be opened. */
    private Future<Void> bodyToService(ProxyRequest outgoing) {
        Buffer known = whole != null ? whole : call.body();
        if (known != null) {
            send(outgoing, known);
            return Future.succeededFuture();
        }
        if (!HeaderRules.hasBody(request)) {
            outgoing.setBody(null);
            request.resume();
            requestComplete = true;
            return Future.succeededFuture();
        }
        var body = new RequestBody(vertx, request, RequestBody.Limits.of(call.route(), settings), this::giveUp);
        requestBody = body;
        return body.gather(streamedUp() ? 0 : GATHERED).map(isWhole -> {
            if (isWhole) {
                send(outgoing, body.whole());
            } else {
                outgoing.setBody(Body.body(body.streamed(this::requestComplete), HeaderRules.contentLength(request)));
            }
            return null;
        });
    }

    private void send(ProxyRequest outgoing, Buffer body) {
        whole = body;
        outgoing.setBody(Body.body(body));
        requestComplete = true;
    }

    /** Lines of unknown number go up one by one as they come; their connections are taken from the streams. */
    private boolean streamedUp() {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return HeaderRules.contentLength(request) < 0 && type != null && type.startsWith("application/x-ndjson");
    }

    private Lane lane() {
        return streamedUp() ? Lane.STREAM : call.route().lane();
    }

    private void requestComplete() {
        requestComplete = true;
        if (upstream != null) {
            startDeadline();
        }
    }

    private void startDeadline() {
        if (deadline < 0 && !answered) {
            deadline = vertx.setTimer(
                    settings.deadlineMillis(call.route().deadline()), id -> giveUp(ProblemCode.UPSTREAM_TIMEOUT));
        }
    }

    /** Breaks off; where no answer has come yet, {@link #refuse} says why. */
    private void giveUp(ProblemCode why) {
        if (answered) {
            cutOff();
            return;
        }
        reason = why;
        if (upstream != null) {
            upstream.reset();
        } else if (passage != null) {
            passage.giveUp(why);
        }
    }

    /**
     * Answers in the service's place. Not through the proxy, which takes every answer for a service's and stumbles over one
     * without; so the future it waits for never completes, and all of it is forgotten with the request.
     */
    private Future<ProxyResponse> refuse(Throwable failure) {
        answerBegins();
        if (requestBody != null) {
            requestBody.stop();
        }
        HttpServerResponse response = request.response();
        if (!response.closed() && !response.ended()) {
            if (!request.isEnded() && HeaderRules.hasBody(request)) {
                HeaderRules.endConnection(request);
            }
            ProblemCode code = reason != null ? reason : Failure.of(failure);
            if (repeated && code.status() == 503) {
                // This time it was not handed over, but the first replica may have acted on it.
                code = ProblemCode.UPSTREAM_FAILED;
            }
            Problem.of(code, request, call.ids().traceId()).send(response);
        }
        return Promise.<ProxyResponse>promise().future();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        answerBegins();
        whole = null;
        passage().answered();
        if (lane() != Lane.STREAM) {
            passage().leave();
        }
        ProxyResponse answer = context.response();
        Body body = answer.getBody();
        headersToClient(answer.headers());
        // With a reason phrase of the service, Vert.x no longer knows a 304 when it sees one and frames it like a body.
        answer.setStatusMessage(null);
        int status = answer.getStatusCode();
        if (status == 204 || status == 304) {
            body.stream().resume();
            answer.setBody(null);
            return context.sendResponse();
        }
        Gzip gzip = compressed(answer, status, body.length());
        responseBody = new ResponseBody(
                vertx,
                body.stream(),
                gzip,
                settings.answerIdle().toMillis(),
                settings.readerStall().toMillis(),
                this::cutOff);
        answer.setBody(Body.body(responseBody, gzip == null ? body.length() : -1));
        return context.sendResponse().onFailure(brokenOff -> cutOff());
    }

    private @Nullable Gzip compressed(ProxyResponse answer, int status, long length) {
        MultiMap headers = answer.headers();
        if (!Gzip.suits(request, status, headers, length, settings.compressFrom())) {
            return null;
        }
        headers.add(HttpHeaders.VARY, "Accept-Encoding");
        if (!Gzip.isAccepted(request)) {
            return null;
        }
        headers.set(HttpHeaders.CONTENT_ENCODING, "gzip").remove(HttpHeaders.CONTENT_LENGTH);
        return new Gzip();
    }

    private void headersToClient(MultiMap headers) {
        HeaderRules.stripHopByHop(headers);
        headers.remove("Server").remove("X-Powered-By").remove(RequestIds.REQUEST_ID);
        headers.remove("RateLimit").remove("RateLimit-Policy");
        // Which pages may read an answer is decided at the edge, once.
        for (String name : headers.names().toArray(String[]::new)) {
            if (name.regionMatches(true, 0, "Access-Control-", 0, 15)) {
                headers.remove(name);
            }
        }
    }

    /** The request may go on while its answer comes: lines go up and results come down at the same time. */
    private void answerBegins() {
        answered = true;
        call.turn().leave();
        if (deadline >= 0) {
            vertx.cancelTimer(deadline);
        }
    }

    /** The answer was written, or the client is gone (the proxy itself then ends the service's work). */
    private void finished() {
        answerBegins();
        whole = null;
        if (passage != null) {
            passage.leave();
        }
        if (requestBody != null) {
            requestBody.stop();
        }
        if (responseBody != null) {
            responseBody.stop();
        }
    }

    /** The answer is on its way already and cannot be taken back: the connection ends, so that nobody takes it for whole. */
    private void cutOff() {
        if (upstream != null) {
            upstream.reset();
        }
        ConnectionWatch.cut(request);
    }
}
