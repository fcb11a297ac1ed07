package org.paincare.session.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.InvalidData;

/** What the data of alarms may say. */
class AlarmRulesTest {

    @Test
    void theFileThatShipsIsValidAndIsADesignDefault() {
        assertThat(AlarmRules.builtIn().normalInARow()).isEqualTo(3);
        assertThat(AlarmRules.builtIn().source().needsSignature()).isTrue();
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
