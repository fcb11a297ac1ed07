package org.paincare.session.monitoring;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Source;

/** A reading past a limit: which rule, which limit in force, and what to do. */
public record VitalFinding(
        Sign sign,
        String ruleId,
        VitalRule.Level level,
        VitalRule.@Nullable Action action,
        VitalRule.When when,
        @Nullable BigDecimal limit,
        @Nullable BigDecimal value,
        String unit,
        Source source) {}
