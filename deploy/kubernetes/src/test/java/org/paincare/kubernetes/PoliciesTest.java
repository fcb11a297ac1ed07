package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies let our own programs in, and refuse each of what they are there for. */
class PoliciesTest {

    private static final String SOMEBODY = "deployer";
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    private static Policy policy(String name) {
        return Policy.of(Rendering.of("policies").the("ValidatingAdmissionPolicy", name));
    }

    private static Policy programs() {
        return policy("paincare-programs");
    }

    private static Policy doors() {
        return policy("paincare-doors");
    }

    /** One change of the gateway, or of a job, that is refused in these words. */
    private record Wrong(String message, String kind, String name, Consumer<Resource> change) {
        @Override
        public String toString() {
            return message;
        }
    }

    private static Stream<Wrong> wrong() {
        return Stream.of(
                wrong(
                        "an image is not named by its digest",
                        r -> in(r, CONTAINER).put("image", "registry.example.org/gateway:1.0")),
                wrong(
                        "a container has no memory limit, or asks for less than it",
                        r -> in(r, CONTAINER).remove("resources")),
                wrong(
                        "a container has no memory limit, or asks for less than it",
                        r -> in(r, CONTAINER + "/resources/requests").put("memory", "1Mi")),
                wrong(
                        "a pod may run as root, or as a user that the node has too",
                        r -> in(r, "/spec/template/spec/securityContext").put("runAsNonRoot", false)),
                wrong(
                        "a pod may run as root, or as a user that the node has too",
                        r -> in(r, "/spec/template/spec/securityContext").put("runAsUser", 1000)),
                wrong(
                        "a container can write its root or gain rights",
                        r -> in(r, CONTAINER + "/securityContext").put("readOnlyRootFilesystem", false)),
                wrong(
                        "a container can write its root or gain rights",
                        r -> in(r, CONTAINER + "/securityContext").remove("capabilities")),
                wrong(
                        "a container can write its root or gain rights",
                        r -> ((ArrayNode) in(r, "/spec/template/spec").putArray("initContainers"))
                                .addObject()
                                .put("name", "first")
                                .put("image", in(r, CONTAINER).path("image").asText())),
                wrong(
                        "a pod carries a token of the cluster",
                        r -> in(r, "/spec/template/spec").remove("automountServiceAccountToken")),
                wrong(
                        "a container lacks one of its three probes",
                        r -> in(r, CONTAINER).remove("startupProbe")),
                wrong(
                        "a program would be restarted for what is not its own fault",
                        r -> in(r, CONTAINER + "/livenessProbe/httpGet").put("path", "/q/health")),
                wrong(
                        "a program is killed while it drains",
                        r -> in(r, "/spec/template/spec").put("terminationGracePeriodSeconds", 15)),
                wrong(
                        "a program is killed while it drains",
                        r -> in(r, CONTAINER).remove("lifecycle")),
                wrong(
                        "a program that serves could change its schema",
                        r -> variable(r, "PAINCARE_DB_OWNER_PASSWORD", null)),
                wrong("a secret is written into the environment", r -> variable(r, "PAINCARE_CLIENT_SECRET", "open")),
                new Wrong(
                        "a secret is written into the environment",
                        "Job",
                        "patient-migration",
                        r -> variable(r, "PAINCARE_DB_OWNER_PASSWORD", "open")),
                wrong("what belongs to a demonstration has no place here", r -> variable(r, "PAINCARE_DEMO", "true")),
                wrong(
                        "what belongs to a demonstration has no place here",
                        r -> in(r, CONTAINER + "/env/0").put("value", "local")));
    }

    private static Wrong wrong(String message, Consumer<Resource> change) {
        return new Wrong(message, "Deployment", "gateway", change);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/prod", "overlays/staging"})
    void ourOwnAreLetIn(String overlay) {
        Rendering all = Rendering.of(overlay);
        for (Resource workload : all.all("Deployment", "Job").toList()) {
            assertThat(programs().refusals(workload, SOMEBODY))
                    .as("%s", workload)
                    .isEmpty();
        }
        for (Resource service : all.all("Service").toList()) {
            assertThat(doors().refusals(service, SOMEBODY)).as("%s", service).isEmpty();
        }
        assertThat(all.the("Namespace", "paincare")
                        .at("/metadata/labels/paincare.org~1policies")
                        .asText())
                .isEqualTo("enforced");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsRefused(Wrong wrong) {
        Resource changed = new Resource(Rendering.of("overlays/prod")
                .the(wrong.kind(), wrong.name())
                .json()
                .deepCopy());
        wrong.change().accept(changed);

        assertThat(programs().refusals(changed, SOMEBODY)).contains(wrong.message());
    }

    @Test
    void everyRuleWasSeenToRefuse() {
        assertThat(wrong().map(Wrong::message).distinct())
                .containsExactlyInAnyOrderElementsOf(programs().messages());
    }

    @Test
    void aSecondDoorIsRefused() {
        Resource service = new Resource(
                Rendering.of("overlays/prod").the("Service", "gateway").json().deepCopy());
        in(service, "/spec").put("type", "LoadBalancer").putArray("externalIPs").add("192.0.2.1");

        assertThat(doors().refusals(service, SOMEBODY)).containsExactlyInAnyOrderElementsOf(doors().messages());
    }

    @Test
    void anOperatorsOwnDeploymentIsNoneOfOurs() {
        Resource changed = new Resource(Rendering.of("overlays/prod")
                .the("Deployment", "gateway")
                .json()
                .deepCopy());
        in(changed, CONTAINER).put("image", "quay.io/strimzi/operator:1.2.0");

        assertThat(programs().refusals(changed, "system:serviceaccount:strimzi:strimzi-cluster-operator"))
                .isEmpty();
        assertThat(programs().refusals(changed, "system:serviceaccount:paincare:strimzi-cluster-operator"))
                .isNotEmpty();
    }

    @Test
    void everyPolicyIsBoundAndDenies() {
        Rendering all = Rendering.of("policies");
        Map<String, JsonNode> bound = new TreeMap<>();
        all.all("ValidatingAdmissionPolicyBinding")
                .forEach(each -> bound.put(each.at("/spec/policyName").asText(), each.json()));

        assertThat(bound.keySet())
                .containsExactlyElementsOf(all.all("ValidatingAdmissionPolicy")
                        .map(Resource::name)
                        .sorted()
                        .toList());
        assertThat(bound.values())
                .allMatch(each -> each.at("/spec/validationActions/0").asText().equals("Deny"));
        assertThat(bound.values())
                .allMatch(each -> each.at("/spec/matchResources/namespaceSelector/matchLabels")
                        .equals(Rendering.YAML.createObjectNode().put("paincare.org/policies", "enforced")));
        assertThat(all.all("ValidatingAdmissionPolicy")
                        .map(each -> each.at("/spec/failurePolicy").asText()))
                .containsOnly("Fail");
    }

    private static ObjectNode in(Resource resource, String place) {
        return (ObjectNode) resource.at(place);
    }

    private static void variable(Resource resource, String name, String value) {
        ObjectNode added =
                ((ArrayNode) resource.at(CONTAINER + "/env")).addObject().put("name", name);
        if (value == null) {
            added.putObject("valueFrom")
                    .putObject("secretKeyRef")
                    .put("name", "any")
                    .put("key", "any");
        } else {
            added.put("value", value);
        }
    }
}
