package org.paincare.gateway.proxy;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * Keep-alive connections to the services: one bounded pool with a bounded queue per service and lane, so that a slow
 * service or a flood of lists takes nothing from the bedside. Each event loop has pools of its own (its share of the
 * configured size), which keeps a request and its connection on one thread.
 */
@Singleton
public class UpstreamClients {

    private static final Logger LOG = Logger.getLogger(UpstreamClients.class);
    private static final Set<HttpMethod> RETRIED = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final int loops;
    private final FastThreadLocal<Map<Lane, HttpClient>[]> perLoop = new FastThreadLocal<>();

    UpstreamClients(Vertx vertx, GatewaySettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.loops = Runtime.getRuntime().availableProcessors();
    }

    /**
     * Opens a request; fails with what {@link Failure#of} knows. Reads are tried a second time where no connection could be
     * made; nothing had been sent by then.
     *
     * @param uri path and query
     */
    public Future<HttpClientRequest> request(Upstream upstream, Lane lane, HttpMethod method, String uri) {
        HttpClient client = client(upstream, lane);
        Future<HttpClientRequest> opened = client.request(options(upstream, method, uri));
        if (RETRIED.contains(method)) {
            opened = opened.recover(failure -> failure instanceof ConnectException
                    ? client.request(options(upstream, method, uri))
                    : Future.failedFuture(failure));
        }
        return opened.onSuccess(request -> request.exceptionHandler(UpstreamClients::broke));
    }

    /** Whoever waits for the answer is told too; without this Vert.x calls it an error in the log. */
    private static void broke(Throwable failure) {
        LOG.debug("A request to a service broke off", failure);
    }

    private RequestOptions options(Upstream upstream, HttpMethod method, String uri) {
        URI address = settings.upstreams().get(upstream);
        boolean tls = "https".equals(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
        return new RequestOptions()
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(tls)
                .setMethod(method)
                .setURI(uri)
                .setConnectTimeout(settings.queueTimeout().toMillis());
    }

    @SuppressWarnings("unchecked")
    HttpClient client(Upstream upstream, Lane lane) {
        Map<Lane, HttpClient>[] clients = perLoop.get();
        if (clients == null) {
            clients = new Map[Upstream.ALL.size()];
            perLoop.set(clients);
        }
        Map<Lane, HttpClient> lanes = clients[upstream.ordinal()];
        if (lanes == null) {
            lanes = clients[upstream.ordinal()] = new EnumMap<>(Lane.class);
        }
        return lanes.computeIfAbsent(lane, this::open);
    }

    private HttpClient open(Lane lane) {
        GatewaySettings.Pool pool = settings.pools().get(lane);
        var connection = new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                // Shorter than any service keeps an idle connection: a request must not meet a closing one.
                .setKeepAliveTimeout(20)
                .setMaxHeaderSize(32 * 1024)
                .setTcpNoDelay(true);
        var bounds = new PoolOptions()
                .setHttp1MaxSize(share(pool.size()))
                .setMaxWaitQueueSize(pool.queue() == 0 ? 0 : share(pool.queue()));
        return vertx.httpClientBuilder()
                .with(connection)
                .with(bounds)
                .withConnectHandler(opened -> opened.exceptionHandler(UpstreamClients::broke))
                .build();
    }

    private int share(int total) {
        return Math.max(1, (total + loops - 1) / loops);
    }
}
