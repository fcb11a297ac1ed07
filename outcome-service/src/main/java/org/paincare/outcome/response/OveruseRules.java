package org.paincare.outcome.response;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.util.List;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/** Headache days and duration of overuse; the day limits of each class are the instrument MOH-DAYS. */
public record OveruseRules(
        String version, String mark, List<String> sources, int headacheDays, int riskWindows, int criteriaWindows) {

    public OveruseRules {
        sources = List.copyOf(sources);
        need(headacheDays > 0 && headacheDays <= 28, "headacheDays is 1 to 28");
        need(riskWindows >= 1 && riskWindows < criteriaWindows, "risk comes before criteria");
    }

    public static OveruseRules shipped() {
        return RuleFiles.shipped(OveruseRules.class, "overuse-1.json");
    }

    public RuleRef ref() {
        return new RuleRef("overuse", version);
    }
}
