package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.platform.event.PodSettings;
import org.paincare.testing.local.LocalKafka;
import org.paincare.testing.local.Ports;

/**
 * A real broker with TLS on both sides and the rights of our KafkaUsers, as Strimzi would set them up: every service gets
 * through with its own certificate, to what it needs.
 */
class KafkaUsersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static LocalKafka kafka;

    @BeforeAll
    static void aBrokerWithTheUsers() throws Exception {
        Rendering production = Rendering.of("overlays/prod");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-keyout",
                "ca.key",
                "-out",
                "ca.crt",
                "-subj",
                "/CN=cluster-ca");
        for (String user : List.of("broker", "admin", "patient-kafka", "session-kafka")) {
            openssl(
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-days",
                    "2",
                    "-CA",
                    "ca.crt",
                    "-CAkey",
                    "ca.key",
                    "-keyout",
                    user + ".key",
                    "-out",
                    user + ".crt",
                    "-subj",
                    "/CN=" + user,
                    "-addext",
                    "subjectAltName=DNS:localhost",
                    "-addext",
                    "basicConstraints=critical,CA:FALSE");
        }
        kafka = LocalKafka.start(
                folder.resolve("data"),
                Ports.free(),
                Map.of(
                        "listener.security.protocol.map", "PLAINTEXT:SSL,CONTROLLER:PLAINTEXT",
                        "ssl.keystore.type", "PEM",
                        "ssl.keystore.certificate.chain", read("broker.crt"),
                        "ssl.keystore.key", read("broker.key"),
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.certificates", read("ca.crt"),
                        "ssl.client.auth", "required",
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users", "User:ANONYMOUS;User:CN=broker;User:CN=admin"));
        try (Admin admin = Admin.create(settings("admin"))) {
            admin.createTopics(LocalKafka.TOPICS.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            List<AclBinding> rights = new ArrayList<>();
            production
                    .all("KafkaUser")
                    .forEach(user -> user.all("/spec/authorization/acls")
                            .forEach(acl -> Resource.items(acl.path("operations"))
                                    .forEach(operation -> rights.add(new AclBinding(
                                            new ResourcePattern(
                                                    ResourceType.fromString(acl.at("/resource/type")
                                                            .asText()),
                                                    acl.at("/resource/name").asText(),
                                                    PatternType.LITERAL),
                                            new AccessControlEntry(
                                                    "User:CN=" + user.name(),
                                                    "*",
                                                    AclOperation.fromString(operation.asText()),
                                                    AclPermissionType.ALLOW))))));
            admin.createAcls(rights).all().get();
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void aServiceTellsItsOwnFactsAndSendsThemAgain() throws Exception {
        try (KafkaProducer<String, String> relay = producer("patient-kafka")) {
            assertThat(relay.send(new ProducerRecord<>("paincare.patient.v1", "stream", "fact"))
                            .get()
                            .hasOffset())
                    .isTrue();
            assertThat(relay.send(new ProducerRecord<>("paincare.replay.session", "stream", "fact"))
                            .get()
                            .hasOffset())
                    .isTrue();
        }
    }

    @Test
    void aServiceCannotTellAnothersFacts() {
        try (KafkaProducer<String, String> relay = producer("patient-kafka")) {
            for (String topic : List.of("paincare.session.v1", "paincare.outcome.v1", "paincare.replay.patient")) {
                assertThatThrownBy(() -> relay.send(new ProducerRecord<>(topic, "stream", "forged"))
                                .get())
                        .as(topic)
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @Test
    void aServiceReadsTheOthersFactsInItsOwnGroup() throws Exception {
        try (KafkaProducer<String, String> relay = producer("patient-kafka");
                KafkaConsumer<String, String> inbox = consumer("session-kafka", "session")) {
            relay.send(new ProducerRecord<>("paincare.patient.v1", "stream", "fact"))
                    .get();
            inbox.subscribe(List.of("paincare.patient.v1", "paincare.outcome.v1", "paincare.replay.session"));
            long end = System.nanoTime() + PATIENCE.toNanos();
            var read = inbox.poll(Duration.ofMillis(500));
            while (read.isEmpty() && System.nanoTime() < end) {
                read = inbox.poll(Duration.ofMillis(500));
            }
            inbox.commitSync();

            assertThat(read).isNotEmpty();
        }
    }

    @Test
    void aServiceReadsNeitherAnothersReplayNorInAnothersGroup() {
        assertRefused("session-kafka", "session", "paincare.replay.patient", TopicAuthorizationException.class);
        assertRefused("session-kafka", "patient", "paincare.patient.v1", GroupAuthorizationException.class);
    }

    @Test
    void nobodyComesInWithoutACertificate() {
        Map<String, Object> settings = settings("patient-kafka");
        settings.keySet().removeIf(name -> name.startsWith("ssl.keystore"));
        settings.put("max.block.ms", 5_000);
        try (KafkaProducer<String, String> relay =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> relay.send(new ProducerRecord<>("paincare.patient.v1", "fact"))
                            .get())
                    .isInstanceOf(java.util.concurrent.ExecutionException.class);
        }
    }

    private static void assertRefused(
            String user, String group, String topic, Class<? extends AuthorizationException> how) {
        try (KafkaConsumer<String, String> inbox = consumer(user, group)) {
            inbox.subscribe(List.of(topic));
            assertThatThrownBy(() -> {
                        long end = System.nanoTime() + PATIENCE.toNanos();
                        while (System.nanoTime() < end) {
                            inbox.poll(Duration.ofMillis(500));
                        }
                    })
                    .isInstanceOf(how);
        }
    }

    private static KafkaProducer<String, String> producer(String user) {
        Map<String, Object> settings = settings(user);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(String user, String group) {
        Map<String, Object> settings = settings(user);
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static Map<String, Object> settings(String user) {
        return new HashMap<>(PodSettings.of(kafka.address(), folder, user));
    }

    private static String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static void openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("openssl.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as("%s", Files.readString(said)).isZero();
    }
}
