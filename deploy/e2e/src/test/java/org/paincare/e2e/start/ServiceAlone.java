package org.paincare.e2e.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.Ports;

/**
 * One service's packaged program in its production profile, with nothing behind it: no database, no broker. It lives
 * as long as this is open.
 */
record ServiceAlone(Process process, int port, Path log) implements AutoCloseable {

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

    /** Waits until it takes requests; it need not be healthy. */
    Api listening() {
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
