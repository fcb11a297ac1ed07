package org.paincare.session.reference;

import org.jspecify.annotations.Nullable;

/**
 * One thing that stands in the way of a command, as a screen shows it.
 *
 * @param code stable name of the guard or point
 * @param ruleId the rule of the reference or data file behind it
 * @param waivableBy who may set it aside with a reason; null if nobody may
 */
public record Blocked(
        String code, String ruleId, Text message, @Nullable Role waivableBy) {}
