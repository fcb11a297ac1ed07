package org.paincare.outcome.pacing;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/**
 * Numbers of pacing: NRS points and per cent, per cent of the dose, CTCAE grades, weeks between sessions.
 *
 * @param noRaiseFromFailedClasses failed preventive classes from which no raise is proposed; 0 switches it off
 * @param noRaiseCsiBands and {@code noRaiseAllodyniaBands} sensitisation bands at which no raise is proposed
 */
public record PacingRules(
        String version,
        String mark,
        List<String> sources,
        int goodFallPercent,
        int goodFallPoints,
        int raiseAtMostPercent,
        int lowerPercent,
        int lowerFromGrade,
        int suspendFromGrade,
        int terminateFromGrade,
        int futilityAfterSessions,
        List<Integer> intervalWeeks,
        int noRaiseFromFailedClasses,
        List<String> noRaiseCsiBands,
        List<String> noRaiseAllodyniaBands) {

    public PacingRules {
        sources = List.copyOf(sources);
        intervalWeeks = List.copyOf(intervalWeeks);
        noRaiseCsiBands = List.copyOf(noRaiseCsiBands);
        noRaiseAllodyniaBands = List.copyOf(noRaiseAllodyniaBands);
        need(goodFallPercent > 0 && goodFallPoints > 0 && futilityAfterSessions > 0, "thresholds are positive");
        need(raiseAtMostPercent > 0 && raiseAtMostPercent <= 25, "a raise is at most 25 %");
        need(lowerPercent > 0 && lowerPercent < 100, "a lowering is 1 to 99 %");
        need(
                lowerFromGrade < suspendFromGrade && suspendFromGrade < terminateFromGrade && terminateFromGrade <= 5,
                "grades rise from lowering to terminating");
        for (int i = 1; i < intervalWeeks.size(); i++) {
            need(intervalWeeks.get(i - 1) < intervalWeeks.get(i), "intervals only widen");
        }
    }

    public static PacingRules shipped() {
        return RuleFiles.shipped(PacingRules.class, "pacing-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("pacing", version);
    }
}
