package org.paincare.testing.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The broker as a process of its own: {@code KafkaMain DATA PORT TOPIC...}.
 *
 * <p>Prints one line {@code READY localhost:PORT} when topics are there; ends on SIGTERM with its files closed.
 */
public final class KafkaMain {

    private KafkaMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            LocalKafka kafka = LocalKafka.start(Path.of(args[0]), Integer.parseInt(args[1]));
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "stop"));
            List<String> topics = Arrays.asList(args).subList(2, args.length);
            LocalKafka.createTopics(kafka.address(), topics);
            System.out.println("READY " + kafka.address());
        } catch (CannotStart e) {
            System.out.println("REFUSED " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
