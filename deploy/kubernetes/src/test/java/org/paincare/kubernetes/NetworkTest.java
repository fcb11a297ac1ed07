package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may talk to whom: all that has to, nobody else, and what one end allows the other does too. */
class NetworkTest {

    private static final String OVERLAYS = "org.paincare.kubernetes.Rendering#overlays";

    private static final Set<String> WAYS = Set.of(
            "gateway > patient-service 8081",
            "gateway > session-service 8082",
            "gateway > outcome-service 8083",
            "session-service > patient-service 8081",
            "session-service > session-service 8082",
            "patient-service > patient-db 5432",
            "session-service > session-db 5432",
            "outcome-service > outcome-db 5432",
            "gateway > gateway-db 5432",
            "patient-migration > patient-db 5432",
            "session-migration > session-db 5432",
            "outcome-migration > outcome-db 5432",
            "gateway-migration > gateway-db 5432",
            "patient-service > paincare 9093",
            "session-service > paincare 9093",
            "outcome-service > paincare 9093");

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everythingElseIsDenied(String overlay) {
        Resource policy = Rendering.of(overlay).the("NetworkPolicy", "default-deny");

        assertThat(policy.at("/spec/podSelector").isEmpty()).isTrue();
        assertThat(policy.all("/spec/policyTypes").map(JsonNode::asText))
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.at("/spec").has("ingress") || policy.at("/spec").has("egress"))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void theProgramsGoWhereTheirWorkIs(String overlay) {
        Rendering all = Rendering.of(overlay);
        Set<String> ways = ways(all, "egress", "to");
        ways.removeIf(way -> all.all("Cluster", "Kafka").anyMatch(each -> way.startsWith(each.name() + " >")));

        assertThat(ways).containsExactlyInAnyOrderElementsOf(WAYS);
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void whoIsGoneToLetsThemIn(String overlay) {
        Rendering all = Rendering.of(overlay);
        Set<String> in = ways(all, "ingress", "from");
        // Strimzi writes the policy of its listener from the peers that the listener names.
        Resource kafka = all.the("Kafka", "paincare");
        kafka.all("/spec/kafka/listeners")
                .forEach(listener -> Resource.items(listener.path("networkPolicyPeers"))
                        .forEach(peer -> ReferencesTest.pods(all).forEach((name, labels) -> {
                            if (peer.has("podSelector")
                                    && ReferencesTest.selects(peer.at("/podSelector/matchLabels"), labels)) {
                                in.add(name + " > paincare "
                                        + listener.path("port").asInt());
                            }
                        })));

        assertThat(in).containsAll(WAYS);
        in.removeIf(way -> way.startsWith(way.split(" > ")[1].split(" ")[0] + " >"));
        assertThat(WAYS).containsAll(in);
    }

    /** {@code from > to port} by pods of this namespace, as the policies of that direction have it. */
    private static Set<String> ways(Rendering all, String direction, String peers) {
        Map<String, Map<String, String>> pods = ReferencesTest.pods(all);
        Set<String> ways = new TreeSet<>();
        for (Resource policy : all.all("NetworkPolicy").toList()) {
            pods.forEach((self, itsLabels) -> {
                if (!ReferencesTest.selects(policy.at("/spec/podSelector/matchLabels"), itsLabels)) {
                    return;
                }
                policy.all("/spec/" + direction)
                        .forEach(rule -> Resource.items(rule.path(peers)).forEach(peer -> {
                            if (!peer.has("podSelector") || peer.has("namespaceSelector")) {
                                return;
                            }
                            pods.forEach((other, labels) -> {
                                if (ReferencesTest.selects(peer.at("/podSelector/matchLabels"), labels)) {
                                    Resource.items(rule.path("ports"))
                                            .forEach(port -> ways.add((direction.equals("egress")
                                                            ? self + " > " + other
                                                            : other + " > " + self)
                                                    + " " + port.path("port").asInt()));
                                }
                            });
                        }));
            });
        }
        return ways;
    }
}
