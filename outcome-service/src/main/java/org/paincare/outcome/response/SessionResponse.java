package org.paincare.outcome.response;

import java.util.Map;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;
import org.paincare.platform.scoring.Fraction;

/**
 * Whether pain fell within one session.
 *
 * @param byPoints the fall in NRS points reached the threshold
 * @param byPercent the fall in per cent reached the threshold; never from 0
 */
public record SessionResponse(boolean byPoints, boolean byPercent, Explanation explanation) {

    public boolean responded() {
        return byPoints || byPercent;
    }

    /** @param nrsBefore and {@code nrsAfter} 0 to 10, at the start and the end of the session */
    public static SessionResponse of(int nrsBefore, int nrsAfter, ResponseRules rules) {
        int fall = nrsBefore - nrsAfter;
        boolean points = fall >= rules.sessionPoints();
        boolean percent =
                nrsBefore > 0 && Fraction.of(fall * 100L, nrsBefore).atLeast(Fraction.of(rules.sessionPercent()));
        String code = points || percent ? "SESSION_RESPONDED" : "SESSION_NOT_RESPONDED";
        return new SessionResponse(
                points,
                percent,
                Explanations.explain(
                        code,
                        Map.of("before", Integer.toString(nrsBefore), "after", Integer.toString(nrsAfter)),
                        rules.ref()));
    }
}
