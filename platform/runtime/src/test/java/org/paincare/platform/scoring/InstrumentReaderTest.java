package org.paincare.platform.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentReaderTest {

    @Test
    void aCompleteFileIsRead() {
        var instrument = SmallScale.INSTRUMENT;

        assertThat(instrument.id()).isEqualTo("SMALL");
        assertThat(instrument.policies().getFirst().name()).isEqualTo("MOST");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"id\": \"b\", \"range\": {\"from\": 0, \"to\": 3}}` | `\"id\": \"b\"}` | needs exactly one of range, values, named",
                "`{\"band\": \"HIGH\"}` | `{\"band\": \"HIGH\", \"when\": [{\"measure\": \"total\", \"below\": 9}]}` | only and always the last band has no condition",
                "`\"score\": \"total\"` | `\"score\": \"totel\"` | unknown totel",
                "`{\"total\": 3}` | `{\"total\": 5}` | cannot ask for 5 answers",
                "`\"mayShipText\": false` | `\"mayShipText\": true` | lacks its text",
                "`\"id\": \"d\"` | `\"id\": \"a\"` | an item id is used twice",
                "`\"item\": \"a\", \"atLeast\": 3` | `\"item\": \"a\"` | needs a limit, or blank",
                "`\"from\": 0, \"values\": [40, 41,` | `\"from\": 0, \"values\": [` | does not cover raw scores 0 to 12",
                "`\"version\": \"1\"` | `\"version\": \"1\", \"skips\": [{\"item\": \"b\", \"whereItem\": \"z\", \"atMost\": 0}]` | a skip",
                "`\"version\": \"1\"` | `\"version\": \"1\", \"skips\": [{\"item\": \"b\", \"whereItem\": \"a\"}]` | a skip has one limit",
                "`\"partial\"` | `\"partiel\"` | Unrecognized field",
                "`\"version\": \"1\"` | `\"version\": \"1\", \"version\": \"2\"` | Duplicate field",
            })
    void aFileThatCouldScoreWronglyIsRefusedWithTheFault(String from, String to, String fault) {
        String broken = SmallScale.JSON.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        assertThat(broken).isNotEqualTo(SmallScale.JSON);

        assertThatThrownBy(() -> InstrumentReader.read(
                        "SMALL.json", new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(InstrumentReader.InvalidInstrument.class)
                .hasMessageContaining("SMALL.json")
                .hasMessageContaining(fault);
    }
}
