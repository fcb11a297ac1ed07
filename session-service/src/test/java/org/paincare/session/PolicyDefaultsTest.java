package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.session.alarm.AlarmRules;
import org.paincare.session.dose.Guardrails;
import org.paincare.session.monitoring.MonitoringSchedule;
import org.paincare.session.monitoring.VitalLimits;
import org.paincare.session.treatment.Deadlines;

/** What a medical director reads as the default of a policy value is what holds at the bedside where nothing was set. */
class PolicyDefaultsTest {

    private static final Path FOLDER = Path.of("../patient-service/src/main/resources/clinic");

    @Test
    void everyTimeThatAClinicMaySetHasHereTheDefaultThatItsPolicyShows() throws Exception {
        var here = new TreeMap<String, Duration>();
        var schedule = MonitoringSchedule.builtIn();
        here.put("SET_OVERDUE_MINUTES", schedule.warnAfter());
        here.put("SET_ESCALATED_MINUTES", schedule.escalateAfter());
        schedule.phases()
                .forEach(row ->
                        row.sets().forEach(set -> set.legs().forEach(leg -> put(here, leg.setting(), leg.every()))));
        AlarmRules.builtIn()
                .levels()
                .forEach(level -> level.steps().forEach(step -> put(here, step.setting(), step.after())));
        Deadlines.builtIn().states().values().forEach(wait -> put(here, wait.setting(), wait.within()));

        assertThat(here).hasSize(14);
        assertThat(shown()).containsAllEntriesOf(here);
    }

    @Test
    void everyLimitThatAClinicMaySetHasHereTheDefaultThatItsPolicyShows() throws Exception {
        var here = new TreeMap<String, String>();
        for (var row : VitalLimits.builtIn().signs()) {
            for (var rule : row.rules()) {
                if (rule.setting() != null) {
                    assertThat(here.put(rule.setting(), rule.limit())).isNull();
                }
            }
        }
        for (var row : Guardrails.builtIn().rows()) {
            for (var limit : row.limits()) {
                if (limit.setting() != null) {
                    assertThat(here.put(limit.setting(), limit.value())).isNull();
                }
            }
        }

        assertThat(here).hasSize(45);
        var policy = new HashMap<String, String>();
        for (var setting : settings()) {
            policy.put(setting.get("code").asText(), setting.path("default").asText());
        }
        assertThat(policy).containsAllEntriesOf(here);
        assertThat(policy.keySet().stream()
                        .filter(code -> code.matches("(ALERT|CRITICAL)_.*(BELOW|ABOVE|FROM|RISE.*)")
                                || code.startsWith("SOFT_")))
                .as("nothing is offered that nobody reads")
                .containsExactlyInAnyOrderElementsOf(here.keySet());
    }

    /** Those of the tasks of session-service and of patient-service. */
    @Test
    void everyTimeForATaskHasTheDefaultThatThePolicyShows() throws Exception {
        var here = new TreeMap<String, Duration>();
        for (var file : List.of("src/main/resources", "../patient-service/src/main/resources")) {
            var kinds = new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of(file, "tasks/kinds.yaml").toFile())
                    .get("kinds");
            for (var kind : kinds) {
                if (kind.has("setting")) {
                    put(
                            here,
                            kind.get("setting").asText(),
                            Duration.parse(kind.get("within").asText()));
                }
            }
        }
        var policy = new TreeMap<String, Duration>();
        for (var setting : settings()) {
            if (setting.get("code").asText().startsWith("TASK_")) {
                policy.put(
                        setting.get("code").asText(),
                        Duration.ofHours(setting.get("default").asLong()));
            }
        }

        assertThat(policy).isEqualTo(here).hasSize(11);
    }

    private static void put(Map<String, Duration> here, @Nullable String setting, Duration time) {
        if (setting != null) {
            var before = here.put(setting, time);
            assertThat(before == null || before.equals(time))
                    .as(setting + " has one default")
                    .isTrue();
        }
    }

    private static Map<String, Duration> shown() throws Exception {
        var shown = new HashMap<String, Duration>();
        for (var setting : settings()) {
            var code = setting.get("code").asText();
            if (code.endsWith("_MINUTES")) {
                shown.put(code, Duration.ofMinutes(setting.get("default").asLong()));
            } else if (code.endsWith("_SECONDS")) {
                shown.put(code, Duration.ofSeconds(setting.get("default").asLong()));
            }
        }
        return shown;
    }

    private static JsonNode settings() throws Exception {
        try (var files = Files.list(FOLDER)) {
            var policy = files.filter(file -> file.getFileName().toString().startsWith("policy-settings-"))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper().readTree(policy.toFile()).get("settings");
        }
    }
}
