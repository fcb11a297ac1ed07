package org.paincare.outcome.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both sides of every band and of every missing rule, calculated by hand from the reference. Answers in the form's order:
 * {@code 2*5} is five times 2, {@code -} is blank; of the allodynia checklist N never, L less than half, H half or more.
 */
class InstrumentBandsTest {

    private static final Map<String, String> NAMED = Map.of("N", "NEVER", "L", "LESS_THAN_HALF", "H", "HALF_OR_MORE");
    private final Instruments instruments = Instruments.shipped();

    @ParameterizedTest(name = "{0} {1} is {2} {3} {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "HIT-6 | 6*6 | 36 | LITTLE_OR_NO | SCORED",
                "HIT-6 | 13,6,6,8,8,8 | 49 | LITTLE_OR_NO | SCORED",
                "HIT-6 | 10,8*5 | 50 | SOME | SCORED",
                "HIT-6 | 11,10,10,8*3 | 55 | SOME | SCORED",
                "HIT-6 | 8,8,10*4 | 56 | SUBSTANTIAL | SCORED",
                "HIT-6 | 13,10*3,8,8 | 59 | SUBSTANTIAL | SCORED",
                "HIT-6 | 13,11,10,10,8,8 | 60 | SEVERE | SCORED",
                "HIT-6 | 7,8*5 | none | none | INVALID",
                "HIT-6 | 0,8*5 | none | none | INVALID",
                "HIT-6 | -*6 | none | none | NOT_SCORABLE",
                "MIDAS | 2,1*4 | 6 | II | SCORED",
                "MIDAS | 2*5 | 10 | II | SCORED",
                "MIDAS | 3,2*4 | 11 | III | SCORED",
                "MIDAS | 4*5 | 20 | III | SCORED",
                "MIDAS | 5,4*4 | 21 | IV_A | SCORED",
                "MIDAS | 8*5 | 40 | IV_A | SCORED",
                "MIDAS | 9,8*4 | 41 | IV_B | SCORED",
                "MIDAS | 92*5 | 460 | IV_B | SCORED",
                "MIDAS | 93,0*4 | none | none | INVALID",
                "MIDAS | -1,0*4 | none | none | INVALID",
                "MIDAS | 0*4,- | none | none | NOT_SCORABLE",
                "PHQ-9 | 1*4,0*5 | 4 | MINIMAL | SCORED",
                "PHQ-9 | 1*5,0*4 | 5 | MILD | SCORED",
                "PHQ-9 | 3*3,0*6 | 9 | MILD | SCORED",
                "PHQ-9 | 3*3,1,0*5 | 10 | MODERATE | SCORED",
                "PHQ-9 | 3*4,2,0*4 | 14 | MODERATE | SCORED",
                "PHQ-9 | 3*5,0*4 | 15 | MODERATELY_SEVERE | SCORED",
                "PHQ-9 | 3*6,1,0,0 | 19 | MODERATELY_SEVERE | SCORED",
                "PHQ-9 | 3*6,2,0,0 | 20 | SEVERE | SCORED",
                "PHQ-9 | 3*9 | 27 | SEVERE | SCORED",
                "PHQ-9 | -,-,3*7 | 27 | SEVERE | SCORED_PRORATED",
                "PHQ-9 | 0,-,0,-,0*4,1 | 1 | MINIMAL | SCORED_PRORATED",
                "PHQ-9 | 3,3,3,1,-,0*4 | 11 | MODERATE | SCORED_PRORATED",
                "PHQ-9 | 3*6,-,-,- | none | none | NOT_SCORABLE",
                "GAD-7 | 3,3,3,0,1,0,0 | 10 | MODERATE | SCORED",
                "GAD-7 | 3*4,2,0,0 | 14 | MODERATE | SCORED",
                "GAD-7 | 3*5,0,0 | 15 | SEVERE | SCORED",
                "GAD-7 | 3*5,-,- | 21 | SEVERE | SCORED_PRORATED",
                // 3.5 is half way and goes up, 4.67 crosses the band
                "GAD-7 | 1*3,0*3,- | 4 | MINIMAL | SCORED_PRORATED",
                "GAD-7 | -,1*4,0,0 | 5 | MILD | SCORED_PRORATED",
                "GAD-7 | 3*4,-,-,- | none | none | NOT_SCORABLE",
                "GAD-7 | 4,0*6 | none | none | INVALID",
                // two of the four are asked the other way round
                "PROMIS-SD-4a | 5,5,1,1 | 32.0 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-SD-4a | 3*4 | 54.3 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-SD-4a | 2,3,3,3 | 56.1 | MILD | SCORED",
                "PROMIS-SD-4a | 2,2,3,4 | 59.8 | MILD | SCORED",
                "PROMIS-SD-4a | 1,1,5,4 | 68.8 | MODERATE | SCORED",
                "PROMIS-SD-4a | 1,1,5,5 | 73.3 | SEVERE | SCORED",
                "PROMIS-SD-4a | 2,3,-,3 | none | none | NOT_SCORABLE",
                "PROMIS-SD-4a | 0,3,3,3 | none | none | INVALID",
                "PROMIS-SD-8b | 1,5,5,1*3,5,5 | 28.9 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-SD-8b | 3*8 | 54.3 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-SD-8b | 4,3*7 | 55.3 | MILD | SCORED",
                "PROMIS-SD-8b | 5,3,3,5,4,3*3 | 59.4 | MILD | SCORED",
                "PROMIS-SD-8b | 5,3,3,5,5,3*3 | 60.4 | MODERATE | SCORED",
                "PROMIS-SD-8b | 5,1,1,5,5,5,2,3 | 69.0 | MODERATE | SCORED",
                "PROMIS-SD-8b | 5,1,1,5,5,5,1,3 | 70.8 | SEVERE | SCORED",
                "PROMIS-SD-8b | 5,1,1,5,5,5,1,1 | 76.5 | SEVERE | SCORED",
                "PROMIS-SD-8b | -,-,3*6 | 54.3 | NONE_TO_SLIGHT | SCORED_PRORATED",
                "PROMIS-SD-8b | 4,3*6,- | 55.3 | MILD | SCORED_PRORATED",
                "PROMIS-SD-8b | -,-,-,3*5 | none | none | NOT_SCORABLE",
                "PROMIS-PI-4a | 1*4 | 41.6 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-PI-4a | 1,2,2,2 | 53.9 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-PI-4a | 2*4 | 55.6 | MILD | SCORED",
                "PROMIS-PI-4a | 3*4 | 61.2 | MODERATE | SCORED",
                "PROMIS-PI-4a | 5,5,4,4 | 69.7 | MODERATE | SCORED",
                "PROMIS-PI-4a | 5*4 | 75.6 | SEVERE | SCORED",
                "PROMIS-PI-4a | 5*3,- | none | none | NOT_SCORABLE",
                "PROMIS-PI-8a | 1*8 | 40.7 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-PI-8a | 2*6,1,1 | 54.1 | NONE_TO_SLIGHT | SCORED",
                "PROMIS-PI-8a | 3*5,2*3 | 59.5 | MILD | SCORED",
                "PROMIS-PI-8a | 3*6,2,2 | 60.2 | MODERATE | SCORED",
                "PROMIS-PI-8a | 5*3,4*5 | 69.2 | MODERATE | SCORED",
                "PROMIS-PI-8a | 5*4,4*4 | 70.1 | SEVERE | SCORED",
                "PROMIS-PI-8a | 5*8 | 77.0 | SEVERE | SCORED",
                "PROMIS-PI-8a | 5*7,- | none | none | NOT_SCORABLE",
                "CSI-A | 1*21,2*4 | 29 | SUBCLINICAL | SCORED",
                "CSI-A | 1*20,2*5 | 30 | MILD | SCORED",
                "CSI-A | 1*10,2*15 | 40 | MODERATE | SCORED",
                "CSI-A | 1,2*24 | 49 | MODERATE | SCORED",
                "CSI-A | 2*25 | 50 | SEVERE | SCORED",
                "CSI-A | 2*15,3*10 | 60 | EXTREME | SCORED",
                "CSI-A | -,2*24 | none | none | NOT_SCORABLE",
                "CSI-A | 5,2*24 | none | none | INVALID",
                "ASC-12 | N*12 | 0 | NONE | SCORED",
                "ASC-12 | L,L,N*10 | 2 | NONE | SCORED",
                "ASC-12 | L,H,N*10 | 3 | MILD | SCORED",
                "ASC-12 | L,H,H,N*9 | 5 | MILD | SCORED",
                "ASC-12 | H*3,N*9 | 6 | MODERATE | SCORED",
                "ASC-12 | L,L,H*3,N*7 | 8 | MODERATE | SCORED",
                "ASC-12 | L,H*4,N*7 | 9 | SEVERE | SCORED",
                "ASC-12 | -,N*11 | none | none | NOT_SCORABLE",
                "ISI | 2,1*6 | 8 | SUBTHRESHOLD | SCORED",
                "ISI | 3*7 | 21 | MODERATE | SCORED",
                "ISI | 4*7 | 28 | SEVERE | SCORED",
                "ISI | -,1*6 | none | none | NOT_SCORABLE",
                "WHO-5 | 0*5 | 0 | LIKELY_DEPRESSION | SCORED",
                "WHO-5 | 2,2,2,1,1 | 32 | LOW_WELLBEING | SCORED",
                "WHO-5 | 3,3,2,2,2 | 48 | LOW_WELLBEING | SCORED",
                "WHO-5 | 3,3,3,2,2 | 52 | ADEQUATE | SCORED",
                "WHO-5 | 5*5 | 100 | ADEQUATE | SCORED",
                "WHO-5 | 6,5*4 | none | none | INVALID",
                "WHO-5 | 3,-,2,3,2 | none | none | NOT_SCORABLE",
                "PGIC | 1 | 1 | VERY_MUCH_IMPROVED | SCORED",
                "PGIC | 4 | 4 | NO_CHANGE | SCORED",
                "PGIC | 5 | 5 | MINIMALLY_WORSE | SCORED",
                "PGIC | 6 | 6 | MUCH_WORSE | SCORED",
                "PGIC | 7 | 7 | VERY_MUCH_WORSE | SCORED",
                "PAIN-NRS | 0 | 0 | NONE | SCORED",
                "PAIN-NRS | 1 | 1 | MILD | SCORED",
                "PAIN-NRS | 3 | 3 | MILD | SCORED",
                "PAIN-NRS | 4 | 4 | MODERATE | SCORED",
                "PAIN-NRS | 6 | 6 | MODERATE | SCORED",
                "PAIN-NRS | 7 | 7 | SEVERE | SCORED",
                "PAIN-NRS | 10 | 10 | SEVERE | SCORED",
                "PAIN-NRS | 11 | none | none | INVALID",
                "PAIN-NRS | 3.5 | none | none | INVALID",
                "PAIN-NRS | - | none | none | NOT_SCORABLE",
                "CADSS-23 | 1*22,- | none | none | NOT_SCORABLE",
                "CADSS-23 | 5,0*22 | none | none | INVALID",
                "ALDRETE-MOD | 2*4,1 | 9 | READY | SCORED",
                "ALDRETE-MOD | 2*3,1,1 | 8 | NOT_READY | SCORED",
                "ALDRETE-MOD | 2*4,- | none | none | NOT_SCORABLE",
            })
    void aFormScoresAsCalculatedByHand(String instrument, String answers, String score, String band, String status) {
        var given = instruments.score(instrument, list(answers), null).toJson();

        assertThat(
                        given.path("score").isNull()
                                ? null
                                : given.path("score").decimalValue().toPlainString())
                .isEqualTo(score);
        assertThat(given.path("band").isNull() ? null : given.path("band").textValue())
                .isEqualTo(band);
        assertThat(given.path("status").textValue()).isEqualTo(status);
    }

    private static ArrayNode list(String answers) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var part : answers.split(",")) {
            var star = part.indexOf('*');
            var times = star < 0 ? 1 : Integer.parseInt(part.substring(star + 1));
            var answer = star < 0 ? part : part.substring(0, star);
            for (int i = 0; i < times; i++) {
                if (answer.equals("-")) {
                    list.addNull();
                } else if (NAMED.containsKey(answer)) {
                    list.add(NAMED.get(answer));
                } else {
                    list.add(new java.math.BigDecimal(answer));
                }
            }
        }
        return list;
    }
}
