package org.paincare.session.dose;

import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * A limit that an order crosses, with everything a person needs to judge it.
 *
 * @param code stable name of what is wrong, such as RATE_ABOVE_HARD_LIMIT
 * @param ruleId the guardrail row
 * @param limit the threshold, in {@code unit}
 * @param value the order's figure, in {@code unit}, to four decimals (judged exactly)
 * @param secondSignature whether a second person has to sign the reason
 */
public record Finding(
        String code,
        String ruleId,
        Parameter parameter,
        Level level,
        Comparison comparison,
        String limit,
        String value,
        String unit,
        Source source,
        boolean secondSignature,
        Text message) {

    /** As what stands in the way of a step, under another name where that says more. */
    public Blocked asBlocked(String blockedCode, @Nullable Role waivableBy) {
        return new Blocked(blockedCode, ruleId, message, waivableBy, new Blocked.Figures(limit, value, unit), source);
    }

    public Blocked asBlocked() {
        return asBlocked(code, null);
    }
}
