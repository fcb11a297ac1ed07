package org.paincare.outcome.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paincare.outcome.calendar.CalendarRules;
import org.paincare.outcome.course.CourseRules;
import org.paincare.outcome.course.FunctionRules;
import org.paincare.outcome.diary.DiaryRules;
import org.paincare.outcome.pacing.PacingRules;
import org.paincare.outcome.response.OveruseRules;
import org.paincare.outcome.response.PrimaryMeasures;
import org.paincare.outcome.response.ResponseRules;
import org.paincare.outcome.safety.SafetyRules;
import org.paincare.outcome.window.WindowRules;

class RuleFilesTest {

    static Stream<Map.Entry<String, Class<?>>> files() {
        return Stream.of(
                Map.entry("diary-1.json", DiaryRules.class),
                Map.entry("window-1.json", WindowRules.class),
                Map.entry("response-1.json", ResponseRules.class),
                Map.entry("primary-measures-1.json", PrimaryMeasures.class),
                Map.entry("overuse-1.json", OveruseRules.class),
                Map.entry("course-1.json", CourseRules.class),
                Map.entry("function-1.json", FunctionRules.class),
                Map.entry("pacing-1.json", PacingRules.class),
                Map.entry("calendar-1.json", CalendarRules.class),
                Map.entry("safety-1.json", SafetyRules.class));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyShippedFileIsReadAndRefusedWithAFieldTooManyOrTooFew(Map.Entry<String, Class<?>> file)
            throws IOException {
        String text = text(file.getKey());

        assertThat(RuleFiles.shipped(file.getValue(), file.getKey())).isNotNull();
        assertThatThrownBy(() -> read(file, text.replaceFirst("\"version\"", "\"extra\": 1, \"version\"")))
                .isInstanceOf(RuleFiles.InvalidRules.class)
                .hasMessageContaining("extra");
        assertThatThrownBy(() -> read(file, text.replaceFirst("\"mark\": \"[A-Z]+\",", "")))
                .isInstanceOf(RuleFiles.InvalidRules.class)
                .hasMessageContaining("mark");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window-1.json   | \"proratedFromDays\": 21        | \"proratedFromDays\": 28        | completeness falls",
                "diary-1.json    | \"moderateNrs\": 4              | \"moderateNrs\": 8              | moderate comes before severe",
                "response-1.json | \"atLeastPercent\": 50          | \"atLeastPercent\": 80          | classes go from best to least",
                "course-1.json   | \"relapseAtOncePercentOfBaseline\": 100 | \"relapseAtOncePercentOfBaseline\": 70 | one window needs at least",
                "pacing-1.json   | \"raiseAtMostPercent\": 25      | \"raiseAtMostPercent\": 30      | a raise is at most 25 %",
                "safety-1.json   | \"HIGH\": \"PT24H\"             | \"HIGH\": \"PT1H\"              | a more urgent level",
                "calendar-1.json | \"remindBeforeEndHours\": [168, 48] | \"remindBeforeEndHours\": [48, 168] | reminds in order",
                "calendar-1.json | \"afterMissed\": \"AFTER_7_DAYS\" | \"afterMissed\": \"AFTER_24_HOURS\" | that has ended",
                "calendar-1.json | \"dueFromHours\": 120           | \"dueFromHours\": 125           | counts whole days",
            })
    void numbersThatContradictEachOtherAreRefused(String name, String from, String to, String fault)
            throws IOException {
        var file = files().filter(one -> one.getKey().equals(name)).findFirst().orElseThrow();
        String broken = text(name).replace(from, to);
        assertThat(broken).isNotEqualTo(text(name));

        assertThatThrownBy(() -> read(file, broken))
                .isInstanceOf(RuleFiles.InvalidRules.class)
                .hasMessageContaining(fault);
    }

    @Test
    void anExplanationSaysTheSameNumbersInBothLanguages() {
        var explanation = Explanations.explain(
                "ALERT_PHQ9_RISE", Map.of("total", "15", "previous", "9"), new RuleRef("safety", "1"));

        assertThat(explanation.en()).isEqualTo("PHQ-9 rose from 9 to 15.");
        assertThat(explanation.es()).isEqualTo("El PHQ-9 subió de 9 a 15.");
    }

    private static Object read(Map.Entry<String, Class<?>> file, String text) {
        return RuleFiles.read(
                file.getValue(), file.getKey(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String file) throws IOException {
        try (var in = RuleFilesTest.class.getResourceAsStream("/rules/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
