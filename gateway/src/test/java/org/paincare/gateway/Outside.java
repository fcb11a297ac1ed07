package org.paincare.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.LocalIssuer;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.PostgresAccess;
import org.paincare.testing.local.PostgresSettings;
import org.paincare.testing.local.TestAuthority;
import org.paincare.testing.local.TestFolders;
import org.paincare.testing.local.TestTokens;

/**
 * The world around the gateway: an issuer and three services. The settings below are the short versions of the real ones,
 * so that what takes seconds in production takes one here.
 */
public final class Outside implements QuarkusTestResourceLifecycleManager {

    static final String DATABASE_PASSWORD = "a-password-for-tests";

    private static final List<String> SERVICES = List.of("patient", "session", "outcome");

    /** A second session-service, which is down but where a test brings it up. */
    static final String SECOND = "session-2";

    private static final List<String> PLACES =
            List.of("gateway", "tls", "issuer", "keys", "patient", "session", SECOND, "outcome");

    /** Ports are handed over by system property: tests and settings live in different class loaders. */
    static int port(String place) {
        return Integer.getInteger("outside." + place);
    }

    private static final class Servers {
        static final Map<String, WireServer> SERVERS = new HashMap<>();
        static final WireServer KEYS = new WireServer("keys", port("keys"));
        static final TestTokens TOKENS;

        static {
            for (String service : SERVICES) {
                SERVERS.put(service, new WireServer(service, port(service)));
            }
            var second = new WireServer(SECOND, port(SECOND));
            SERVERS.put(SECOND, second);
            try {
                second.down();
                Path folder = Files.createTempDirectory("issuer");
                LocalIssuer issuer = LocalIssuer.start(folder, port("issuer"));
                TOKENS = TestTokens.of(folder, issuer.url());
                String keys = new String(
                        URI.create(issuer.url() + "/jwks").toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);
                KEYS.on("/jwks", (request, peer) -> peer.json(200, keys));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static WireServer service(String name) {
        return Servers.SERVERS.get(name);
    }

    /** Where the issuer's keys are fetched: on the way to them each fetch can be counted. */
    static WireServer keys() {
        return Servers.KEYS;
    }

    static TestTokens tokens() {
        return Servers.TOKENS;
    }

    @Override
    public Map<String, String> start() {
        var settings = new LinkedHashMap<String, String>();
        for (String place : PLACES) {
            System.setProperty("outside." + place, Integer.toString(free()));
        }
        settings.put("paincare.gateway.host", "localhost");
        settings.put("paincare.gateway.port", Integer.toString(port("gateway")));
        Path certificates = certificates();
        settings.put("paincare.gateway.tls.port", Integer.toString(port("tls")));
        settings.put(
                "paincare.gateway.tls.certificate",
                certificates.resolve("gateway.pem").toString());
        settings.put(
                "paincare.gateway.tls.key", certificates.resolve("gateway.key").toString());
        settings.put("paincare.gateway.tls.reload", "50ms");
        settings.put("quarkus.oidc.auth-server-url", "http://localhost:" + port("issuer"));
        settings.put("quarkus.oidc.jwks-path", "http://localhost:" + port("keys") + "/jwks");
        for (String service : SERVICES) {
            settings.put("paincare.gateway.upstreams." + service, "http://localhost:" + port(service));
        }
        settings.put(
                "paincare.gateway.upstreams.session",
                "http://localhost:" + port("session") + ",http://localhost:" + port(SECOND));
        settings.put("paincare.gateway.probing.every", "100ms");
        settings.put("paincare.gateway.probing.timeout", "500ms");
        settings.put("paincare.gateway.probing.longest-pause", "200ms");
        settings.put("paincare.gateway.probing.stuck-after", "300ms");
        settings.put("paincare.gateway.connections.most", "600");
        settings.put("paincare.gateway.header-deadline", "700ms");
        settings.put("paincare.gateway.keep-alive", "1200ms");
        settings.put("paincare.gateway.body-span", "600ms");
        settings.put("paincare.gateway.reader-stall", "700ms");
        settings.put("paincare.gateway.answer-idle", "1s");
        settings.put("paincare.gateway.longest-deadline", "1200ms");
        settings.put("paincare.gateway.part-deadline", "1s");
        settings.put("paincare.gateway.openapi-age", "1ms");
        // As in production more connections than places: one that has just been left by its turn is still being read.
        settings.put("paincare.gateway.pools.normal.size", "16");
        settings.put("paincare.gateway.pools.normal.queue", "8");
        settings.put("paincare.gateway.turns.at-once", "4");
        settings.put("paincare.gateway.turns.patience", "1s");
        for (String policy : List.of("person", "bedside", "clinic", "open")) {
            settings.put("paincare.gateway.limits." + policy + ".requests", "1000000");
        }
        settings.put("paincare.gateway.breaking.pause", "300ms");
        settings.put("paincare.gateway.limits.partner.requests", "5");
        settings.put("paincare.gateway.limits.clinic-in-flight", "1000");
        settings.put("paincare.gateway.cors.origins", "https://app.example.org");
        settings.put("paincare.gateway.cors.localhost", "true");
        settings.put("PAINCARE_DB_URL", database());
        settings.put("PAINCARE_DB_PASSWORD", DATABASE_PASSWORD);
        settings.put("paincare.gateway.clients.refresh", "200ms");
        settings.put("paincare.gateway.clients.seal-every", "100ms");
        settings.put("paincare.gateway.clients.walk-every", "500ms");
        settings.put(
                "paincare.gateway.clients.seed",
                Stream.of("busy", "quiet", "scoped")
                        .map(client -> client + "@" + DemoClinic.BOGOTA.id())
                        .collect(Collectors.joining(",")));
        return settings;
    }

    private static Path certificates() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            TestAuthority authority = TestAuthority.named("House");
            authority.keep(folder);
            authority.issue(folder, "gateway", "localhost");
            System.setProperty("outside.certificates", folder.toString());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the gateway's certificate lies, beside the authority that signed it. */
    static Path certificateFolder() {
        return Path.of(System.getProperty("outside.certificates"));
    }

    /** The gateway's own database, on a server that lives as long as this JVM; its address goes by system property too. */
    private static String database() {
        String known = System.getProperty("outside.database");
        if (known != null) {
            return known;
        }
        try {
            TestFolders.Run run = TestFolders.newRun();
            LocalPostgres server = LocalPostgres.start(
                    PostgresSettings.forTests(run.folder().resolve("postgres"), TestFolders.binaries()));
            server.createService("gateway", DATABASE_PASSWORD);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.stop();
                try {
                    run.close();
                } catch (IOException e) {
                    // The next run forgets it.
                }
            }));
            System.setProperty("outside.postgres", Integer.toString(server.port()));
            System.setProperty("outside.postgres.password", server.access().superuserPassword());
            System.setProperty("outside.database", server.jdbcUrl("gateway"));
            return server.jdbcUrl("gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server of the gateway's database, also for its superuser. */
    static PostgresAccess postgres() {
        return new PostgresAccess(port("postgres"), System.getProperty("outside.postgres.password"));
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
