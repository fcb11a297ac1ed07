package org.paincare.patient.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a preventive trial counts (reference 1.3); today is 10 March 2026. */
class AdequacyRuleTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

    /** As it ships. */
    private static final AdequacyRule.Least USUAL = new AdequacyRule.Least(8, 3, 6, 2);

    private final AdequacyRule rule = new AdequacyRule();

    @ParameterizedTest
    @CsvSource({"8, ADEQUATE", "7, INADEQUATE", ", UNKNOWN"})
    void anOralDrugNeedsEightWeeksAtTargetDose(Integer weeks, Adequacy expected) {
        assertThat(of(PreventiveClass.TCA, null, null, weeks, null, null, null)).isEqualTo(expected);
    }

    @Test
    void aClinicSaysHowMuchIsEnough() {
        var own = new AdequacyRule.Least(6, 2, 4, 3);
        var trial = new AdequacyRule.Trial(PreventiveClass.TCA, null, null, 7, null, null, null);
        var toxin = new AdequacyRule.Trial(PreventiveClass.ONABOTULINUMTOXIN_A, null, null, null, null, 2, null);
        var antibody = new AdequacyRule.Trial(
                PreventiveClass.CGRP_LIGAND_MAB,
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 3, 1),
                null,
                1,
                null,
                null);

        assertThat(rule.of(trial, TODAY, own)).isEqualTo(Adequacy.ADEQUATE);
        assertThat(rule.of(toxin, TODAY, own)).isEqualTo(Adequacy.INADEQUATE);
        assertThat(rule.of(antibody, TODAY, own)).isEqualTo(Adequacy.ADEQUATE);
        assertThat(rule.of(antibody, TODAY, USUAL)).isEqualTo(Adequacy.INADEQUATE);
    }

    @ParameterizedTest
    @CsvSource({"2, ADEQUATE", "1, INADEQUATE", ", UNKNOWN"})
    void onabotulinumtoxinNeedsTwoCycles(Integer cycles, Adequacy expected) {
        assertThat(of(PreventiveClass.ONABOTULINUMTOXIN_A, null, null, null, null, cycles, null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2025-01-01, 2025-04-01, ADEQUATE",
        "1, 2025-01-01, 2025-03-31, INADEQUATE",
        "3, 2025-01-01, 2025-07-01, ADEQUATE",
        "3, 2025-01-01, 2025-06-30, INADEQUATE",
        "1, 2025-12-10, , ADEQUATE",
        "1, 2025-12-11, , INADEQUATE",
        ", 2025-01-01, , UNKNOWN",
        "1, , , UNKNOWN"
    })
    void anAntibodyNeedsThreeMonthsOrSixWhenQuarterly(
            Integer interval, LocalDate started, LocalDate ended, Adequacy expected) {
        assertThat(of(PreventiveClass.CGRP_LIGAND_MAB, started, ended, null, interval, null, null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, ADEQUATE", "false, INADEQUATE", ", UNKNOWN"})
    void whereNoRuleIsPublishedTheClinicianJudges(Boolean judged, Adequacy expected) {
        assertThat(of(PreventiveClass.NERVE_BLOCK, null, null, 52, null, 9, judged))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "INEFFECTIVE, ADEQUATE, true",
        "INEFFECTIVE, INADEQUATE, false",
        "INEFFECTIVE, UNKNOWN, false",
        "INTOLERANT, INADEQUATE, true",
        "CONTRAINDICATED, UNKNOWN, true",
        "EFFECTIVE, ADEQUATE, false",
        "UNKNOWN, ADEQUATE, false"
    })
    void aFailureIsIneffectiveAfterAnAdequateTrialOrNotBorneOrForbidden(
            TrialOutcome outcome, Adequacy adequacy, boolean failed) {
        assertThat(rule.failed(outcome, adequacy)).isEqualTo(failed);
    }

    private Adequacy of(
            PreventiveClass preventive,
            LocalDate started,
            LocalDate ended,
            Integer weeks,
            Integer interval,
            Integer cycles,
            Boolean judged) {
        return rule.of(
                new AdequacyRule.Trial(preventive, started, ended, weeks, interval, cycles, judged), TODAY, USUAL);
    }
}
