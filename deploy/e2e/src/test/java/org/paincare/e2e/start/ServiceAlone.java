package org.paincare.e2e.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Addresses;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.Ports;

/**
 * One service's packaged program apart from the whole: in its production profile with nothing behind it, or as the one of
 * the whole with a database of its own. It lives as long as this is open.
 */
public record ServiceAlone(Process process, int port, Path log) implements AutoCloseable {

    /** Nobody listens there. */
    private static final String NOWHERE = "localhost:9";

    static ServiceAlone start(Path folder, Component service, Map<String, String> settings) throws IOException {
        int port = Ports.free();
        Map<String, String> environment = new TreeMap<>(Map.of(
                "QUARKUS_PROFILE", "prod",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "PAINCARE_BIND", "localhost",
                "PAINCARE_DB_URL", "jdbc:postgresql://" + NOWHERE + "/none",
                "PAINCARE_DB_PASSWORD", "unused-here",
                "PAINCARE_MIGRATE_AT_START", "false",
                "PAINCARE_KAFKA", NOWHERE,
                "PAINCARE_DATA_KEY", "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="));
        environment.putAll(settings);
        return start(folder, service, port, environment);
    }

    /** The settings and secrets of that service of the whole, on another database; no broker, no migration. */
    public static ServiceAlone like(Whole whole, Path folder, Component service, String databaseUrl)
            throws IOException {
        int port = Ports.free();
        Map<String, String> environment = new TreeMap<>();
        String running = Files.readString(Path.of("/proc/" + whole.system().pid(service) + "/environ"));
        for (String setting : running.split("\0")) {
            int equals = setting.indexOf('=');
            if (setting.startsWith("PAINCARE_") || setting.startsWith("QUARKUS_")) {
                environment.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("PAINCARE_DB_URL", databaseUrl);
        environment.put("PAINCARE_MIGRATE_AT_START", "false");
        environment.put("PAINCARE_KAFKA", NOWHERE);
        return start(folder, service, port, environment);
    }

    private static ServiceAlone start(Path folder, Component service, int port, Map<String, String> environment)
            throws IOException {
        Path log = folder.resolve(service.label() + ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpaincare.home=" + Whole.home(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Whole.sources()
                                .resolve(service.module() + "/target/quarkus-app/quarkus-run.jar")
                                .toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PAINCARE_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        return new ServiceAlone(builder.start(), port, log);
    }

    /** The exit code of a program that ends by itself. */
    int ended() {
        Await.until("the end of the program", Whole.PATIENCE, () -> !process.isAlive());
        return process.exitValue();
    }

    /** The whole's people as its callers. */
    public People people(Whole whole, Component service) {
        Addresses those = whole.system().addresses();
        Map<Component, Integer> ports = new EnumMap<>(those.ports());
        ports.put(service, port);
        return People.at(service, those.at(ports));
    }

    /** Waits until it takes requests; it need not be healthy. */
    public Api listening() {
        Api api = Api.at("http://localhost:" + port);
        Await.until("an answer", Whole.PATIENCE, () -> !process.isAlive() || !Ports.isFree(port));
        return api;
    }

    /** What it said that is no line of its JSON log. */
    List<String> complaints() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.startsWith("{"))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Await.until("the end of the program", Duration.ofSeconds(10), () -> !process.isAlive());
    }
}
