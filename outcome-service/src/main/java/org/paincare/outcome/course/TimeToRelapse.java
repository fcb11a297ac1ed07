package org.paincare.outcome.course;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days from the last session to relapse, as far as the windows can tell: more than {@code afterDays}, and at most
 * {@code untilDays}, which is null while no relapse is known (right-censored). Missing windows widen the interval; they
 * are never a relapse.
 *
 * @param afterDays 0 or more; days to the end of the last complete window without a relapse sign
 * @param untilDays days to the end of the first window of the relapse
 */
public record TimeToRelapse(
        LocalDate lastSession, long afterDays, @Nullable Long untilDays) {}
