package org.paincare.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
 * Holds the servers of one test run; commands come on standard input, answers go to standard output.
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
                LocalIssuer issuer = LocalIssuer.start(run.folder().resolve("issuer"), 0)) {
            System.out.println(String.join(
                    " ",
                    "READY",
                    Integer.toString(postgres.port()),
                    postgres.access().superuserPassword(),
                    issuer.url(),
                    run.folder().toString()));
            new TestServersMain(postgres, run.folder()).obey();
        }
        System.exit(0);
    }

    private void obey() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("service")) {
                postgres.createService(words[1], words[2]);
                System.out.println("READY " + postgres.jdbcUrl(words[1]));
            } else {
                System.out.println("READY " + kafka().address());
            }
        }
        if (kafka != null) {
            kafka.stop();
        }
    }

    private LocalKafka kafka() throws IOException {
        LocalKafka broker = kafka;
        if (broker == null) {
            broker = LocalKafka.start(folder.resolve("kafka"), 0);
            broker.createTopics(LocalKafka.TOPICS.toArray(String[]::new));
            kafka = broker;
        }
        return broker;
    }
}
