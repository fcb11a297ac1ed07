package org.paincare.session.dose;

import static org.paincare.session.reference.DataFiles.require;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.reference.Source;

/** When an adjunct is held: a reading past a limit, or a recorded condition. */
public record Hold(
        String id,
        @Nullable Measure measure,
        @Nullable When when,
        @Nullable String limit,
        @Nullable Boolean altitude,
        @Nullable Condition condition,
        Source source) {

    /** Readings a hold looks at. */
    public enum Measure {
        RASS,
        SPO2,
        SBP,
        HR,
        EGFR
    }

    /** Facts a hold looks at. */
    public enum Condition {
        LONG_QT,
        ASTHMA,
        GLAUCOMA
    }

    /** How the reading is held against the limit. */
    public enum When {
        BELOW,
        AT_MOST,
        ABOVE
    }

    public Hold {
        require((measure == null) != (condition == null), id + ": a reading or a condition");
        require((measure == null) == (when == null), id + ": a reading has a comparison");
        boolean byAltitude = Boolean.TRUE.equals(altitude);
        require(measure == null || byAltitude != (limit != null), id + ": one limit, its own or the altitude's");
        require(!byAltitude || measure == Measure.SPO2, id + ": only SpO2 depends on altitude");
        if (limit != null) {
            Decimals.parse(limit);
        }
    }

    boolean byAltitude() {
        return Boolean.TRUE.equals(altitude);
    }

    boolean holds(BigDecimal reading, BigDecimal against) {
        int order = reading.compareTo(against);
        return switch (when) {
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            case null -> false;
        };
    }
}
