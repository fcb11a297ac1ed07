package org.paincare.outcome.window;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/**
 * Length and completeness of a window, in days.
 *
 * @param closesAfterDays local days after the last day on which a window closes, so that patients' back-fill is in
 */
public record WindowRules(
        String version,
        String mark,
        List<String> sources,
        int days,
        int proratedFromDays,
        int lowConfidenceFromDays,
        int closesAfterDays) {

    public WindowRules {
        sources = List.copyOf(sources);
        need(days > 0 && days <= 92, "a window has 1 to 92 days");
        need(
                days > proratedFromDays && proratedFromDays > lowConfidenceFromDays && lowConfidenceFromDays > 0,
                "completeness falls from days to prorated to low confidence");
        need(closesAfterDays >= 0, "closesAfterDays is not negative");
    }

    public static WindowRules shipped() {
        return RuleFiles.shipped(WindowRules.class, "window-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("window", version);
    }

    Completeness completeness(int recorded) {
        if (recorded >= days) {
            return Completeness.SCORED;
        }
        if (recorded >= proratedFromDays) {
            return Completeness.SCORED_PRORATED;
        }
        return recorded >= lowConfidenceFromDays ? Completeness.LOW_CONFIDENCE : Completeness.NOT_SCORABLE;
    }
}
