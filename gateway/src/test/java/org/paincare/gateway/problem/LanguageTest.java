package org.paincare.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "-                        | EN",
                "es                       | ES",
                "es-CO, en;q=0.8          | ES",
                "en-GB, es;q=0.9          | EN",
                "en;q=0.3, es;q=0.9       | ES",
                "fr, de                   | EN",
                "fr, es;q=0.1             | ES",
                "es;q=0                   | EN",
                "ES-419                   | ES",
                "*                        | EN",
                "es;q=x, ;;;,=            | EN",
                "estonian                 | EN"
            })
    void theBestWeightedLanguageWeSpeakWins(String header, Language spoken) {
        assertThat(Language.accepted(header)).isEqualTo(spoken);
    }
}
