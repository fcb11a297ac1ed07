package org.paincare.platform.scoring;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts as a change: how much matters to a person, and how much is more than the instrument's own noise. The two
 * are answered separately.
 *
 * @param note why there is no threshold, where there is none
 */
public record ChangeRules(
        @Nullable List<Threshold> meaningful,
        @Nullable Reliability reliability,
        @Nullable String note) {

    public ChangeRules {
        meaningful = Instrument.copy(meaningful);
    }

    /**
     * @param measure the measure it applies to
     * @param amount points (POINTS) or per cent of the earlier value (PERCENT)
     * @param baselineFrom where given, only for earlier values at or above it (and at or below {@code baselineTo})
     */
    public record Threshold(
            String measure,
            Kind kind,
            BigDecimal amount,
            @Nullable BigDecimal baselineFrom,
            @Nullable BigDecimal baselineTo,
            Instrument.Mark mark,
            String source) {

        public enum Kind {
            POINTS,
            PERCENT
        }
    }

    /**
     * How noise is known: a published smallest detectable change, a table of standard errors, or a retest coefficient
     * that needs the clinic's own baseline deviation.
     *
     * @param retest coefficient r in SEM = SD * sqrt(1 - r), 0 to 1
     * @param atLeast whole points that count as reliable where the scale only moves in whole points
     */
    public record Reliability(
            String measure,
            @Nullable BigDecimal retest,
            @Nullable BigDecimal sem,
            @Nullable BigDecimal smallestDetectable,
            @Nullable BigDecimal atLeast,
            @Nullable String errorTable,
            @Nullable BigDecimal alpha,
            Instrument.Mark mark,
            String source) {}
}
