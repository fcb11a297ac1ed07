package org.paincare.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The world around the gateway: an issuer and three services. The settings below are the short versions of the real ones,
 * so that what takes seconds in production takes one here.
 */
public final class Outside implements QuarkusTestResourceLifecycleManager {

    private static final List<String> PLACES = List.of("gateway", "issuer", "patient", "session", "outcome");

    /** Ports are handed over by system property: tests and settings live in different class loaders. */
    static int port(String place) {
        return Integer.getInteger("outside." + place);
    }

    private static final class Servers {
        static final Map<String, WireServer> SERVICES = new HashMap<>();
        static final TestIssuer ISSUER;

        static {
            for (String service : PLACES.subList(2, 5)) {
                SERVICES.put(service, new WireServer(service, port(service)));
            }
            try {
                ISSUER = new TestIssuer(port("issuer"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static WireServer service(String name) {
        return Servers.SERVICES.get(name);
    }

    static TestIssuer issuer() {
        return Servers.ISSUER;
    }

    @Override
    public Map<String, String> start() {
        var settings = new LinkedHashMap<String, String>();
        for (String place : PLACES) {
            System.setProperty("outside." + place, Integer.toString(free()));
        }
        settings.put("paincare.gateway.host", "localhost");
        settings.put("paincare.gateway.port", Integer.toString(port("gateway")));
        settings.put("quarkus.oidc.auth-server-url", "http://localhost:" + port("issuer"));
        for (String service : PLACES.subList(2, 5)) {
            settings.put("paincare.gateway.upstreams." + service, "http://localhost:" + port(service));
        }
        settings.put("paincare.gateway.header-deadline", "700ms");
        settings.put("paincare.gateway.keep-alive", "1200ms");
        settings.put("paincare.gateway.body-span", "600ms");
        settings.put("paincare.gateway.reader-stall", "700ms");
        settings.put("paincare.gateway.answer-idle", "1s");
        settings.put("paincare.gateway.longest-deadline", "1200ms");
        settings.put("paincare.gateway.part-deadline", "1s");
        settings.put("paincare.gateway.openapi-age", "1ms");
        settings.put("paincare.gateway.pools.normal.size", "4");
        settings.put("paincare.gateway.pools.normal.queue", "2");
        settings.put("paincare.gateway.cors.origins", "https://app.example.org");
        settings.put("paincare.gateway.cors.localhost", "true");
        return settings;
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}
}
