package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.session.alarm.AlarmRules;
import org.paincare.session.monitoring.MonitoringSchedule;
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
        try (var files = Files.list(FOLDER)) {
            var policy = files.filter(file -> file.getFileName().toString().startsWith("policy-settings-"))
                    .findFirst()
                    .orElseThrow();
            for (var setting : new ObjectMapper().readTree(policy.toFile()).get("settings")) {
                var code = setting.get("code").asText();
                if (code.endsWith("_MINUTES")) {
                    shown.put(code, Duration.ofMinutes(setting.get("default").asLong()));
                } else if (code.endsWith("_SECONDS")) {
                    shown.put(code, Duration.ofSeconds(setting.get("default").asLong()));
                }
            }
        }
        return shown;
    }
}
