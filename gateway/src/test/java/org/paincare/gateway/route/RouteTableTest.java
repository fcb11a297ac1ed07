package org.paincare.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private static RouteTable table(String... rows) {
        return RouteTableFile.parse(
                "defaults: {maxBody: 1KiB, deadline: 1s}\nroutes:\n  - " + String.join("\n  - ", rows));
    }

    private static String found(RouteTable table, String path) {
        return Objects.requireNonNull(table.find(path)).template().text();
    }

    @Test
    void theClosestRowWinsWhateverTheOrder() {
        RouteTable table = table(
                "{path: '/v1/plans/**', to: session}",
                "{path: '/v1/plans/{planId}', to: session}",
                "{path: '/v1/plans/mine', to: session}",
                "{path: '/v1/{thing}/mine/x', to: patient}");

        assertThat(found(table, "/v1/plans/mine")).isEqualTo("/v1/plans/mine");
        assertThat(found(table, "/v1/plans/7")).isEqualTo("/v1/plans/{planId}");
        assertThat(found(table, "/v1/plans/7/revisions/2")).isEqualTo("/v1/plans/**");
        assertThat(found(table, "/v1/chairs/mine/x")).isEqualTo("/v1/{thing}/mine/x");
        assertThat(table.find("/v1/plans")).isNull();
        assertThat(table.find("/v1/plans/")).isNull();
        assertThat(table.find("/v1/plans/7/")).isNotNull();
        assertThat(table.find("/")).isNull();
        assertThat(table.find("")).isNull();
        assertThat(table.find("/v1/chairs/mine")).isNull();
    }

    @Test
    void everyWrongRowIsNamedAtOnce() {
        assertThatThrownBy(() -> table(
                        "{path: '/v2/plans', to: session}",
                        "{path: '/v1/plans/{a}', to: session}",
                        "{path: '/v1/plans/{b}', to: patient}",
                        "{path: '/v1/x', to: elsewhere}",
                        "{path: '/v1/y'}",
                        "{path: '/v1/**/z', to: patient}",
                        "{path: '/v1/Big', to: patient}",
                        "{path: '/v1/{a}/{a}', to: patient}",
                        "{path: '/v1/m', to: patient, methods: [FETCH]}",
                        "{path: '/v1/s', to: patient, maxBody: 3GB}",
                        "{path: '/v1/t', to: patient, deadline: 10}",
                        "{path: '/v1/u', to: all}",
                        "{path: '/v1/v', to: all, methods: [GET], open: true}"))
                .hasMessageContaining("/v2/plans: a path starts with /v1/")
                .hasMessageContaining("/v1/plans/{b}: matches the same paths as /v1/plans/{a}")
                .hasMessageContaining("/v1/x: unknown service 'elsewhere', known are patient, session, outcome")
                .hasMessageContaining("/v1/y: 'to' is missing")
                .hasMessageContaining("/v1/**/z: ** is allowed as the last segment only")
                .hasMessageContaining("/v1/Big: 'Big' is no literal in kebab case")
                .hasMessageContaining("/v1/{a}/{a}: '{a}' is no variable name, or is there twice")
                .hasMessageContaining("/v1/m: methods are of")
                .hasMessageContaining("/v1/s: maxBody is 1KiB to 64MiB, not 3GB")
                .hasMessageContaining("/v1/t: deadline is 1s to 120s, not 10")
                .hasMessageContaining("/v1/u: this kind of destination needs methods: [GET]")
                .hasMessageContaining("/v1/v: only one service's own path can be open");
    }

    @Test
    void onlyAnsweringByLinkAndStreamsByTicketAreReachedWithoutAToken() {
        var routes = RouteTableFile.fromResource("/routes.yaml");

        for (var path : new String[] {
            "/v1/answer-session",
            "/v1/answer-session/assessments/7/answers",
            "/v1/clinics/7/stream",
            "/v1/sessions/7/stream"
        }) {
            assertThat(routes.find(path).open()).as(path).isTrue();
        }
        for (var path : new String[] {
            "/v1/answer-frontend",
            "/v1/patients/7/answer-links",
            "/v1/assessments/7/answers",
            "/v1/stream-tickets",
            "/v1/clinics/7/sessions"
        }) {
            assertThat(routes.find(path).open()).as(path).isFalse();
        }
    }

    @Test
    void whatIsNoTableIsRefusedInOneLine() {
        assertThatThrownBy(() -> RouteTableFile.parse("routes: []")).hasMessageContaining("'defaults' and 'routes'");
        assertThatThrownBy(() -> RouteTableFile.parse("")).isInstanceOf(RouteTableFile.InvalidRouteTable.class);
        assertThatThrownBy(() -> table("{path: '/v1/x', too: patient}")).hasMessageContaining("too");
        assertThatThrownBy(() -> table("{path: '/v1/x', to: patient, lane: fast}"))
                .hasMessageContaining("unknown lane 'fast'");
        assertThatThrownBy(() -> RouteTableFile.fromResource("/nothing.yaml"))
                .hasMessageContaining("there is no /nothing.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/me, PATIENT, NORMAL",
        "/v1/clinics/7/staff, PATIENT, NORMAL",
        "/v1/clinics/7/chairs, SESSION, NORMAL",
        "/v1/patients/7/standing, PATIENT, NORMAL",
        "/v1/patients/7/something-new, PATIENT, NORMAL",
        "/v1/patients/7/plans, SESSION, NORMAL",
        "/v1/patients/7/diary-days/2026-11-23, OUTCOME, NORMAL",
        "/v1/patients/7/pacing-proposals, SESSION, NORMAL",
        "/v1/patients/7/pacing, OUTCOME, NORMAL",
        "/v1/pacing-proposals/7/decision, SESSION, NORMAL",
        "/v1/sessions/7/observations, SESSION, BEDSIDE",
        "/v1/alarms/8/acknowledgement, SESSION, BEDSIDE",
        "/v1/sessions/7/stream, SESSION, STREAM",
        "/v1/sessions/7/close, SESSION, NORMAL",
        "/v1/lots/7, SESSION, NORMAL",
        "/v1/preparations/7/check, SESSION, NORMAL",
        "/v1/programme-reviews/7/signatures, OUTCOME, NORMAL",
        "/v1/instruments/phq-9/score, OUTCOME, NORMAL",
        "/v1/safety-alerts/7/acknowledgement, OUTCOME, NORMAL"
    })
    void theShippedTableLeadsToTheOwner(String path, Upstream owner, Lane lane) {
        Route route = Objects.requireNonNull(
                RouteTableFile.fromResource("/routes.yaml").find(path));

        assertThat(route.destination()).isEqualTo(new Destination.Service(owner));
        assertThat(route.lane()).isEqualTo(lane);
    }

    @Test
    void nothingInternalIsInTheShippedTable() {
        RouteTable table = RouteTableFile.fromResource("/routes.yaml");

        assertThat(table.routes()).allMatch(route -> route.template().text().startsWith("/v1/"));
        assertThat(table.find("/internal/standing")).isNull();
    }
}
