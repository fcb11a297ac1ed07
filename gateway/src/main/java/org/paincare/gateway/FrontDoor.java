package org.paincare.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.ConnectionWatch;
import org.paincare.gateway.edge.Draining;
import org.paincare.gateway.edge.HeaderRules;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.edge.Target;
import org.paincare.gateway.edge.UnfoldedDecoder;
import org.paincare.gateway.problem.Problem;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.settings.GatewaySettings;
import org.paincare.gateway.status.Traffic;
import org.paincare.gateway.tls.Certificates;
import org.paincare.gateway.tls.ToldHandshakes;

/**
 * The open port. Quarkus' own server cannot bound the time of a header (its idle timeout starts anew with every byte), and
 * it answers a broken request line or URI with an empty body before any route is asked; so the gateway listens itself and
 * hands what is sane to Quarkus' router. One server per event loop, sharing the port.
 */
@Singleton
class FrontDoor {

    /** Method, version and spaces around the longest target that is let in. */
    private static final int REQUEST_LINE_EXTRA = 64;

    private static final int MAX_HEADERS = 16 * 1024;

    /** Requests side by side on one connection of HTTP/2. */
    private static final int MOST_STREAMS = 100;

    /** How long an early answer may be read by a client that still sends, before the connection is closed. */
    private static final long LINGER_MILLIS = 1000;

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Traffic traffic;
    private final Draining draining;
    private final AtomicInteger connections = new AtomicInteger();
    private final Counter full;
    private final Certificates certificates;
    private volatile int port;
    private volatile int tlsPort;
    private @Nullable String deployment;

    FrontDoor(
            Vertx vertx,
            GatewaySettings settings,
            Traffic traffic,
            Draining draining,
            Certificates certificates,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.certificates = certificates;
        this.settings = settings;
        this.traffic = traffic;
        this.draining = draining;
        this.full = Counter.builder("gateway.connections.refused")
                .description("Connections closed at once because as many as may be were open")
                .register(meters);
        Gauge.builder("gateway.connections.open", connections, AtomicInteger::get)
                .description("Connections of clients that are open")
                .register(meters);
    }

    /** The port that was really opened. */
    int port() {
        return port;
    }

    void open(@Observes @Priority(Integer.MAX_VALUE) StartupEvent started) throws Exception {
        Handler<HttpServerRequest> router = VertxHttpRecorder.getRootHandler();
        var instances = new DeploymentOptions()
                .setInstances(Math.max(1, Runtime.getRuntime().availableProcessors()));
        deployment = vertx.deployVerticle(() -> new Door(router), instances)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        LOG.infof("Gateway listens on http://%s:%d", settings.host(), port);
        if (certificates.hasForCallers()) {
            LOG.infof("Gateway listens on https://%s:%d, by HTTP/2 too", settings.host(), tlsPort);
        }
    }

    /** Says first that it goes, then lets nobody new in and the requests in flight end; open streams end with the drain, their clients come back elsewhere. */
    void close(@Observes ShutdownEvent stopped) throws Exception {
        draining.announce();
        TimeUnit.MILLISECONDS.sleep(settings.drainNotice().toMillis());
        draining.closing();
        long end = System.nanoTime() + settings.drain().toNanos();
        while (traffic.open() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (deployment != null) {
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private HttpServerOptions plain() {
        return options().setPort(port > 0 ? port : settings.port());
    }

    /** Handshake and first header have one header's time together. */
    private HttpServerOptions tls() {
        return certificates
                .secure(options())
                .setPort(tlsPort > 0 ? tlsPort : settings.tls().port())
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(MOST_STREAMS)
                        .setMaxHeaderListSize(MAX_HEADERS))
                .setSslEngineOptions(new ToldHandshakes((channel, tls, took) -> {
                    if (counted(channel)) {
                        ConnectionWatch.shaken(channel, tls, took, settings.headerDeadline());
                    } else {
                        channel.close();
                    }
                }))
                .setSslHandshakeTimeout(settings.headerDeadline().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setMaxInitialLineLength(Target.MAX_LENGTH + REQUEST_LINE_EXTRA)
                .setMaxHeaderSize(MAX_HEADERS)
                .setHandle100ContinueAutomatically(false)
                // HTTP/2 is negotiated with TLS. Without, a connection is read before anything here knows of it, and an
                // upgrade is one more way to see a request differently.
                .setHttp2ClearTextEnabled(false)
                .setAcceptBacklog(1024)
                .setTcpNoDelay(true);
    }

    /** Whether there is room for one more connection; one by TLS is counted when its handshake is done. */
    private boolean counted(Channel channel) {
        if (connections.incrementAndGet() > settings.mostConnections()) {
            full.increment();
            connections.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(gone -> connections.decrementAndGet());
        return true;
    }

    /** One event loop's share of the port. */
    private final class Door extends AbstractVerticle {

        private final Handler<HttpServerRequest> router;

        Door(Handler<HttpServerRequest> router) {
            this.router = router;
        }

        @Override
        public void start(Promise<Void> opened) {
            listen(plain())
                    .onSuccess(server -> port = server.actualPort())
                    .compose(open -> certificates.hasForCallers()
                            ? listen(tls()).onSuccess(server -> tlsPort = server.actualPort())
                            : Future.succeededFuture(open))
                    .<Void>mapEmpty()
                    .onComplete(opened);
        }

        private Future<HttpServer> listen(HttpServerOptions options) {
            return vertx.createHttpServer(options)
                    .connectionHandler(connection -> accepted(connection, options))
                    .invalidRequestHandler(request -> refuse(request, brokenBy(request)))
                    .exceptionHandler(failure -> LOG.debug("A connection broke", failure))
                    .requestHandler(this::let)
                    .listen();
        }

        private void accepted(HttpConnection connection, HttpServerOptions options) {
            if (!draining.takesConnections()) {
                connection.close();
                return;
            }
            Channel channel = ((ConnectionBase) connection).channel();
            if (!connection.isSsl() && !counted(channel)) {
                connection.close();
                return;
            }
            ConnectionWatch.start(connection, settings.headerDeadline(), settings.keepAlive(), settings.readerStall());
            if (connection instanceof Http1xServerConnection) {
                UnfoldedDecoder.replace(channel.pipeline(), options);
            }
            // In front of the handler Vert.x puts one of its own, for WebSockets, which answers an unknown version of
            // HTTP with an empty 501; there are no WebSockets here.
            ((HttpServerConnection) connection).handler(this::let);
        }

        private void let(HttpServerRequest request) {
            ConnectionWatch watch = ConnectionWatch.of(request.connection());
            if (watch != null) {
                watch.requestBegun();
            }
            ProblemCode refusal = refusal(request, watch);
            if (!draining.takesConnections()) {
                leave(request);
            }
            if (refusal == null) {
                router.handle(request);
            } else {
                refuse(request, refusal);
            }
        }
    }

    private @Nullable ProblemCode refusal(HttpServerRequest request, @Nullable ConnectionWatch watch) {
        if (request.version() == null) {
            return ProblemCode.HTTP_VERSION_TOO_OLD;
        }
        if (watch != null && watch.isMultiplexed() && !HeaderRules.asOverHttp1(request, watch.bodyFollows(request))) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        ProblemCode refusal = request.uri() == null ? ProblemCode.MALFORMED_PATH : Target.refusal(request.uri());
        if (refusal == null) {
            refusal = HeaderRules.refusal(request);
        }
        if (refusal == null && settings.tls().only() && !request.isSSL() && !Gateway.isOperation(request.path())) {
            refusal = ProblemCode.TLS_REQUIRED;
        }
        return refusal;
    }

    /** Asks a client whose connection stays open to go on elsewhere. */
    private void leave(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.connection().shutdown(Math.max(1, settings.drain().toMillis()));
        } else {
            HeaderRules.endConnection(request);
        }
    }

    /** A browser that has come by TLS once comes no other way for a year. */
    static void promiseTls(HttpServerRequest request) {
        if (request.isSSL()) {
            request.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static ProblemCode brokenBy(HttpServerRequest request) {
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException e -> ProblemCode.URI_TOO_LONG;
            case TooLongHttpHeaderException e -> ProblemCode.HEADERS_TOO_LARGE;
            case null, default -> ProblemCode.MALFORMED_REQUEST;
        };
    }

    private void refuse(HttpServerRequest request, ProblemCode code) {
        RequestIds ids =
                RequestIds.of(request.getHeader(RequestIds.REQUEST_ID), request.getHeader(RequestIds.TRACEPARENT));
        request.response().putHeader(RequestIds.REQUEST_ID, ids.requestId());
        promiseTls(request);
        HeaderRules.endConnection(request);
        Problem.of(code, request, ids.traceId()).send(request.response());
        traffic.refused(request.method(), code);
        ConnectionWatch watch = ConnectionWatch.of(request.connection());
        if (watch != null && watch.isMultiplexed()) {
            watch.unwanted(request);
            watch.responseEnded(request);
        } else {
            vertx.setTimer(LINGER_MILLIS, id -> ConnectionWatch.cut(request));
        }
    }

    /**
     * Closes a connection whose request was answered before it was read, unless the rest has come by then. The rest is
     * thrown away: closed with unread bytes, the connection would be reset and the answer lost. Over HTTP/2 only its stream
     * ends.
     */
    static void closeSoon(Vertx vertx, HttpServerRequest request) {
        request.handler(rest -> {});
        request.resume();
        ConnectionWatch watch = ConnectionWatch.of(request.connection());
        if (watch != null && watch.isMultiplexed()) {
            watch.unwanted(request);
            return;
        }
        vertx.setTimer(LINGER_MILLIS, id -> {
            if (!request.isEnded()) {
                ConnectionWatch.cut(request);
            }
        });
    }
}
