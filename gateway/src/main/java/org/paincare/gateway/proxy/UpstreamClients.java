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
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.paincare.gateway.replica.Replica;
import org.paincare.gateway.replica.Replicas;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;
import org.paincare.gateway.tls.Certificates;

/**
 * Keep-alive connections to the services: one bounded pool with a bounded queue per replica and lane, so that a slow
 * service or a flood of lists takes nothing from the bedside. Each event loop has pools of its own (its share of the
 * configured size), which keeps a request and its connection on one thread.
 */
@Singleton
public class UpstreamClients {

    private static final Logger LOG = Logger.getLogger(UpstreamClients.class);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Replicas replicas;
    private final Certificates certificates;
    private final int loops;
    private final FastThreadLocal<Map<Lane, HttpClient>[]> perLoop = new FastThreadLocal<>();

    UpstreamClients(Vertx vertx, GatewaySettings settings, Replicas replicas, Certificates certificates) {
        this.vertx = vertx;
        this.settings = settings;
        this.replicas = replicas;
        this.certificates = certificates;
        this.loops = Runtime.getRuntime().availableProcessors();
    }

    /** A way for one request to the replicas of a service; to be used on its event loop only. */
    public Passage passage(Upstream service, Lane lane, HttpMethod method, String uri) {
        return new Passage(this, replicas, vertx.getOrCreateContext(), service, lane, method, uri);
    }

    /** Opens a request; fails with what {@link Failure#of} knows. */
    Future<HttpClientRequest> request(Replica replica, Lane lane, HttpMethod method, String uri) {
        return client(replica.service(), lane)
                .request(options(replica, method, uri))
                .onSuccess(request -> request.exceptionHandler(UpstreamClients::broke));
    }

    /** Whoever waits for the answer is told too; without this Vert.x calls it an error in the log. */
    private static void broke(Throwable failure) {
        LOG.debug("A request to a service broke off", failure);
    }

    private RequestOptions options(Replica replica, HttpMethod method, String uri) {
        return new RequestOptions()
                .setHost(replica.host())
                .setPort(replica.port())
                .setSsl(replica.tls())
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
        var connection = certificates
                .secure(new HttpClientOptions())
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
