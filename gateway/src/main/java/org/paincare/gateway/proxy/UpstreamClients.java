package org.paincare.gateway.proxy;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
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
        Future<HttpClientRequest> first = client.request(options(upstream, method, uri));
        if (!RETRIED.contains(method)) {
            return first;
        }
        return first.recover(failure -> failure instanceof ConnectException
                ? client.request(options(upstream, method, uri))
                : Future.failedFuture(failure));
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
        return vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(share(pool.size()))
                .setMaxWaitQueueSize(pool.queue() == 0 ? 0 : share(pool.queue()))
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                // Shorter than any service keeps an idle connection: a request must not meet a closing one.
                .setKeepAliveTimeout(20)
                .setMaxHeaderSize(32 * 1024)
                .setTcpNoDelay(true));
    }

    private int share(int total) {
        return Math.max(1, (total + loops - 1) / loops);
    }
}
