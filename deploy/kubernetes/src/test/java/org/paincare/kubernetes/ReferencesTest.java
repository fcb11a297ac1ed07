package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one resource says of another is so. */
class ReferencesTest {

    private static final String OVERLAYS = "org.paincare.kubernetes.Rendering#overlays";

    /** Labels of the pods there will be, by what makes them; the operators' by their documentation. */
    static Map<String, Map<String, String>> pods(Rendering all) {
        Map<String, Map<String, String>> pods = new TreeMap<>();
        all.all("Deployment", "Job")
                .forEach(each -> pods.put(each.name(), Resource.texts(each.at("/spec/template/metadata/labels"))));
        all.all("Cluster").forEach(each -> pods.put(each.name(), Map.of("cnpg.io/cluster", each.name())));
        all.all("Kafka")
                .forEach(each -> pods.put(
                        each.name(), Map.of("strimzi.io/cluster", each.name(), "strimzi.io/component-type", "kafka")));
        all.all("Keycloak").forEach(each -> pods.put(each.name(), Map.of("app", "keycloak")));
        return pods;
    }

    static boolean selects(JsonNode labels, Map<String, String> pod) {
        return pod.entrySet().containsAll(Resource.texts(labels).entrySet());
    }

    @ParameterizedTest
    @MethodSource("org.paincare.kubernetes.Rendering#everything")
    void everySelectorFindsPods(String folder) {
        Rendering all = Rendering.of(folder);
        var pods = pods(all).values();
        for (Resource resource : all.resources()) {
            Stream<JsonNode> selectors = Stream.concat(
                    resource.kind().equals("Service") ? Stream.of(resource.at("/spec/selector")) : Stream.of(),
                    Stream.of("podSelector", "labelSelector")
                            .flatMap(name -> resource.everywhere(name).stream())
                            .map(each -> each.path("matchLabels")));
            // Pods of other namespaces are not ours to know.
            if (resource.name().equals("tracing")) {
                continue;
            }
            selectors.forEach(labels -> assertThat(pods)
                    .as("%s %s selects %s", folder, resource, labels)
                    .anyMatch(pod -> selects(labels, pod)));
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everyDeploymentAndBudgetSelectsItsOwnPods(String overlay) {
        Rendering all = Rendering.of(overlay);
        for (Resource resource : all.all("Deployment", "PodDisruptionBudget").toList()) {
            assertThat(pods(all).entrySet().stream()
                            .filter(pod -> selects(resource.at("/spec/selector/matchLabels"), pod.getValue()))
                            .map(Map.Entry::getKey))
                    .as("%s", resource)
                    .containsExactly(resource.name());
        }
    }

    @ParameterizedTest
    @MethodSource("org.paincare.kubernetes.Rendering#everything")
    void everySecretThatIsNamedWillBeThere(String folder) {
        Rendering all = Rendering.of(folder);
        Secrets secrets = Secrets.of(all);
        if (!all.all("Deployment").toList().isEmpty()
                && all.all("ExternalSecret").toList().isEmpty()) {
            secrets.and(Secrets.of(Secrets.made()));
        }
        for (Resource resource : all.resources()) {
            for (String field : List.of("secretKeyRef", "accessKeyId", "secretAccessKey", "usernameSecret")) {
                resource.everywhere(field)
                        .forEach(each -> assertThat(secrets.have(
                                        each.path("name").asText(),
                                        each.path("key").asText()))
                                .as("%s %s: %s", folder, resource, each)
                                .isTrue());
            }
            resource.everywhere("secretTargetRef").stream()
                    .flatMap(Resource::items)
                    .forEach(each -> assertThat(secrets.have(
                                    each.path("name").asText(), each.path("key").asText()))
                            .as("%s %s: %s", folder, resource, each)
                            .isTrue());
            Resource.texts(resource.at("/spec/placeholders")).keySet().forEach(name -> {
                JsonNode secret = resource.at("/spec/placeholders/" + name + "/secret");
                assertThat(secrets.have(
                                secret.path("name").asText(), secret.path("key").asText()))
                        .as("%s %s: %s", folder, resource, name)
                        .isTrue();
            });
            Stream.concat(
                            resource.everywhere("passwordSecret").stream(),
                            Stream.of(resource.at("/spec/bootstrap/initdb/secret"))
                                    .filter(JsonNode::isObject))
                    .forEach(each -> assertThat(secrets.have(each.path("name").asText(), "password"))
                            .as("%s %s: %s", folder, resource, each)
                            .isTrue());
            resource.all("/spec/template/spec/volumes")
                    .map(each -> each.path("secret"))
                    .filter(JsonNode::isObject)
                    .forEach(secret -> Resource.items(secret.path("items"))
                            .forEach(item -> assertThat(secrets.have(
                                            secret.path("secretName").asText(),
                                            item.path("key").asText()))
                                    .as("%s %s: %s", folder, resource, secret)
                                    .isTrue()));
        }
    }

    @ParameterizedTest
    @MethodSource("org.paincare.kubernetes.Rendering#everything")
    void noSecretIsInTheFiles(String folder) {
        assertThat(Rendering.of(folder).all("Secret")).isEmpty();
    }

    @Test
    void theScriptMakesWhatTheStoreWouldHold() {
        Rendering made = Secrets.made();
        Rendering production = Rendering.of("overlays/prod");
        assertThat(made.all("Secret").map(Resource::name))
                .containsExactlyInAnyOrderElementsOf(production
                        .all("ExternalSecret")
                        .map(Resource::name)
                        .filter(name -> !name.endsWith("-backup") && !name.equals("patient-mail"))
                        .toList());
        assertThat(made.all("Secret")
                        .map(each -> each.at("/stringData/password").asText())
                        .filter(each -> !each.isEmpty()))
                .doesNotHaveDuplicates();
        assertThat(Secrets.made().yaml()).isNotEqualTo(made.yaml());
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everyConfigMapAndMountIsThere(String overlay) {
        Rendering all = Rendering.of(overlay);
        for (Resource workload : all.all("Deployment", "Job").toList()) {
            JsonNode pod = workload.at("/spec/template/spec");
            workload.everywhere("configMapRef")
                    .forEach(each -> assertThat(
                                    all.has("ConfigMap", each.path("name").asText()))
                            .as("%s %s", workload, each)
                            .isTrue());
            List<String> volumes = Resource.items(pod.path("volumes"))
                    .map(each -> each.path("name").asText())
                    .toList();
            assertThat(Resource.items(pod.at("/containers/0/volumeMounts"))
                            .map(each -> each.path("name").asText()))
                    .as("%s", workload)
                    .containsExactlyInAnyOrderElementsOf(volumes);
            assertThat(all.has("ServiceAccount", pod.path("serviceAccountName").asText()))
                    .as("%s", workload)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everyFileThatASettingNamesIsMounted(String overlay) {
        for (Resource workload : Rendering.of(overlay).all("Deployment", "Job").toList()) {
            List<String> files = workload.all("/spec/template/spec/containers/0/volumeMounts")
                    .flatMap(mount -> workload.all("/spec/template/spec/volumes")
                            .filter(volume -> volume.path("name").equals(mount.path("name")))
                            .flatMap(volume -> Resource.items(volume.at("/secret/items")))
                            .map(item -> mount.path("mountPath").asText() + "/"
                                    + item.path("path").asText()))
                    .toList();
            for (JsonNode variable : ProgramsTest.environment(workload).values()) {
                String value = variable.path("value").asText();
                int begin = value.contains("sslrootcert=")
                        ? value.indexOf("sslrootcert=") + 12
                        : value.startsWith("/") ? 0 : -1;
                if (begin >= 0) {
                    assertThat(files)
                            .as("%s %s", workload, variable)
                            .contains(value.substring(begin).split("&")[0]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everyAddressIsAServiceWithThatPort(String overlay) {
        Rendering all = Rendering.of(overlay);
        Map<String, String> shared = all.all("ConfigMap")
                .findFirst()
                .map(each -> Resource.texts(each.at("/data")))
                .orElseThrow();
        for (String service : Programs.SERVICES) {
            assertThat(shared.get("PAINCARE_" + service.toUpperCase() + "_URL"))
                    .isEqualTo("http://" + service + "-service:"
                            + all.the("Service", service + "-service").at("/spec/ports/0/port"));
        }
        Resource kafka = all.the("Kafka", "paincare");
        assertThat(shared.get("PAINCARE_KAFKA"))
                .isEqualTo(kafka.name() + "-kafka-bootstrap:" + kafka.at("/spec/kafka/listeners/0/port"));
        assertThat(ProgramsTest.environment(all.the("Deployment", "session-service"))
                        .get("PAINCARE_LIVE_PEERS")
                        .path("value")
                        .asText())
                .isEqualTo("dns+http://session-peers:"
                        + all.the("Service", "session-peers").at("/spec/ports/0/port"));
        assertThat(shared.get("PAINCARE_ISSUER")).startsWith("https://");
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void theDoorLeadsToTheGatewayAlone(String overlay) {
        Rendering all = Rendering.of(overlay);
        Resource route = all.the("HTTPRoute", "gateway");
        Resource door = all.the("Gateway", route.at("/spec/parentRefs/0/name").asText());
        Resource certificate = all.the("Certificate", "paincare");
        String host = door.at("/spec/listeners/0/hostname").asText();

        assertThat(route.everywhere("backendRefs").stream()
                        .flatMap(Resource::items)
                        .map(each -> each.path("name").asText() + ":"
                                + each.path("port").asInt()))
                .containsExactly("gateway:" + Programs.port("gateway"));
        assertThat(route.everywhere("path").stream()
                        .map(each -> each.path("value").asText()))
                .allMatch(path -> path.matches("/(v1|board|portal|openapi)"));
        assertThat(route.at("/spec/hostnames/0").asText()).isEqualTo(host);
        assertThat(certificate.at("/spec/dnsNames/0").asText()).isEqualTo(host);
        assertThat(door.at("/spec/listeners/0/tls/certificateRefs/0/name"))
                .isEqualTo(certificate.at("/spec/secretName"));
        assertThat(all.all("ConfigMap")
                        .findFirst()
                        .orElseThrow()
                        .at("/data/PAINCARE_GATEWAY_PUBLIC_URL")
                        .asText())
                .isEqualTo("https://" + host);
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void autoscalersStopAtTheNumberOfPartitions(String overlay) {
        Rendering all = Rendering.of(overlay);
        int partitions = all.all("KafkaTopic")
                .mapToInt(each -> each.at("/spec/partitions").asInt())
                .min()
                .orElseThrow();
        for (Resource scaler :
                all.all("HorizontalPodAutoscaler", "ScaledObject").toList()) {
            String target = scaler.at("/spec/scaleTargetRef/name").asText();
            assertThat(all.has("Deployment", target)).as("%s", scaler).isTrue();
            assertThat(Math.max(
                            scaler.at("/spec/maxReplicas").asInt(),
                            scaler.at("/spec/maxReplicaCount").asInt()))
                    .as("%s", scaler)
                    .isBetween(1, partitions);
            scaler.all("/spec/triggers")
                    .map(each -> each.at("/authenticationRef/name").asText())
                    .filter(each -> !each.isEmpty())
                    .forEach(name -> assertThat(all.has("TriggerAuthentication", name))
                            .as(name)
                            .isTrue());
            scaler.all("/spec/triggers")
                    .map(each -> each.at("/metadata/topic").asText())
                    .filter(each -> !each.isEmpty())
                    .forEach(topic ->
                            assertThat(all.has("KafkaTopic", topic)).as(topic).isTrue());
        }
    }
}
