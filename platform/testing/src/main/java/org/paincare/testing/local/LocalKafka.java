package org.paincare.testing.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker with its controller (KRaft), one node, inside this process, on the loopback address only.
 *
 * <p>Topics are never made by being written to. A broker that must be able to die alone runs by {@link KafkaMain}.
 */
public final class LocalKafka implements AutoCloseable {

    /** One partition's events keep their order; six let several consumers share the work. */
    public static final int PARTITIONS = 6;

    /** The services' topics; each holds what its service tells the others. */
    public static final List<String> TOPICS = List.of(
            "paincare.patient.v1",
            "paincare.session.v1",
            "paincare.outcome.v1",
            "paincare.replay.patient",
            "paincare.replay.session",
            "paincare.replay.outcome");

    private static final int NODE = 1;
    private static final String CLUSTER = "cGFpbmNhcmUtbG9jYWwtMQ";

    private final KafkaRaftServer server;
    private final int port;

    private LocalKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker on the data of an earlier run, or on a new folder, and returns when it takes requests.
     *
     * @param port 1 to 65535, or 0 for any free one
     */
    public static LocalKafka start(Path data, int port) throws IOException {
        return start(data, port, Map.of());
    }

    /** The same with settings of the broker's own beside ours, or instead of them: TLS and an authorizer, for example. */
    public static LocalKafka start(Path data, int port, Map<String, String> more) throws IOException {
        Files.createDirectories(data);
        int chosen = port == 0 ? Ports.free() : port;
        if (!Ports.isFree(chosen)) {
            throw new CannotStart("Port " + chosen + " for Kafka is taken by another program.");
        }
        format(data);
        Properties settings = configuration(data, chosen, Ports.free());
        settings.putAll(more);
        KafkaConfig config = KafkaConfig.fromProps(settings);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new LocalKafka(server, chosen);
    }

    private static void format(Path data) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                    .setClusterId(CLUSTER)
                    .setNodeId(NODE)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Kafka cannot format " + data, e);
        }
    }

    /** Small files and few threads: a broker for one machine and a few hundred events a second. */
    private static Properties configuration(Path data, int port, int controllerPort) {
        Properties values = new Properties();
        values.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@localhost:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", Integer.toString(PARTITIONS)),
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("offsets.topic.segment.bytes", "4194304"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.segment.bytes", "16777216"),
                Map.entry("log.index.size.max.bytes", "262144"),
                Map.entry("log.retention.ms", "1209600000"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("log.cleaner.io.buffer.size", "65536"),
                Map.entry("metadata.log.segment.bytes", "8388608"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("background.threads", "2"),
                // A killed broker may only come back when the controller has forgotten it; the default waits 9 s.
                Map.entry("broker.session.timeout.ms", "2500"),
                Map.entry("broker.heartbeat.interval.ms", "400")));
        return values;
    }

    public int port() {
        return port;
    }

    /** {@code localhost:PORT}. */
    public String address() {
        return "localhost:" + port;
    }

    /** Makes the topics that are not there yet, each with {@link #PARTITIONS} partitions. */
    public void createTopics(String... names) {
        createTopics(address(), List.of(names));
    }

    /** The same on a broker in another process. */
    public static void createTopics(String address, Collection<String> names) {
        try (Admin admin = admin(address, 30_000)) {
            List<NewTopic> topics = new ArrayList<>();
            names.forEach(name -> topics.add(new NewTopic(name, PARTITIONS, (short) 1)));
            for (var made : admin.createTopics(topics).values().values()) {
                try {
                    made.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("Kafka cannot make its topics", e.getCause());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** True when a broker answers there and has all these topics; waits up to 3 s. */
    public static boolean hasTopics(String address, Collection<String> names) {
        if (!listens(address)) {
            return false; // asking would fill the log with what everybody knows
        }
        try (Admin admin = admin(address, 3_000)) {
            return admin.listTopics().names().get().containsAll(names);
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean listens(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Admin admin(String address, int limitMillis) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Integer.toString(Math.min(limitMillis, 10_000)),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Integer.toString(limitMillis)));
    }

    /** Ends the broker with its files closed; waits until it is down. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    @Override
    public void close() {
        stop();
    }
}
