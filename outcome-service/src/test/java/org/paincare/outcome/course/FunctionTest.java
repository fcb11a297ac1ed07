package org.paincare.outcome.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.outcome.assessment.AnswersBook;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.platform.scoring.ReliableChange;

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

    /** Reference 5: pain by 2 points or 30 %, whichever is reached; nothing is 30 % of nothing. */
    @ParameterizedTest
    @CsvSource({
        "PAIN-NRS, value, 3, 2, true",
        "PAIN-NRS, value, 4, 3, false",
        "PAIN-NRS, value, 9, 7, true",
        "PAIN-NRS, value, 0, 0, false",
        "BPI-SF, severity, 5.00, 3.50, true",
        "BPI-SF, severity, 5.00, 3.75, false",
        "BPI-SF, interference, 8.14, 7.14, true",
        "MIDAS, total, 20, 15, true",
        "MIDAS, total, 40, 29, false",
        "MIDAS, total, 40, 28, true"
    })
    void aChangeMattersFromItsThresholdOn(
            String instrument, String measure, BigDecimal before, BigDecimal after, boolean matters) {
        assertThat(ReliableChange.between(INSTRUMENTS.required(instrument), measure, before, after, null)
                        .meaningful())
                .isEqualTo(matters);
    }

    @Test
    void everyMeasureWithAThresholdIsFoundInWhatIsStored() {
        for (var instrument : INSTRUMENTS.all()) {
            for (var rule : Objects.requireNonNull(instrument.change().meaningful())) {
                var subscores = "{\"subscores\": {\"%s\": 3.5}}".formatted(rule.measure());
                var isPart =
                        Objects.requireNonNull(instrument.output().subscores()).contains(rule.measure());
                var stored = new AnswersBook.Standing(
                        new UUID(1, 1),
                        instrument.id(),
                        instrument.version(),
                        isPart ? null : new BigDecimal("3.5"),
                        null,
                        isPart ? subscores : "{}",
                        Instant.EPOCH);

                assertThat(stored.value(rule.measure()))
                        .as(instrument.id() + " " + rule.measure())
                        .contains(new BigDecimal("3.5"));
            }
        }
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
