package org.paincare.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.LocalIssuer;
import org.paincare.testing.local.LocalKafka;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.PostgresSettings;
import org.paincare.testing.local.TestFolders;

/**
 * Holds the servers of one test run; commands come over a loopback socket, one line each.
 *
 * <p>A process of its own, because a Quarkus test's classes come from loaders that are closed while servers still run,
 * and because its standard input ends with the test run however that ends, even by kill -9, and then the servers end.
 */
final class TestServersMain {

    private final LocalPostgres postgres;
    private final Path folder;
    private @Nullable LocalKafka kafka;

    private TestServersMain(LocalPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        try (TestFolders.Run run = TestFolders.newRun();
                LocalPostgres postgres = LocalPostgres.start(
                        PostgresSettings.forTests(run.folder().resolve("postgres"), TestFolders.binaries()));
                LocalIssuer issuer = LocalIssuer.start(run.folder().resolve("issuer"), 0);
                ServerSocket commands = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(String.join(
                    " ",
                    "READY",
                    Integer.toString(postgres.port()),
                    postgres.access().superuserPassword(),
                    issuer.url(),
                    Integer.toString(commands.getLocalPort()),
                    run.folder().toString()));
            TestServersMain servers = new TestServersMain(postgres, run.folder());
            Thread.ofPlatform().daemon().name("commands").start(() -> servers.obey(commands));
            awaitEndOfInput();
            servers.stop();
        }
        System.exit(0);
    }

    /** Standard input ends with the test run, however that ends. */
    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is ever said there
        }
    }

    private void obey(ServerSocket commands) {
        while (true) {
            try (Socket socket = commands.accept();
                    BufferedReader reader =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    PrintStream writer = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
                writer.println("READY " + answer(reader.readLine().split(" ")));
            } catch (IOException e) {
                return;
            }
        }
    }

    private String answer(String[] words) throws IOException {
        if (words[0].equals("service")) {
            postgres.createService(words[1], words[2]);
            return postgres.jdbcUrl(words[1]);
        }
        return kafka().address();
    }

    private synchronized void stop() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    private synchronized LocalKafka kafka() throws IOException {
        LocalKafka broker = kafka;
        if (broker == null) {
            broker = LocalKafka.start(folder.resolve("kafka"), 0);
            broker.createTopics(LocalKafka.TOPICS.toArray(String[]::new));
            kafka = broker;
        }
        return broker;
    }
}
