package org.paincare.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Api;

/** An alert on a name that nobody tells is silent for ever, and looks like peace. */
class MetricNamesTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern GROUPED =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right) ?\\(([^)]*)\\)");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /** Labels that a panel may tell series apart by: parts of the installation, never of whom they serve. */
    private static final Set<String> PARTS = Set.of(
            "consumergroup",
            "datasource",
            "end",
            "instance",
            "job",
            "lane",
            "le",
            "method",
            "persistentvolumeclaim",
            "replica",
            "service",
            "source",
            "state",
            "status",
            "stored",
            "upstream",
            "uri");

    @Test
    void whatRulesAndDashboardsAskForIsToldByAProgramOrNamedAsSomebodyElses() {
        var whole = Whole.running();
        whole.awaitReady();
        whole.people().nobody().get("/openapi").expect(200);
        whole.people().nobody().get("/v1/patients").expect(401);
        var told = scrapes(whole);
        var outside = MonitoringFiles.outside();
        var recorded = MonitoringFiles.recorded();
        var asked = MonitoringFiles.expressions().stream()
                .flatMap(expression -> Selector.of(expression).stream())
                .collect(Collectors.toSet());

        var nobodys = asked.stream()
                .filter(selector -> !outside.contains(selector.metric()) && !recorded.contains(selector.metric()))
                .filter(selector -> told.stream().noneMatch(selector::chooses))
                .toList();

        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(nobodys).as("asked for and told by nobody").isEmpty();
        assertThat(asked.stream().map(Selector::metric))
                .as("named as somebody else's")
                .containsAll(outside);
        assertThat(told)
                .as("a clinic, a person, a session")
                .noneMatch(line -> ID.matcher(line).find());
    }

    private static List<String> scrapes(Whole whole) {
        return Stream.concat(Whole.SERVICES.stream(), Stream.of(Component.GATEWAY))
                .flatMap(program -> Api.at(whole.system().url(program))
                        .with("Accept", "text/plain")
                        .get("/q/metrics")
                        .expect(200)
                        .response()
                        .body()
                        .lines())
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void aNameThatNobodyTellsIsFound() {
        var asked =
                Selector.of("sum by (job) (rate(gone_total{job=\"a\",uri=~\"/x/\\\\{id\\\\}\",end=\"b\"}[5m])) > 20e9"
                        + " and time() - max(other) > 3");

        assertThat(asked)
                .containsExactly(
                        new Selector("gone_total", Map.of("uri", "", "end", "b")), new Selector("other", Map.of()));
        assertThat(asked.getFirst().chooses("gone_total{end=\"b\",uri=\"/x\"} 1.0"))
                .isTrue();
        assertThat(asked.getFirst().chooses("gone_total{end=\"bc\",uri=\"/x\"} 1.0"))
                .isFalse();
        assertThat(asked.getFirst().chooses("gone_total{end=\"b\"} 1.0")).isFalse();
        assertThat(asked.getLast().chooses("other_seconds 1.0")).isFalse();
    }

    @Test
    void panelsHaveUnitsAndTellOnlyPartsOfTheInstallationApart() {
        var dashboards = MonitoringFiles.dashboards();

        assertThat(dashboards).containsOnlyKeys("bedside", "database", "events", "programme");
        dashboards.forEach((name, dashboard) -> {
            assertThat(dashboard.path("uid").asText()).isEqualTo("paincare-" + name);
            assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
            for (var panel : dashboard.path("panels")) {
                if (!panel.path("type").asText().equals("row")) {
                    var what = name + ": " + panel.path("title").asText();
                    assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                            .as(what)
                            .isNotEmpty();
                    assertThat(panel.findValues("datasource"))
                            .as(what)
                            .isNotEmpty()
                            .allMatch(source -> source.path("uid").asText().equals("${datasource}"));
                    assertThat(toldApartBy(panel)).as(what).isSubsetOf(PARTS);
                }
            }
        });
    }

    private static Set<String> toldApartBy(JsonNode panel) {
        var labels = new ArrayList<String>();
        MonitoringFiles.eachExpression(
                panel,
                expression -> GROUPED.matcher(expression)
                        .results()
                        .forEach(grouped ->
                                labels.addAll(List.of(grouped.group(1).split(", ?")))));
        panel.findValues("legendFormat")
                .forEach(legend ->
                        PLACE.matcher(legend.asText()).results().forEach(place -> labels.add(place.group(1))));
        return new TreeSet<>(labels);
    }
}
