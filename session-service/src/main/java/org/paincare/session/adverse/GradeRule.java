package org.paincare.session.adverse;

import static org.paincare.session.reference.DataFiles.require;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.reference.Source;

/** A figure that makes an event at least this grade; SpO2 takes its limit from the altitude profile. */
public record GradeRule(
        Grade grade,
        Measure measure,
        When when,
        @Nullable String limit,
        @Nullable Boolean altitude,
        Source source) {

    /** How the figure is held against the limit. */
    public enum When {
        BELOW,
        ABOVE,
        AT_LEAST,
        AT_MOST
    }

    public GradeRule {
        boolean byAltitude = Boolean.TRUE.equals(altitude);
        require(byAltitude != (limit != null), measure + ": one limit, its own or the altitude's");
        require(!byAltitude || measure == Measure.SPO2, "only SpO2 depends on altitude");
        if (limit != null) {
            Decimals.parse(limit);
        }
    }

    boolean holds(BigDecimal value, BigDecimal spo2Grade3Below) {
        int order = value.compareTo(limit == null ? spo2Grade3Below : new BigDecimal(limit));
        return switch (when) {
            case BELOW -> order < 0;
            case ABOVE -> order > 0;
            case AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
        };
    }
}
