package org.paincare.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.calendar.CalendarRules;
import org.paincare.outcome.safety.AlertLevel;
import org.paincare.outcome.safety.SafetyRules;

/** What a medical director reads as the default of a policy value is what holds here where nothing was set. */
class PolicyDefaultsTest {

    private static final Path FOLDER = Path.of("../patient-service/src/main/resources/clinic");

    @Test
    void remindersTimesToAcknowledgeAndSilenceHaveTheDefaultsThatThePolicyShows() throws Exception {
        var here = new TreeMap<String, String>();
        for (var row : CalendarRules.shipped().rows()) {
            // Calls of the team and the asking for a diary are nobody's to set.
            if (row.afterMissed().isEmpty() && row.anchor() != CalendarRules.Anchor.DIARY) {
                here.put(
                        "REMIND_" + row.id(),
                        row.remindBeforeEndHours().stream().map(String::valueOf).collect(Collectors.joining(",")));
            }
        }
        var safety = SafetyRules.shipped();
        here.put(
                "ALERT_URGENT_MINUTES",
                Long.toString(safety.acknowledgeWithin().get(AlertLevel.URGENT).toMinutes()));
        here.put(
                "ALERT_HIGH_HOURS",
                Long.toString(safety.acknowledgeWithin().get(AlertLevel.HIGH).toHours()));
        here.put("DIARY_SILENT_DAYS", Integer.toString(safety.diarySilentDays()));

        assertThat(here).hasSize(9);
        assertThat(shown()).containsAllEntriesOf(here);
    }

    private static Map<String, String> shown() throws Exception {
        var shown = new TreeMap<String, String>();
        try (var files = Files.list(FOLDER)) {
            var policy = files.filter(file -> file.getFileName().toString().startsWith("policy-settings-"))
                    .findFirst()
                    .orElseThrow();
            for (var setting : new ObjectMapper().readTree(policy.toFile()).get("settings")) {
                if (setting.has("default")) {
                    shown.put(
                            setting.get("code").asText(), setting.get("default").asText());
                }
            }
        }
        return shown;
    }
}
