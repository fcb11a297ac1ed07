package org.paincare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.LocalIssuer;
import org.paincare.testing.local.Ports;
import org.paincare.testing.local.TestTokens;

/**
 * The gateway beside nginx's bare proxying, in one run: both before the same nginx, which answers a patient of some hundred
 * bytes by itself, at one steady rate. The gateway checks a token, limits, scopes and headers and passes a trace on; nginx
 * does nothing of that.
 */
final class GatewayBench {

    private static final int PER_SECOND = 2000;
    private static final int CONNECTIONS = 16;
    private static final String PATH = "/v1/patients/0197a000-0000-7000-8000-000000000001";
    private static final String BODY =
            "{\"id\":\"0197a000-0000-7000-8000-000000000001\",\"fill\":\"" + "x".repeat(400) + "\"}";
    private static final Duration READY = Duration.ofSeconds(120);

    /** @param warm of each target, before the first round */
    record Size(Duration warm, Duration measured, int rounds) {
        static final Size FULL = new Size(Duration.ofSeconds(40), Duration.ofSeconds(20), 5);
        static final Size SHORT = new Size(Duration.ofSeconds(6), Duration.ofSeconds(3), 1);
    }

    enum Way {
        DIRECT,
        NGINX,
        GATEWAY
    }

    /** @param cpuMicros of the proxy's processes for each answer; NaN where there is none between */
    record Measured(SteadyLoad.Outcome load, double cpuMicros, double machineShare) {}

    private final Path sources;
    private final Path folder;
    private final Size size;
    private final Consumer<String> say;

    GatewayBench(Path sources, Path folder, Size size, Consumer<String> say) {
        this.sources = sources;
        this.folder = folder;
        this.size = size;
        this.say = say;
    }

    /** @throws CannotStart where nginx does not start or the gateway was not built */
    Map<Way, List<Measured>> run(Path nginx) throws IOException {
        Path issuerFolder = Files.createDirectories(folder.resolve("issuer"));
        try (LocalIssuer issuer = LocalIssuer.start(issuerFolder, Ports.free());
                Nginx origin = Nginx.origin(nginx, folder.resolve("origin"), BODY);
                Nginx bare = Nginx.before(nginx, folder.resolve("bare"), origin.port())) {
            int port = Ports.free();
            Process gateway = gateway(port, issuer.url(), origin.port());
            try {
                awaitReady(gateway, port);
                String token = TestTokens.of(issuerFolder, issuer.url()).of(DemoUsers.named("prescriber@bogota"));
                Map<Way, Integer> ports =
                        new EnumMap<>(Map.of(Way.DIRECT, origin.port(), Way.NGINX, bare.port(), Way.GATEWAY, port));
                return rounds(ports, Map.of(Way.NGINX, bare.process(), Way.GATEWAY, gateway), token);
            } finally {
                gateway.destroy();
            }
        }
    }

    private Map<Way, List<Measured>> rounds(Map<Way, Integer> ports, Map<Way, Process> proxies, String token) {
        Map<Way, List<Measured>> all = new EnumMap<>(Way.class);
        ports.forEach((way, port) -> {
            say.accept("warming " + way);
            SteadyLoad.run(port, CONNECTIONS, PER_SECOND, size.warm(), request(port, token));
        });
        for (int round = 1; round <= size.rounds(); round++) {
            say.accept("round " + round + " of " + size.rounds());
            ports.forEach((way, port) -> all.computeIfAbsent(way, none -> new ArrayList<>())
                    .add(measured(port, proxies.get(way), request(port, token))));
        }
        return all;
    }

    private static byte[] request(int port, String token) {
        return CallerConnection.request("GET", PATH, port, "Authorization: Bearer " + token + "\r\n", "");
    }

    private Measured measured(int port, @Nullable Process proxy, byte[] request) {
        long before = proxy == null ? 0 : CpuMeter.micros(proxy.pid());
        long machineBefore = CpuMeter.machineMicros();
        long began = System.nanoTime();
        var load = SteadyLoad.run(port, CONNECTIONS, PER_SECOND, size.measured(), request);
        double wall = (System.nanoTime() - began) / 1e3 * Runtime.getRuntime().availableProcessors();
        double used = proxy == null ? Double.NaN : CpuMeter.micros(proxy.pid()) - before;
        return new Measured(
                load,
                load.answered() == 0 ? Double.NaN : used / load.answered(),
                (CpuMeter.machineMicros() - machineBefore) / wall);
    }

    private Process gateway(int port, String issuer, int origin) throws IOException {
        Path jar = sources.resolve("gateway/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new CannotStart("The gateway is not built: " + jar + " is missing.");
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar.toString())
                .directory(Files.createDirectories(folder).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile());
        var environment = new TreeMap<>(Map.of(
                "QUARKUS_PROFILE",
                "local",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "PAINCARE_GATEWAY_HOST",
                "localhost",
                "PAINCARE_ISSUER",
                issuer));
        for (String service : List.of("PATIENT", "SESSION", "OUTCOME")) {
            environment.put("PAINCARE_" + service + "_URL", "http://localhost:" + origin);
        }
        builder.environment().keySet().removeIf(name -> name.startsWith("PAINCARE_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitReady(Process gateway, int port) {
        long end = System.nanoTime() + READY.toNanos();
        byte[] ready = CallerConnection.request("GET", "/q/health/live", port, "", "");
        while (System.nanoTime() < end && gateway.isAlive()) {
            try (var connection = new CallerConnection(port)) {
                if (connection.send(ready) == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is starting.
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new CannotStart("The gateway does not start; " + folder.resolve("gateway.log") + " says why.");
    }

    /** A page with the figures and what they come to. */
    static String markdown(Size size, Map<Way, List<Measured>> all, Map<String, String> machine) {
        var page = new StringBuilder("# The gateway beside nginx's bare proxying\n\n");
        page.append(
                "%d requests a second over %d connections, %d rounds of %d s through all targets; medians of the rounds.\n"
                        .formatted(
                                PER_SECOND,
                                CONNECTIONS,
                                size.rounds(),
                                size.measured().toSeconds()));
        page.append(
                "The gateway checks token, scopes, limits and headers and passes the trace context on; spans are not exported.\n\n");
        machine.forEach((name, value) ->
                page.append("- ").append(name).append(": ").append(value).append('\n'));
        page.append(
                "\n| way | answered | failed | p50 ms | p99 ms | CPU µs for a request |\n|---|---|---|---|---|---|\n");
        all.forEach((way, rounds) -> page.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.2f | %.2f | %s |%n",
                way.name().toLowerCase(Locale.ROOT),
                rounds.stream().mapToLong(each -> each.load().answered()).sum(),
                rounds.stream().mapToLong(each -> each.load().failed()).sum(),
                median(rounds, each -> each.load().p50Millis()),
                median(rounds, each -> each.load().p99Millis()),
                way == Way.DIRECT ? "" : String.format(Locale.ROOT, "%.1f", median(rounds, Measured::cpuMicros)))));
        double cpu = Statistics.ratio(
                median(all.get(Way.GATEWAY), Measured::cpuMicros), median(all.get(Way.NGINX), Measured::cpuMicros));
        double later = median(all.get(Way.GATEWAY), each -> each.load().p99Millis())
                - median(all.get(Way.DIRECT), each -> each.load().p99Millis());
        page.append(String.format(
                Locale.ROOT,
                "%nCPU: %.2f times nginx's (bar: at most 3, goal 2). p99: direct + %.2f ms (bar: at most 3 ms).%n"
                        + "Use of the machine meanwhile: %.0f %% (median); with much else on it these figures say nothing.%n",
                cpu,
                later,
                100 * median(all.get(Way.GATEWAY), Measured::machineShare)));
        return page.toString();
    }

    private static double median(List<Measured> rounds, Function<Measured, Double> figure) {
        return Statistics.median(rounds.stream().map(figure).toList());
    }
}
