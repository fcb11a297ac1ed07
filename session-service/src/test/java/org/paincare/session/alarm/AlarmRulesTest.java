package org.paincare.session.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.monitoring.VitalRule;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.InvalidData;
import org.paincare.session.reference.PolicyNumbers;

/** What the data of alarms may say. */
class AlarmRulesTest {

    @Test
    void theFileThatShipsIsValidAndIsADesignDefault() {
        assertThat(AlarmRules.builtIn().normalInARow()).isEqualTo(3);
        assertThat(AlarmRules.builtIn().source().needsSignature()).isTrue();
    }

    @Test
    void aClinicSetsWhenTheNextPersonIsAskedAndTheOneAfterIsAlwaysAskedLater() {
        var own = AlarmRules.builtIn()
                .setBy(new PolicyNumbers(
                        "7",
                        Map.of(
                                "CRITICAL_SECOND_NURSE_SECONDS", "45",
                                "CRITICAL_PRESCRIBER_SECONDS", "30",
                                "ALERT_PRESCRIBER_MINUTES", "20")));

        assertThat(own.row(VitalRule.Level.CRITICAL).steps())
                .extracting(AlarmRules.StepRow::after)
                .containsExactly(Duration.ofSeconds(45), Duration.ofSeconds(46));
        assertThat(own.row(VitalRule.Level.ALERT).steps())
                .extracting(AlarmRules.StepRow::after)
                .containsExactly(Duration.ofMinutes(3), Duration.ofMinutes(20));
        assertThat(AlarmRules.builtIn().setBy(PolicyNumbers.NONE)).isEqualTo(AlarmRules.builtIn());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normalInARow: 3|normalInARow: 0",
                "after: PT60S|after: PT10S",
                "again: PT2M|again: PT0S",
                "level: ALERT|level: CRITICAL",
                "asks: PRESCRIBER}]|asks: NOBODY}]",
                "ahead: PT1M|ahead: -PT1M",
                "soundsAgainAfter: PT10M|soundsLater: PT10M"
            })
    void whatMakesNoSenseIsRefused(String was, String is) throws Exception {
        try (var file = AlarmRules.class.getClassLoader().getResourceAsStream("limits/alarms.yaml")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(was);

            assertThatThrownBy(() -> DataFiles.parse(
                            text.replaceFirst(java.util.regex.Pattern.quote(was), is), AlarmRules.class))
                    .isInstanceOf(InvalidData.class);
        }
    }
}
