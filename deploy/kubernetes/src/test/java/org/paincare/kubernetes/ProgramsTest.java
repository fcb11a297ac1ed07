package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program as it has to run: on its port, confined, watched, drained, and unable to change its schema. */
class ProgramsTest {

    private static final String OVERLAYS = "org.paincare.kubernetes.Rendering#overlays";
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void theDeploymentsAreTheFourPrograms(String overlay) {
        assertThat(Rendering.of(overlay).all("Deployment").map(Resource::name))
                .containsExactlyInAnyOrderElementsOf(Programs.ALL);
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everyProgramListensOnItsOwnPortAndIsFoundThere(String overlay) {
        Rendering all = Rendering.of(overlay);
        for (String program : Programs.ALL) {
            Resource deployment = all.the("Deployment", program);
            Resource service = all.the("Service", program);

            assertThat(deployment.at(CONTAINER + "/ports/0/containerPort").asInt())
                    .as(program)
                    .isEqualTo(Programs.port(program));
            assertThat(service.at("/spec/ports/0/port").asInt()).as(program).isEqualTo(Programs.port(program));
            assertThat(service.at("/spec/ports/0/targetPort").asText())
                    .isEqualTo(deployment.at(CONTAINER + "/ports/0/name").asText());
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everyProgramHasWhatKeepsItAliveAndApart(String overlay) {
        Rendering all = Rendering.of(overlay);
        for (String program : Programs.ALL) {
            for (String kind : List.of("ServiceAccount", "PodDisruptionBudget", "NetworkPolicy")) {
                assertThat(all.has(kind, program)).as("%s of %s", kind, program).isTrue();
            }
            Stream<String> scaled = all.all("HorizontalPodAutoscaler", "ScaledObject")
                    .map(each -> each.at("/spec/scaleTargetRef/name").asText());
            assertThat(scaled.filter(program::equals))
                    .as("one autoscaler of %s", program)
                    .hasSize(1);
            assertThat(all.the("Deployment", program).at("/spec/template/spec/topologySpreadConstraints"))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void noPodMayMoreThanItsWork(String overlay) {
        for (Resource workload : Rendering.of(overlay).all("Deployment", "Job").toList()) {
            JsonNode pod = workload.at("/spec/template/spec");
            JsonNode container = workload.at(CONTAINER);

            assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                    .as("%s", workload)
                    .isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true))
                    .as("%s", workload)
                    .isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                    .as("%s", workload)
                    .isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt())
                    .as("%s", workload)
                    .isGreaterThanOrEqualTo(10_000);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .as("%s", workload)
                    .isEqualTo("RuntimeDefault");
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .as("%s", workload)
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .as("%s", workload)
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .as("%s", workload)
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText())
                    .as("%s", workload)
                    .isNotEmpty()
                    .isEqualTo(container.at("/resources/requests/memory").asText());
            assertThat(workload.at("/spec/template/metadata/labels/app.kubernetes.io~1part-of")
                            .asText())
                    .as("%s", workload)
                    .isEqualTo("paincare");
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void nobodyIsRestartedForAnothersFaultOrKilledWhileItDrains(String overlay) {
        for (Resource deployment : Rendering.of(overlay).all("Deployment").toList()) {
            JsonNode container = deployment.at(CONTAINER);
            int sleep = container.at("/lifecycle/preStop/sleep/seconds").asInt();

            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText())
                    .as("%s: alarms are shown whatever the database does", deployment)
                    .isEqualTo(deployment.name().equals("session-service") ? "/q/health/live" : "/q/health/ready");
            assertThat(sleep).as("%s", deployment).isPositive();
            assertThat(deployment
                            .at("/spec/template/spec/terminationGracePeriodSeconds")
                            .asInt())
                    .as("%s: preStop, then 10 s of quarkus.shutdown.timeout", deployment)
                    .isGreaterThanOrEqualTo(sleep + 20);
            assertThat(deployment
                            .at("/spec/strategy/rollingUpdate/maxUnavailable")
                            .asInt(1))
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void onlyTheMigrationHasTheOwnersPassword(String overlay) {
        Rendering all = Rendering.of(overlay);
        for (Resource deployment : all.all("Deployment").toList()) {
            Map<String, JsonNode> env = environment(deployment);
            assertThat(env).as("%s", deployment).doesNotContainKey("PAINCARE_DB_OWNER_PASSWORD");
            assertThat(env.get("PAINCARE_MIGRATE_AT_START").path("value").asText())
                    .as("%s", deployment)
                    .isEqualTo("false");
        }
        for (String service : Programs.KEEPERS) {
            Resource job = all.the("Job", service + "-migration");
            assertThat(environment(job)).containsKey("PAINCARE_DB_OWNER_PASSWORD");
            assertThat(environment(job)
                            .get("QUARKUS_INIT_AND_EXIT")
                            .path("value")
                            .asText())
                    .isEqualTo("true");
            assertThat(job.at(CONTAINER + "/image"))
                    .isEqualTo(all.the("Deployment", Programs.of(service)).at(CONTAINER + "/image"));
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everySettingIsOneThatTheProgramsHave(String overlay) {
        String documented = Programs.read("docs/settings.md");
        Rendering all = Rendering.of(overlay);
        Stream<String> inPods = all.all("Deployment", "Job").flatMap(each -> environment(each).keySet().stream());
        Stream<String> shared =
                all.all("ConfigMap").flatMap(each -> Resource.texts(each.at("/data")).keySet().stream());
        for (String name : Stream.concat(inPods, shared).distinct().toList()) {
            boolean role = name.matches("PAINCARE_DB_(OWNER|APP|RELAY|DUE|AUDIT|SEALER|OPS)_PASSWORD");
            String property = name.toLowerCase().replace('_', '.');
            boolean ofGateway = name.startsWith("PAINCARE_GATEWAY_")
                    && documented.replace('-', '.').contains(property.substring(0, property.lastIndexOf('.')));
            boolean ofPlatform = name.startsWith("QUARKUS_OTEL_")
                    || name.equals("QUARKUS_PROFILE")
                    || name.equals("JDK_JAVA_OPTIONS");
            assertThat(role || ofGateway || ofPlatform || documented.contains("`" + name + "`"))
                    .as("%s: %s is in docs/settings.md", overlay, name)
                    .isTrue();
        }
    }

    @Test
    void productionHasThreeOfEachInThreeZones() {
        Rendering all = Rendering.of("overlays/prod");
        assertThat(all.all("HorizontalPodAutoscaler")
                        .map(each -> each.at("/spec/minReplicas").asInt()))
                .containsOnly(3);
        for (Resource deployment : all.all("Deployment").toList()) {
            JsonNode spread = deployment.at("/spec/template/spec/topologySpreadConstraints/0");
            assertThat(spread.path("topologyKey").asText()).isEqualTo("topology.kubernetes.io/zone");
            assertThat(spread.path("whenUnsatisfiable").asText()).isEqualTo("DoNotSchedule");
        }
        for (Resource cluster : all.all("Cluster").toList()) {
            assertThat(cluster.at("/spec/instances").asInt()).isEqualTo(3);
            assertThat(cluster.at("/spec/affinity/topologyKey").asText()).isEqualTo("topology.kubernetes.io/zone");
            assertThat(cluster.at("/spec/postgresql/synchronous/dataDurability").asText())
                    .isEqualTo("required");
        }
    }

    /** In a developer's cluster whoever invites is shown the link. */
    @ParameterizedTest
    @CsvSource({"overlays/prod, true", "overlays/staging, true", "overlays/dev, false"})
    void invitationsGoByMailWhereThereIsAServer(String overlay, boolean byMail) {
        Rendering all = Rendering.of(overlay);
        Map<String, JsonNode> patient = environment(all.the("Deployment", "patient-service"));
        boolean host = all.all("ConfigMap")
                .anyMatch(each -> Resource.texts(each.at("/data")).containsKey("PAINCARE_SMTP_HOST"));
        boolean way = all.all("NetworkPolicy")
                .filter(each -> ReferencesTest.selects(
                        each.at("/spec/podSelector/matchLabels"), Map.of("app.kubernetes.io/name", "patient-service")))
                .flatMap(each -> each.all("/spec/egress"))
                .flatMap(rule -> Resource.items(rule.path("ports")))
                .anyMatch(port -> port.path("port").asInt() == 587);

        assertThat(patient.containsKey("PAINCARE_SMTP_PASSWORD")).isEqualTo(byMail);
        assertThat(host).isEqualTo(byMail);
        assertThat(way).isEqualTo(byMail);
        assertThat(environment(all.the("Deployment", "outcome-service"))).doesNotContainKey("PAINCARE_SMTP_PASSWORD");
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void theGatewayCountsItsReplicas(String overlay) {
        Rendering all = Rendering.of(overlay);
        assertThat(environment(all.the("Deployment", "gateway"))
                        .get("PAINCARE_GATEWAY_LIMITS_REPLICAS")
                        .path("value")
                        .asText())
                .isEqualTo(all.the("HorizontalPodAutoscaler", "gateway")
                        .at("/spec/minReplicas")
                        .asText());
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void nobodyGetsInWhoIsNotRegistered(String overlay) {
        Map<String, JsonNode> gateway = environment(Rendering.of(overlay).the("Deployment", "gateway"));

        assertThat(gateway).containsKey("PAINCARE_DB_URL").doesNotContainKey("PAINCARE_GATEWAY_CLIENTS_UNREGISTERED");
    }

    /** The roles of its database as which a program connects. */
    static List<String> roles(Resource workload) {
        return environment(workload).keySet().stream()
                .filter(name -> name.matches("PAINCARE_DB_.+_PASSWORD"))
                .map(name -> name.replaceAll("PAINCARE_DB_(.+)_PASSWORD", "$1").toLowerCase())
                .toList();
    }

    static Map<String, JsonNode> environment(Resource workload) {
        Map<String, JsonNode> all = new java.util.TreeMap<>();
        workload.all(CONTAINER + "/env")
                .forEach(each -> all.put(each.path("name").asText(), each));
        return all;
    }
}
