package org.paincare.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;

/** Stands where another replica would: takes what it is told of live events, or hangs. */
public class OtherReplica implements QuarkusTestResourceLifecycleManager {

    private static final String HEARD = "paincare.test.other-replica-heard";
    private static final String HANGS = "paincare.test.other-replica-hangs";

    private HttpServer server;

    /** What it was told, whole requests' bodies; shared with the tests across class loaders. */
    @SuppressWarnings("unchecked")
    public static BlockingQueue<String> heard() {
        return (BlockingQueue<String>)
                System.getProperties().computeIfAbsent(HEARD, first -> new ArrayBlockingQueue<String>(10_000));
    }

    public static void hangs(boolean now) {
        System.setProperty(HANGS, Boolean.toString(now));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(
                    Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
            server.createContext("/internal/live-events", this::take);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "paincare.live.peers",
                "http://localhost:" + server.getAddress().getPort(),
                "paincare.live.heartbeat-millis",
                "500");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var told = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (Boolean.getBoolean(HANGS)) {
            return;
        }
        var bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (bearer != null && bearer.startsWith("Bearer ")) {
            heard().offer(told);
        }
        exchange.sendResponseHeaders(bearer == null ? 401 : 204, -1);
        exchange.close();
    }
}
