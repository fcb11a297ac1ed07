package org.paincare.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final PostgresAccess postgres;
    private final String issuerUrl;
    private final Path issuerFolder;
    private final int commandPort;

    private TestServers(String ready) {
        String[] words = ready.split(" ", 5);
        this.postgres = new PostgresAccess(Integer.parseInt(words[0]), words[1]);
        this.issuerUrl = words[2];
        this.commandPort = Integer.parseInt(words[3]);
        this.issuerFolder = Path.of(words[4]).resolve("issuer");
    }

    /**
     * The running servers. Safe from any thread and from any class loader of this JVM: they meet in a system property,
     * which holds text only because others read all of them as text.
     */
    public static TestServers shared() {
        synchronized (System.class) {
            String ready = System.getProperty(KEY);
            if (ready == null) {
                ready = start();
                System.setProperty(KEY, ready);
            }
            return new TestServers(ready);
        }
    }

    private static String start() {
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
            // Holds the process, and with it the pipe whose end tells the servers that this JVM is gone.
            Thread.ofPlatform().daemon().name("test-servers").start(() -> {
                try {
                    process.waitFor();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            return readAnswer(process.inputReader(StandardCharsets.UTF_8));
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
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), commandPort);
                Writer commands = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            commands.write(command + "\n");
            commands.flush();
            return readAnswer(answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
