package org.paincare.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.paincare.testing.local.TestAuthority;

/**
 * Gives a service's Quarkus tests its database, the issuer and, with {@code kafka=true}, the broker, under the names
 * that the launcher uses.
 *
 * <p>Arguments: {@code service} ({@code patient}, {@code session} or {@code outcome}; without it no database, as for
 * the gateway), {@code kafka}, {@code tls} (a second port by TLS, for callers who show a certificate).
 */
public final class PaincareTestResource implements QuarkusTestResourceLifecycleManager {

    /** Nobody listens there: a service must come up and answer without its broker. */
    private static final String NO_KAFKA = "localhost:9";

    /** By system property: tests and settings live in different class loaders. */
    private static final String CERTIFICATES = "paincare.test.certificates";

    private String service = "";
    private boolean kafka;
    private boolean tls;

    /** Where the certificates lie that the service shows and believes, beside their authority. */
    public static Path certificates() {
        return Path.of(System.getProperty(CERTIFICATES));
    }

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", "");
        kafka = Boolean.parseBoolean(arguments.getOrDefault("kafka", "false"));
        tls = Boolean.parseBoolean(arguments.getOrDefault("tls", "false"));
    }

    @Override
    public Map<String, String> start() {
        TestServers servers = TestServers.shared();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("quarkus.http.test-port", "0"); // any free one: several builds may test on one machine
        environment.put("PAINCARE_ISSUER", servers.issuerUrl());
        environment.put("PAINCARE_DATA_KEY", "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=");
        environment.put("PAINCARE_KAFKA", kafka ? servers.kafka() : NO_KAFKA);
        String client = service.isEmpty() ? "gateway" : service + "-service";
        environment.put("PAINCARE_CLIENT_ID", client);
        environment.put("PAINCARE_CLIENT_SECRET", servers.clientSecret(client));
        if (service.equals("patient")) {
            // Nobody listens there until a test does.
            environment.put("PAINCARE_SMTP_HOST", "localhost");
            environment.put("PAINCARE_SMTP_PORT", Integer.toString(freePort()));
            environment.put("PAINCARE_SMTP_START_TLS", "DISABLED");
            environment.put("PAINCARE_STAFF_FRONTEND", "https://clinic.example/join#{token}");
            environment.put("paincare.mail.pause", "0S");
        }
        if (!service.isEmpty()) {
            environment.put("PAINCARE_DB_URL", servers.jdbcUrl(service));
            environment.put("PAINCARE_DB_PASSWORD", servers.password());
        }
        if (tls) {
            environment.putAll(tls());
        }
        return environment;
    }

    /** As an operator sets it. */
    private static Map<String, String> tls() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            System.setProperty(CERTIFICATES, folder.toString());
            TestAuthority authority = TestAuthority.named("House");
            TestAuthority.PemFiles shown = authority.issue(folder, "service", "localhost");
            return Map.of(
                    "quarkus.http.test-ssl-port",
                    "0",
                    "quarkus.http.ssl.certificate.files",
                    shown.certificate().toString(),
                    "quarkus.http.ssl.certificate.key-files",
                    shown.key().toString(),
                    "quarkus.http.ssl.certificate.trust-store-file",
                    authority.keep(folder).toString(),
                    "quarkus.http.ssl.certificate.trust-store-file-type",
                    "PEM");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below what the system gives to connections: none of them takes it before a test listens there. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another
            }
        }
    }

    /** The servers serve the other test classes of this JVM too, and end with it. */
    @Override
    public void stop() {}
}
