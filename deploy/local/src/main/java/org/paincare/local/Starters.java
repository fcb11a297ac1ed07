package org.paincare.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paincare.local.identity.KeycloakProgram;
import org.paincare.local.identity.Provider;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.IssuerMain;
import org.paincare.testing.local.KafkaMain;
import org.paincare.testing.local.LocalIssuer;
import org.paincare.testing.local.LocalKafka;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.PostgresSettings;

/** The command line and environment of each component, and how one sees that it is ready. */
final class Starters {

    /** The issuer's clients that are nobody's login: each is registered for its clinic. */
    private static final List<String> MACHINES = List.of(
            "demo-partner@" + DemoClinic.BOGOTA.id(),
            "demo-device@" + DemoClinic.BOGOTA.id(),
            "demo-device-cartagena@" + DemoClinic.CARTAGENA.id());

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Home home;
    private final SystemSettings settings;
    private final Map<Component, Integer> ports;
    private final @Nullable KeycloakProgram keycloak;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Starters(Home home, SystemSettings settings, Map<Component, Integer> ports, Consumer<String> say)
            throws IOException {
        this.home = home;
        this.settings = settings;
        this.ports = ports;
        Path distribution = settings.keycloak();
        this.keycloak = distribution == null
                ? null
                : KeycloakProgram.install(distribution, home.folder(), settings.sources(), say);
    }

    Starter of(Component component) throws IOException {
        return switch (component) {
            case POSTGRES -> postgres();
            case KAFKA -> kafka();
            case ISSUER -> keycloak == null ? issuer() : keycloak(keycloak);
            default -> program(component);
        };
    }

    private Starter postgres() throws IOException {
        PostgresSettings wanted = PostgresSettings.durable(home.data(Component.POSTGRES), home.log(Component.POSTGRES))
                .withPort(port(Component.POSTGRES));
        Map<Component, String> passwords = new HashMap<>();
        for (Component component : ports.keySet()) {
            if (component.keepsDatabase() && component.program() == component) {
                passwords.put(component, home.secret(component.label() + "-database"));
            }
        }
        return new SimpleStarter(
                () -> {
                    LocalPostgres postgres = LocalPostgres.start(wanted);
                    passwords.forEach((service, password) -> postgres.createService(service.label(), password));
                    return postgres.process();
                },
                () -> connects(port(Component.POSTGRES)));
    }

    private Starter kafka() {
        List<String> program = new ArrayList<>(List.of(
                KafkaMain.class.getName(),
                home.data(Component.KAFKA).toString(),
                Integer.toString(port(Component.KAFKA))));
        program.addAll(LocalKafka.TOPICS);
        JavaProcess process = new JavaProcess(home, Component.KAFKA, JavaProcess.QUICK, program);
        return new SimpleStarter(
                () -> process.start(launcherClassPath()).toHandle(),
                () -> LocalKafka.hasTopics("localhost:" + port(Component.KAFKA), LocalKafka.TOPICS));
    }

    private Starter issuer() {
        JavaProcess process = new JavaProcess(
                home,
                Component.ISSUER,
                JavaProcess.QUICK,
                List.of(
                        IssuerMain.class.getName(),
                        home.data(Component.ISSUER).toString(),
                        Integer.toString(port(Component.ISSUER))));
        return new SimpleStarter(
                () -> process.start(launcherClassPath()).toHandle(),
                () -> answers(Component.ISSUER, "/.well-known/openid-configuration"));
    }

    private Starter keycloak(KeycloakProgram program) throws IOException {
        JavaProcess process = new JavaProcess(
                home,
                Component.ISSUER,
                Stream.concat(JavaProcess.QUICK.stream(), program.options().stream())
                        .toList(),
                program.start());
        Map<String, String> environment = program.environment(port(Component.ISSUER));
        return new SimpleStarter(
                () -> process.start(environment).toHandle(),
                () -> answers(Component.ISSUER, Provider.KEYCLOAK.issuer("") + "/.well-known/openid-configuration"));
    }

    private String clientSecret(String client) throws IOException {
        return keycloak == null
                ? LocalIssuer.clientSecret(home.data(Component.ISSUER), client)
                : keycloak.clientSecret(client);
    }

    private Starter program(Component component) throws IOException {
        Component program = component.program();
        Path jar = settings.jar(component).orElse(null);
        if (jar == null) {
            jar = new Programs(settings.sources(), home).install(program);
        }
        JavaProcess process = new JavaProcess(home, component, settings.javaOptions(), List.of("-jar", jar.toString()));
        Map<String, String> environment = environment(component);
        return new SimpleStarter(
                () -> process.start(atItsTime(environment)).toHandle(), () -> answers(component, settings.readyPath()));
    }

    /** A service that starts again goes on at the clinical time to which the demo has moved. */
    private Map<String, String> atItsTime(Map<String, String> environment) throws IOException {
        Map<String, String> values = new HashMap<>(environment);
        values.put(
                "PAINCARE_DEMO_OFFSET_SECONDS",
                Long.toString(Addresses.of(home, ports).clockOffsetSeconds()));
        return values;
    }

    private Map<String, String> environment(Component component) throws IOException {
        Map<String, String> values = new HashMap<>();
        values.put("QUARKUS_PROFILE", "local");
        values.put("QUARKUS_HTTP_HOST", "localhost");
        values.put("QUARKUS_HTTP_PORT", Integer.toString(port(component)));
        values.put("PAINCARE_ISSUER", settings.provider().issuer(url(Component.ISSUER)));
        values.put("PAINCARE_KAFKA", "localhost:" + port(Component.KAFKA));
        for (Component service : List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME)) {
            // The gateway knows every replica; a service asks the first.
            values.put(
                    "PAINCARE_" + service.name() + "_URL",
                    component == Component.GATEWAY ? String.join(",", replicas(service, component)) : url(service));
        }
        List<String> peers = replicas(Component.SESSION, component);
        if (component.program() == Component.SESSION && !peers.isEmpty()) {
            values.put("PAINCARE_LIVE_PEERS", String.join(",", peers));
        }
        values.put("PAINCARE_DEMO", "true");
        values.put("PAINCARE_CLIENT_ID", component.module());
        values.put("PAINCARE_CLIENT_SECRET", clientSecret(component.module()));
        if (component.keepsDatabase()) {
            String program = component.program().label();
            values.put(
                    "PAINCARE_DB_URL",
                    "jdbc:postgresql://localhost:" + port(Component.POSTGRES) + "/paincare_" + program);
            values.put("PAINCARE_DB_PASSWORD", home.secret(program + "-database"));
            if (component.isService()) {
                values.put("PAINCARE_DATA_KEY", dataKey(home.secret(program + "-data-key")));
            }
        }
        if (component == Component.PATIENT && ports.containsKey(Component.GATEWAY)) {
            values.put("PAINCARE_STAFF_FRONTEND", url(Component.GATEWAY) + "/#join={token}");
        }
        if (component == Component.GATEWAY) {
            values.put("PAINCARE_GATEWAY_CLIENTS_SEED", String.join(",", MACHINES));
        }
        values.putAll(settings.environment());
        return values;
    }

    /** The addresses of a service's replicas, but this one's own. */
    private List<String> replicas(Component service, Component but) {
        return service.replicas().stream()
                .filter(replica -> replica != but && ports.containsKey(replica))
                .map(this::url)
                .toList();
    }

    /** 32 bytes in base64, as a service wants its data key, from a secret of any length. */
    private static String dataKey(String secret) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the environment, not on the command line, where it would hide everything else. */
    private static Map<String, String> launcherClassPath() {
        return Map.of("CLASSPATH", System.getProperty("java.class.path"));
    }

    private int port(Component component) {
        return ports.getOrDefault(component, 0);
    }

    String url(Component component) {
        return "http://localhost:" + port(component);
    }

    private boolean answers(Component component, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url(component) + path))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean connects(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What starts a process; may throw. */
    private interface Start {
        ProcessHandle run() throws IOException;
    }

    private record SimpleStarter(Start process, BooleanSupplier ready) implements Starter {
        @Override
        public ProcessHandle start() throws IOException {
            return process.run();
        }

        @Override
        public boolean isReady() {
            return ready.getAsBoolean();
        }
    }
}
