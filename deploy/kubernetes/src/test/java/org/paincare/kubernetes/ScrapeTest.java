package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Prometheus is told to look at is there. */
class ScrapeTest {

    @ParameterizedTest
    @MethodSource("org.paincare.kubernetes.Rendering#overlays")
    void everyTargetIsAServiceOfEveryPodOnThatPort(String overlay) throws Exception {
        Rendering all = Rendering.of(overlay);
        JsonNode jobs = Rendering.YAML
                .readTree(Programs.read("deploy/monitoring/prometheus.yml"))
                .path("scrape_configs");
        Map<String, Integer> targets = Resource.items(jobs)
                .map(job -> job.at("/dns_sd_configs/0"))
                .collect(Collectors.toMap(
                        each -> each.at("/names/0").asText(),
                        each -> each.path("port").asInt()));

        assertThat(targets).hasSize(Programs.ALL.size() + Programs.KEEPERS.size());
        targets.forEach((name, port) -> {
            String[] parts = name.split("\\.");
            Resource service = all.the("Service", parts[0]);
            assertThat(service.namespace()).as(name).isEqualTo(parts[1]);
            assertThat(service.at("/spec/clusterIP").asText()).as(name).isEqualTo("None");
            assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(service.at("/spec/ports/0/port").asInt()).as(name).isEqualTo(port);
        });
    }
}
