package org.paincare.outcome.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.instrument.Instruments;

class FunctionTest {

    private static final Instruments INSTRUMENTS = Instruments.shipped();
    private static final FunctionRules RULES = FunctionRules.shipped();

    @Test
    void sensitisationImprovesOnlyWhenBothSignsAreLower() {
        assertThat(trend(reading(55, "SEVERE"), reading(50, "SEVERE"), reading(9, "SEVERE"), reading(7, "MODERATE")))
                .isEqualTo(SensitisationIndex.Trend.IMPROVING);
        assertThat(trend(reading(55, "SEVERE"), reading(51, "SEVERE"), reading(9, "SEVERE"), reading(7, "MODERATE")))
                .isEqualTo(SensitisationIndex.Trend.NOT_IMPROVING);
        assertThat(trend(
                        reading(55, "SEVERE"), reading(40, "MODERATE"), reading(8, "MODERATE"), reading(6, "MODERATE")))
                .isEqualTo(SensitisationIndex.Trend.NOT_IMPROVING);
        assertThat(trend(reading(55, "SEVERE"), null, reading(8, "MODERATE"), reading(2, "NONE")))
                .isEqualTo(SensitisationIndex.Trend.UNKNOWN);
    }

    @Test
    void aDomainShowsItsMeasuresWithTheirOwnThresholds() {
        var sleep = new FunctionRules.Source("ISI", "total");
        var focus = new FunctionRules.Source("DIARY", "MEAN_CONCENTRATION");

        var changes = DomainChange.of(
                Map.of(sleep, new BigDecimal("20"), focus, new BigDecimal("4.0")),
                Map.of(sleep, new BigDecimal("14"), focus, new BigDecimal("6.5")),
                INSTRUMENTS::find,
                Map.of(),
                RULES);

        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst().domain()).isEqualTo(FunctionRules.Domain.SLEEP);
        assertThat(changes.getFirst().judged().orElseThrow().reliable()).isFalse();
        assertThat(changes.getLast().improvement()).isEqualTo("2.5");
        assertThat(changes.getLast().judged()).isEmpty();
    }

    @Test
    void everySourceOfADomainIsAMeasureOfAnInstrument() {
        assertThat(RULES.domains().values())
                .flatExtracting(sources -> sources)
                .filteredOn(source -> !source.instrument().equals("DIARY"))
                .allSatisfy(source -> assertThat(
                                INSTRUMENTS.required(source.instrument()).measure(source.measure()))
                        .isPresent());
    }

    private static SensitisationIndex.Reading reading(int score, String band) {
        return new SensitisationIndex.Reading(score, band);
    }

    private static SensitisationIndex.Trend trend(
            SensitisationIndex.@Nullable Reading csiBefore,
            SensitisationIndex.@Nullable Reading csiNow,
            SensitisationIndex.@Nullable Reading allodyniaBefore,
            SensitisationIndex.@Nullable Reading allodyniaNow) {
        return SensitisationIndex.of(
                        csiBefore,
                        csiNow,
                        allodyniaBefore,
                        allodyniaNow,
                        null,
                        null,
                        INSTRUMENTS.required("ASC-12"),
                        RULES)
                .trend();
    }
}
