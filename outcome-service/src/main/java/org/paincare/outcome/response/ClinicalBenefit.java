package org.paincare.outcome.response;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;

/** The composite: fewer days by the response rule, or less impact together with the person's own verdict. */
public enum ClinicalBenefit {
    YES,
    NO,
    /** What is missing could still make it a yes. */
    UNKNOWN;

    /** A verdict and why. */
    public record Judged(ClinicalBenefit benefit, Explanation explanation) {}

    /**
     * @param response null where the window is not classified
     * @param hit6Improvement points better than baseline, null where either form is missing
     * @param pgic 1 (very much improved) to 7, null where not answered
     */
    public static Judged of(
            @Nullable ResponseClass response,
            @Nullable Integer hit6Improvement,
            @Nullable Integer pgic,
            ResponseRules rules) {
        Boolean byDays = response == null ? null : response.reaches(rules.benefitClass());
        Boolean impact = hit6Improvement == null ? null : hit6Improvement >= rules.benefitHit6Points();
        Boolean verdict = pgic == null ? null : pgic <= rules.benefitPgicAtMost();
        ClinicalBenefit benefit;
        if (Boolean.TRUE.equals(byDays) || (Boolean.TRUE.equals(impact) && Boolean.TRUE.equals(verdict))) {
            benefit = YES;
        } else if (Boolean.FALSE.equals(byDays) && (Boolean.FALSE.equals(impact) || Boolean.FALSE.equals(verdict))) {
            benefit = NO;
        } else {
            benefit = UNKNOWN;
        }
        return new Judged(
                benefit,
                Explanations.explain(
                        "CLINICAL_BENEFIT_" + benefit.name(),
                        Map.of(
                                "class", response == null ? "-" : response.name(),
                                "hit6", hit6Improvement == null ? "-" : hit6Improvement.toString(),
                                "pgic", pgic == null ? "-" : pgic.toString()),
                        rules.ref()));
    }
}
