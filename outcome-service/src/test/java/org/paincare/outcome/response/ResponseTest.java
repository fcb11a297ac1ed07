package org.paincare.outcome.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Diaries;
import org.paincare.outcome.window.Window;

class ResponseTest {

    private static final ResponseRules RULES = ResponseRules.shipped();
    private static final Instruments INSTRUMENTS = Instruments.shipped();

    @ParameterizedTest
    @CsvSource({
        "20, 14, R30",
        "20, 15, NON_RESPONDER",
        "20, 10, R50",
        "20, 5, R75",
        "20, 0, R100",
        "20, 26, WORSENED",
        "20, 25, NON_RESPONDER",
        "10, 13, WORSENED"
    })
    void aWindowIsClassifiedAgainstTheBaseline(int before, int now, ResponseClass expected) {
        assertThat(respond(Diaries.window(0, 28, before), Diaries.window(1, 28, now)))
                .isInstanceOfSatisfying(
                        Response.Classified.class,
                        response -> assertThat(response.responseClass()).isEqualTo(expected));
    }

    @Test
    void theFractionDecidesNotTheNumberShown() {
        // 9 of 24 days against 15 of 28: 10.5 per 28, exactly 30 % less
        var response = (Response.Classified) respond(Diaries.window(0, 28, 15), Diaries.window(1, 24, 9));
        // 10 of 23 days is 12.17 per 28; from 17 that is 28.4 %, and never R30 by rounding
        var below = (Response.Classified) respond(Diaries.window(0, 28, 17), Diaries.window(1, 23, 10));

        assertThat(response.responseClass()).isEqualTo(ResponseClass.R30);
        assertThat(response.shown()).isEqualTo("30.0");
        assertThat(below.responseClass()).isEqualTo(ResponseClass.NON_RESPONDER);
    }

    @Test
    void aWindowOfLowConfidenceOrABaselineOfNothingIsNotClassified() {
        assertThat(reason(Diaries.window(0, 28, 20), Diaries.window(1, 20, 5)))
                .isEqualTo(Response.Reason.WINDOW_INCOMPLETE);
        assertThat(reason(Diaries.window(0, 20, 12), Diaries.window(1, 28, 5)))
                .isEqualTo(Response.Reason.BASELINE_INCOMPLETE);
        assertThat(reason(Diaries.window(0, 28, 0), Diaries.window(1, 28, 5))).isEqualTo(Response.Reason.BASELINE_ZERO);
        assertThat(reason(Diaries.window(0, 28, 9, MigraineDefinition.LEIDEN_30MIN), Diaries.window(1, 28, 5)))
                .isEqualTo(Response.Reason.DEFINITIONS_DIFFER);
    }

    @Property
    void wholeWindowsAreJudgedAsTheResponseInstrumentJudgesThem(
            @ForAll @IntRange(min = 1, max = 28) int before, @ForAll @IntRange(max = 28) int now) {
        var response = (Response.Classified) respond(Diaries.window(0, 28, before), Diaries.window(1, 28, now));
        var items =
                JsonNodeFactory.instance.objectNode().put("baselineMMD", before).put("currentMMD", now);

        assertThat(response.responseClass().name())
                .isEqualTo(INSTRUMENTS.score("RESPONSE", items, null).band());
    }

    @Test
    void theMeasureFollowsTheDiagnosisAndAnAccompanyingOneBorrowsIt() {
        var measures = PrimaryMeasures.shipped();

        assertThat(measures.choose(List.of("8.2", "1.3")).orElseThrow().primary())
                .isEqualTo(DayMeasure.MIGRAINE_DAYS);
        assertThat(measures.choose(List.of("4.10")).orElseThrow())
                .extracting(PrimaryMeasures.Choice::primary, PrimaryMeasures.Choice::beside)
                .containsExactly(DayMeasure.MODERATE_SEVERE_DAYS, List.of(DayMeasure.MEAN_DAILY_NRS));
        assertThat(measures.choose(List.of("3.1.2")).orElseThrow().primary()).isEqualTo(DayMeasure.ATTACKS_PER_WEEK);
        assertThat(measures.choose(List.of("8.2"))).isEmpty();
    }

    @Test
    void aSessionRespondsByTwoPointsOrHalf() {
        assertThat(SessionResponse.of(8, 6, RULES).responded()).isTrue();
        assertThat(SessionResponse.of(8, 7, RULES).responded()).isFalse();
        assertThat(SessionResponse.of(2, 1, RULES).byPercent()).isTrue();
        assertThat(SessionResponse.of(0, 0, RULES).responded()).isFalse();
    }

    @Test
    void clinicalBenefitComesFromDaysOrFromImpactTogetherWithThePersonsVerdict() {
        assertThat(ClinicalBenefit.of(ResponseClass.R30, null, null, RULES).benefit())
                .isEqualTo(ClinicalBenefit.YES);
        assertThat(ClinicalBenefit.of(ResponseClass.NON_RESPONDER, 6, 2, RULES).benefit())
                .isEqualTo(ClinicalBenefit.YES);
        assertThat(ClinicalBenefit.of(ResponseClass.NON_RESPONDER, 5, 1, RULES).benefit())
                .isEqualTo(ClinicalBenefit.NO);
        assertThat(ClinicalBenefit.of(null, 5, 1, RULES).benefit()).isEqualTo(ClinicalBenefit.UNKNOWN);
    }

    @Test
    void overuseIsARiskAfterOneWindowAndMeetsTheCriteriaAfterThreeInARow() {
        Window over = Diaries.window(1, 28, 15);
        Window second = Diaries.window(2, 28, 16);
        Window third = Diaries.window(3, 28, 20);

        assertThat(overuse(over)).isEqualTo(Overuse.Status.MOH_RISK);
        assertThat(overuse(third, over, second)).isEqualTo(Overuse.Status.MOH_CRITERIA);
        assertThat(overuse(over, Diaries.window(2, 28, 14), third)).isEqualTo(Overuse.Status.MOH_RISK);
        assertThat(overuse(Diaries.window(1, 28, 14))).isEqualTo(Overuse.Status.NONE);
    }

    @Test
    void aMissingWindowNeitherBreaksTheRunNorAddsToIt() {
        Window missing = Diaries.window(3, 10, 5);

        assertThat(overuse(Diaries.window(1, 28, 15), Diaries.window(2, 28, 15), missing))
                .isEqualTo(Overuse.Status.MOH_RISK);
        assertThat(overuse(Diaries.window(1, 28, 15), Diaries.window(2, 28, 15), missing, Diaries.window(4, 28, 15)))
                .isEqualTo(Overuse.Status.MOH_CRITERIA);
    }

    private static Overuse.Status overuse(Window... windows) {
        return Overuse.of(List.of(windows), INSTRUMENTS.required("MOH-DAYS"), OveruseRules.shipped())
                .status();
    }

    private static Response respond(Window baseline, Window current) {
        return Response.of(baseline, current, DayMeasure.MIGRAINE_DAYS, RULES);
    }

    private static Response.Reason reason(Window baseline, Window current) {
        return ((Response.Unclassified) respond(baseline, current)).reason();
    }
}
