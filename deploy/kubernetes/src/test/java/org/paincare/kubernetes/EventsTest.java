package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paincare.testing.local.LocalKafka;

/** Kafka as the contracts and the code use it. */
class EventsTest {

    private static final String OVERLAYS = "org.paincare.kubernetes.Rendering#overlays";

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void theTopicsAreThoseTheProgramsUse(String overlay) {
        assertThat(Rendering.of(overlay).all("KafkaTopic").map(Resource::name))
                .containsExactlyInAnyOrderElementsOf(LocalKafka.TOPICS);
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void theTopicsAreAsTheContractsSay(String overlay) throws IOException {
        Rendering all = Rendering.of(overlay);
        for (String service : Programs.SERVICES) {
            JsonNode contract = Rendering.YAML.readTree(
                    Programs.read("platform/contracts/src/main/resources/contracts/" + service + "/asyncapi.yaml"));
            JsonNode binding = contract.at("/channels/" + service + "/bindings/kafka");
            Resource topic = all.the("KafkaTopic", binding.path("topic").asText());

            assertThat(topic.at("/spec/config/retention.ms").asLong())
                    .isEqualTo(binding.at("/topicConfiguration/retention.ms").asLong());
            assertThat(topic.at("/spec/config/cleanup.policy").asText())
                    .isEqualTo(
                            binding.at("/topicConfiguration/cleanup.policy/0").asText());
        }
        assertThat(all.all("KafkaTopic").map(each -> each.at("/spec/partitions").asInt()))
                .containsOnly(LocalKafka.PARTITIONS);
        assertThat(all.the("Kafka", "paincare")
                        .at("/spec/kafka/config/auto.create.topics.enable")
                        .asText())
                .isEqualTo("false");
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everythingBelongsToTheOneKafka(String overlay) {
        Rendering all = Rendering.of(overlay);
        assertThat(all.all("KafkaTopic", "KafkaUser", "KafkaNodePool")
                        .map(each ->
                                each.at("/metadata/labels/strimzi.io~1cluster").asText()))
                .containsOnly(all.all("Kafka").findFirst().orElseThrow().name());
        assertThat(all.the("Kafka", "paincare").at("/spec/kafka/version").asText())
                .as("the broker of the tests")
                .isEqualTo(Pattern.compile("<kafka-server.version>(.*)</")
                        .matcher(Programs.read("pom.xml"))
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));
        for (JsonNode listener :
                all.the("Kafka", "paincare").all("/spec/kafka/listeners").toList()) {
            assertThat(listener.path("tls").asBoolean()).as("%s", listener).isTrue();
            assertThat(listener.at("/authentication/type").asText())
                    .as("%s", listener)
                    .isEqualTo("tls");
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everyServiceMayDoWhatItDoesAndNothingElse(String overlay) throws IOException {
        for (String service : Programs.SERVICES) {
            Set<String> wanted = new TreeSet<>(Set.of(
                    "topic paincare." + service + ".v1 Write",
                    "topic paincare.replay." + service + " Read",
                    "group " + service + " Read"));
            read(service).forEach(source -> wanted.add("topic paincare." + source + ".v1 Read"));
            for (String other : Programs.SERVICES) {
                if (read(other).contains(service)) {
                    wanted.add("topic paincare.replay." + other + " Write");
                }
            }
            Resource user = Rendering.of(overlay).the("KafkaUser", service + "-kafka");
            Set<String> has = new TreeSet<>();
            user.all("/spec/authorization/acls")
                    .forEach(acl -> Resource.items(acl.path("operations"))
                            .map(JsonNode::asText)
                            .filter(operation -> !operation.equals("Describe"))
                            .forEach(operation ->
                                    has.add(acl.at("/resource/type").asText() + " "
                                            + acl.at("/resource/name").asText() + " " + operation)));

            assertThat(has).as("%s", user).isEqualTo(wanted);
            assertThat(user.everywhere("patternType").stream().map(JsonNode::asText))
                    .doesNotContain("prefix");
        }
    }

    /** The services whose events its handlers take, from its own sources. */
    private static Set<String> read(String service) throws IOException {
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Kubectl.PROJECT.resolve(service + "-service/src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                if (!text.contains("EventHandler")) {
                    continue;
                }
                for (String other : Programs.SERVICES) {
                    if (!other.equals(service) && text.contains("\"org.paincare." + other + ".")) {
                        sources.add(other);
                    }
                }
            }
        }
        return sources;
    }
}
