package org.paincare.local.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.Secrets;

/**
 * Keycloak's distribution, unpacked and built once under the home, with its data beside the others': an own database file,
 * secrets, and the realm that it imports when it first starts.
 */
public record KeycloakProgram(Path folder, Path data) {

    /** Keycloak alone would take half a gigabyte; this is enough for a machine's worth of people. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx512m",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Dfile.encoding=UTF-8");

    private static final String BUILT = "built-for-paincare";

    /**
     * Unpacks and builds what is not there yet, and writes the realm down.
     *
     * @param zip     the distribution, as Maven brought it
     * @param home    where everything is kept
     * @param sources the root of the source tree, for the realm
     */
    public static KeycloakProgram install(Path zip, Path home, Path sources, Consumer<String> say) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new CannotStart("Keycloak is not here (" + zip + "): ./deploy/dev up --keycloak brings it.");
        }
        Path data = Provider.KEYCLOAK.data(home);
        Path folder = home.resolve("app").resolve(zip.getFileName().toString().replaceFirst("\\.zip$", ""));
        Files.createDirectories(data);
        var program = new KeycloakProgram(folder, data);
        if (!Files.exists(folder.resolve(BUILT))) {
            say.accept("Unpacking and building Keycloak; once, half a minute.");
            unpack(zip, folder);
            Files.createSymbolicLink(folder.resolve("data"), data);
            program.build(home);
            Files.writeString(folder.resolve(BUILT), "");
        }
        Secrets.writePrivately(
                data.resolve("import/paincare-realm.json"),
                KeycloakRealm.local(sources, KeycloakSecrets.in(data)).toString());
        return program;
    }

    /** Without the folder that everything in it lies in. */
    private static void unpack(Path zip, Path folder) throws IOException {
        delete(folder);
        try (var file = new ZipFile(zip.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                Path inside = Path.of(entry.getName()).normalize();
                if (inside.getNameCount() < 2 || entry.isDirectory()) {
                    continue;
                }
                Path to =
                        folder.resolve(inside.subpath(1, inside.getNameCount())).normalize();
                if (!to.startsWith(folder)) {
                    throw new CannotStart(zip + " is no distribution of Keycloak: " + entry.getName());
                }
                Files.createDirectories(to.getParent());
                try (var content = file.getInputStream(entry)) {
                    Files.copy(content, to);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var tree = Files.walk(folder)) {
            tree.sorted(java.util.Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.delete(each);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void build(Path home) throws IOException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpaincare.home=" + home,
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options());
        command.addAll(command("build", "--db=dev-file", "--health-enabled=false", "--metrics-enabled=false"));
        Path log = home.resolve("logs/keycloak-build.log");
        Files.createDirectories(log.getParent());
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new CannotStart("Keycloak could not be built (see " + log + ").");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while Keycloak was built.", e);
        }
    }

    /** Of the Java program. */
    public List<String> options() {
        var all = new java.util.ArrayList<>(OPTIONS);
        all.add("-Dkc.home.dir=" + folder);
        all.add("-Djboss.server.config.dir=" + folder.resolve("conf"));
        return all;
    }

    /** Its class path, main class and arguments: what was built, on the realm of the data folder. */
    public List<String> start() {
        return command("start", "--optimized", "--import-realm", "--cache=local");
    }

    private List<String> command(String... arguments) {
        var all = new java.util.ArrayList<>(List.of(
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        all.addAll(List.of(arguments));
        return all;
    }

    /** On the loopback address only, with what the realm's placeholders stand for. */
    public Map<String, String> environment(int port) throws IOException {
        var secrets = KeycloakSecrets.in(data);
        var values = new TreeMap<>(secrets.placeholders());
        values.put("KC_HTTP_ENABLED", "true");
        values.put("KC_HTTP_HOST", "localhost");
        values.put("KC_HTTP_PORT", Integer.toString(port));
        values.put("KC_HOSTNAME", "http://localhost:" + port);
        values.put("KC_BOOTSTRAP_ADMIN_USERNAME", Keycloak.ADMINISTRATOR);
        values.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.of(Keycloak.ADMINISTRATOR));
        return values;
    }

    /** The secret with which one of our programs gets its own tokens. */
    public String clientSecret(String client) throws IOException {
        return KeycloakSecrets.in(data).of(client);
    }
}
