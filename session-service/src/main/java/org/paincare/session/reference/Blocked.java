package org.paincare.session.reference;

import org.jspecify.annotations.Nullable;

/**
 * One thing that stands in the way of a command, as a screen shows it.
 *
 * @param code stable name of the guard or point
 * @param ruleId the rule of the reference or data file behind it
 * @param waivableBy who may set it aside with a reason; null if nobody may
 * @param figures the limit and what it was held against, where the rule has figures
 * @param source where the rule comes from
 */
public record Blocked(
        String code,
        String ruleId,
        Text message,
        @Nullable Role waivableBy,
        @Nullable Figures figures,
        Source source) {

    /** A limit and the value that crosses it, as text in one unit. */
    public record Figures(String limit, String value, String unit) {}

    public Blocked(String code, String ruleId, Text message, @Nullable Role waivableBy, Source source) {
        this(code, ruleId, message, waivableBy, null, source);
    }
}
