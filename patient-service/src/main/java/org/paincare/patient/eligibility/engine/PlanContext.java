package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is planned for the patient.
 *
 * @param infusionKind one infusion or a series
 * @param sessionsInThreeMonths sessions planned in the coming three months; null when nobody has said, which is unknown
 *     and not none
 * @param lastDosingWeightKg weight in kg of the last signed dose order; null when there is no order yet
 */
public record PlanContext(
        InfusionKind infusionKind,
        @Nullable Integer sessionsInThreeMonths,
        @Nullable BigDecimal lastDosingWeightKg) {}
