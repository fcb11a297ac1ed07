package org.paincare.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.paincare.testing.local.LocalIssuer;
import org.paincare.testing.local.PostgresAccess;
import org.paincare.testing.local.TestFolders;
import org.paincare.testing.local.TestTokens;

/**
 * The PostgreSQL server, the broker and the identity provider that all tests of one JVM share; the first who asks
 * starts them, the end of the JVM ends them.
 *
 * <p>The connection to them is kept among the system properties as objects of the JDK, because each Quarkus test loads
 * this class anew.
 */
public final class TestServers {

    private static final String KEY = "paincare.test-servers";
    private static final String PASSWORD = "a-password-for-tests";
    private static final String READY = "READY ";

    private final Writer commands;
    private final BufferedReader answers;
    private final ConcurrentMap<String, String> known;
    private final PostgresAccess postgres;
    private final String issuerUrl;
    private final Path issuerFolder;

    private TestServers(Writer commands, BufferedReader answers, ConcurrentMap<String, String> known) {
        this.commands = commands;
        this.answers = answers;
        this.known = known;
        String[] ready = known.getOrDefault("", "").split(" ", 4);
        this.postgres = new PostgresAccess(Integer.parseInt(ready[0]), ready[1]);
        this.issuerUrl = ready[2];
        this.issuerFolder = Path.of(ready[3]).resolve("issuer");
    }

    /** The running servers. Safe from any thread. */
    @SuppressWarnings("unchecked")
    public static TestServers shared() {
        synchronized (System.getProperties()) {
            Object[] shared = (Object[]) System.getProperties().get(KEY);
            if (shared == null) {
                shared = start();
                System.getProperties().put(KEY, shared);
            }
            return new TestServers(
                    (Writer) shared[0], (BufferedReader) shared[1], (ConcurrentMap<String, String>) shared[2]);
        }
    }

    private static Object[] start() {
        try {
            Path log = TestFolders.binaries().resolveSibling("test-servers.log");
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                            TestServersMain.class.getName())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            Process process = builder.start();
            BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
            ConcurrentMap<String, String> known = new ConcurrentHashMap<>();
            known.put("", readAnswer(answers));
            return new Object[] {process.outputWriter(StandardCharsets.UTF_8), answers, known};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the service's database if need be; {@code jdbc:postgresql://localhost:PORT/paincare_SERVICE}. */
    public String jdbcUrl(String service) {
        return ask("service " + service + " " + PASSWORD);
    }

    /** The password of every role of every service here. */
    public String password() {
        return PASSWORD;
    }

    /** The server itself, also for its superuser. */
    public PostgresAccess postgres() {
        return postgres;
    }

    /** {@code localhost:PORT} of the broker with the services' topics; started by the first call. */
    public String kafka() {
        return ask("kafka");
    }

    public String issuerUrl() {
        return issuerUrl;
    }

    /** The secret of a confidential client, such as {@code patient-service}. */
    public String clientSecret(String clientId) {
        try {
            return LocalIssuer.clientSecret(issuerFolder, clientId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestTokens tokens() {
        return TestTokens.of(issuerFolder, issuerUrl);
    }

    private String ask(String command) {
        synchronized (System.getProperties()) {
            return known.computeIfAbsent(command, ignored -> {
                try {
                    commands.write(command + "\n");
                    commands.flush();
                    return readAnswer(answers);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String readAnswer(BufferedReader answers) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new IOException("The test servers ended; see target/test-servers.log at the root of the source tree");
    }
}
