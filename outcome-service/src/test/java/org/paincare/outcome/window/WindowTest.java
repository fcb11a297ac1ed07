package org.paincare.outcome.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.DiaryRules;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.platform.scoring.Fraction;

class WindowTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Test
    void theTreatmentDayOpensWindowOneAndTheBaselineEndsTheDayBefore() {
        var grid = new WindowGrid(FIRST, 28);

        assertThat(grid.window(1)).isEqualTo(new WindowGrid.Span(1, FIRST, LocalDate.of(2026, 1, 28)));
        assertThat(grid.baseline())
                .isEqualTo(new WindowGrid.Span(0, LocalDate.of(2025, 12, 4), LocalDate.of(2025, 12, 31)));
        assertThat(grid.window(2).from()).isEqualTo(LocalDate.of(2026, 1, 29));
    }

    @Test
    void aWindowClosesWhenItsLateDaysCanNoLongerComeFromThePatient() {
        var grid = new WindowGrid(FIRST, 28);

        assertThat(grid.closedBy(LocalDate.of(2026, 1, 30), WindowRules.shipped()))
                .isZero();
        assertThat(grid.closedBy(LocalDate.of(2026, 1, 31), WindowRules.shipped()))
                .isEqualTo(1);
        assertThat(grid.closedBy(FIRST.minusDays(9), WindowRules.shipped())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "28, SCORED",
        "27, SCORED_PRORATED",
        "21, SCORED_PRORATED",
        "20, LOW_CONFIDENCE",
        "14, LOW_CONFIDENCE",
        "13, NOT_SCORABLE",
        "0, NOT_SCORABLE"
    })
    void recordedDaysDecideHowCompleteAWindowIs(int recorded, Completeness completeness) {
        assertThat(Diaries.window(1, recorded, 0).completeness()).isEqualTo(completeness);
    }

    @Test
    void aProratedValueIsExactAndShownToOneDecimal() {
        Window window = Diaries.window(1, 21, 11);

        assertThat(window.value(DayMeasure.MIGRAINE_DAYS)).contains(Fraction.of(44, 3));
        assertThat(window.shown(DayMeasure.MIGRAINE_DAYS))
                .hasValueSatisfying(value -> assertThat(value).isEqualTo("14.7"));
        assertThat(window.explanation(DayMeasure.MIGRAINE_DAYS).en()).contains("14.7", "21 of 28");
    }

    @Test
    void tooFewDaysHaveNoValueButADayWithoutHeadacheIsAZero() {
        assertThat(Diaries.window(1, 13, 5).value(DayMeasure.HEADACHE_DAYS)).isEmpty();
        assertThat(Diaries.window(1, 28, 0).value(DayMeasure.HEADACHE_DAYS)).contains(Fraction.ZERO);
    }

    @Test
    void hoursAttacksAndMeanPainHaveTheirOwnUnits() {
        var span = new WindowGrid(FIRST, 28).window(1);
        List<DiaryDay> diary = Diaries.days(FIRST, 27, 0);
        diary.add(DiaryDay.headache(FIRST.plusDays(27), 90, 7).withAttacks(8));

        Window window =
                Window.of(span, diary, MigraineDefinition.STRICT_4H, DiaryRules.shipped(), WindowRules.shipped());

        assertThat(window.value(DayMeasure.HEADACHE_HOURS)).contains(Fraction.of(3, 2));
        assertThat(window.value(DayMeasure.ATTACKS_PER_WEEK)).contains(Fraction.of(2));
        assertThat(window.value(DayMeasure.MEAN_DAILY_NRS)).contains(Fraction.of(1, 4));
        assertThat(window.value(DayMeasure.MEAN_CONCENTRATION)).isEmpty();
    }

    @Test
    void oneDayIsCountedOnce() {
        var day = DiaryDay.withoutHeadache(FIRST);

        assertThatThrownBy(() -> Window.of(
                        new WindowGrid(FIRST, 28).window(1),
                        List.of(day, day),
                        MigraineDefinition.STRICT_4H,
                        DiaryRules.shipped(),
                        WindowRules.shipped()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
