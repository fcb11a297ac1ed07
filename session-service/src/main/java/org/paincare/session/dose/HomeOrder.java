package org.paincare.session.dose;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order that home sprays are taken on.
 *
 * @param since when it came into force
 * @param planActive whether its plan is neither on hold nor ended
 * @param perUse sprays of one use; null where the plan says none
 * @param minimumInterval least time between uses; null where the plan says none
 */
public record HomeOrder(
        Instant since,
        boolean planActive,
        SprayOrder sprays,
        @Nullable Integer perUse,
        @Nullable Duration minimumInterval) {}
