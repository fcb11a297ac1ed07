package org.paincare.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResourceKindsTest {

    private final RouteTable routes = RouteTableFile.parse("""
            defaults: {maxBody: 1KiB, deadline: 1s}
            routes:
              - {path: "/v1/plans/**", to: session}
              - {path: "/v1/plans/{planId}/doses", to: session}
              - {path: "/v1/lots", to: session}
            """);

    @Test
    void theClosestRowNamesTheKind() {
        var kinds = ResourceKinds.parse("""
                Plan: ["/v1/plans/**"]
                Dose: ["/v1/plans/{planId}/doses"]
                Ledger: ["/v1/lots"]
                """, routes);

        assertThat(kinds.of("/v1/plans/7")).isEqualTo("Plan");
        assertThat(kinds.of("/v1/plans/7/doses")).isEqualTo("Dose");
        assertThat(kinds.of("/v1/elsewhere")).isNull();
    }

    @Test
    void aRouteAboutNoKindAndEveryWrongRowStopTheStart() {
        assertThatThrownBy(() -> ResourceKinds.parse("""
                        plan: ["/v1/other"]
                        Dose: ["/v1/plans/{planId}/doses", "/v1/plans/{id}/doses", "/v2/x"]
                        Plan: ["/v1/plans/{planId}"]
                        """, routes))
                .hasMessageContaining("/v1/other: 'plan' is no name of a kind")
                .hasMessageContaining("/v1/plans/{id}/doses: is about Dose already")
                .hasMessageContaining("/v2/x: a path starts with /v1/")
                .hasMessageContaining("/v1/plans/**: this route is about no kind of resource")
                .hasMessageContaining("/v1/lots: this route is about no kind of resource");
        assertThatThrownBy(() -> ResourceKinds.parse("Plan: 7", routes)).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> ResourceKinds.fromResource("/nothing.yaml", routes))
                .hasMessageContaining("there is no /nothing.yaml");
    }
}
