package org.paincare.outcome.progress;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import org.paincare.outcome.rules.RuleFiles;

/**
 * Days of the programme.
 *
 * @param proposalValidDays     how long a pacing proposal may be decided
 * @param reviewEveryDays       from the first treatment day
 * @param reviewOpensDaysBefore how long before its day a review may be recorded
 */
public record ProgrammeRules(
        String version,
        String mark,
        List<String> sources,
        int proposalValidDays,
        int reviewEveryDays,
        int reviewOpensDaysBefore) {

    public ProgrammeRules {
        sources = List.copyOf(sources);
        need(proposalValidDays > 0 && reviewEveryDays > 0 && reviewOpensDaysBefore >= 0, "days are positive");
        need(reviewOpensDaysBefore < reviewEveryDays, "a review opens after the one before it");
    }

    public static ProgrammeRules shipped() {
        return RuleFiles.shipped(ProgrammeRules.class, "programme-1.json");
    }
}
