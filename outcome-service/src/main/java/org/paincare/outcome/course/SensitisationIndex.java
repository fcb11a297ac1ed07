package org.paincare.outcome.course;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;
import org.paincare.platform.scoring.Instrument;

/**
 * Signs of central sensitisation side by side: shown, never diagnosed. Improving needs both, a lower allodynia band and a
 * lower inventory score.
 */
public record SensitisationIndex(
        @Nullable String csiBand,
        @Nullable String allodyniaBand,
        @Nullable BigDecimal headacheDaysChange,
        Trend trend,
        Explanation explanation) {

    public enum Trend {
        IMPROVING,
        NOT_IMPROVING,
        UNKNOWN
    }

    /** One reading: total and band of one instrument. */
    public record Reading(int score, String band) {}

    /**
     * @param headacheDaysBefore and {@code headacheDaysNow} per 28 days, null where the window is not complete
     */
    public static SensitisationIndex of(
            @Nullable Reading csiBefore,
            @Nullable Reading csiNow,
            @Nullable Reading allodyniaBefore,
            @Nullable Reading allodyniaNow,
            @Nullable BigDecimal headacheDaysBefore,
            @Nullable BigDecimal headacheDaysNow,
            Instrument allodynia,
            FunctionRules rules) {
        Trend trend = Trend.UNKNOWN;
        if (csiBefore != null && csiNow != null && allodyniaBefore != null && allodyniaNow != null) {
            boolean inventory = csiBefore.score() - csiNow.score() >= rules.csiImprovement();
            boolean bands = step(allodynia, allodyniaBefore) - step(allodynia, allodyniaNow)
                    >= rules.allodyniaBandsImprovement();
            trend = inventory && bands ? Trend.IMPROVING : Trend.NOT_IMPROVING;
        }
        BigDecimal change = headacheDaysBefore == null || headacheDaysNow == null
                ? null
                : headacheDaysNow.subtract(headacheDaysBefore);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("csi", said(csiBefore) + " → " + said(csiNow));
        facts.put("allodynia", said(allodyniaBefore) + " → " + said(allodyniaNow));
        facts.put("headacheDays", change == null ? "-" : change.toPlainString());
        facts.put("csiNeeded", Integer.toString(rules.csiImprovement()));
        facts.put("bandsNeeded", Integer.toString(rules.allodyniaBandsImprovement()));
        return new SensitisationIndex(
                csiNow == null ? null : csiNow.band(),
                allodyniaNow == null ? null : allodyniaNow.band(),
                change,
                trend,
                Explanations.explain("SENSITISATION_" + trend.name(), facts, rules.ref()));
    }

    private static int step(Instrument instrument, Reading reading) {
        List<String> bands =
                instrument.bands().stream().map(Instrument.Band::band).toList();
        int step = bands.indexOf(reading.band());
        if (step < 0) {
            throw new IllegalArgumentException(reading.band() + " is no band of " + instrument.id());
        }
        return step;
    }

    private static String said(@Nullable Reading reading) {
        return reading == null ? "-" : reading.score() + " " + reading.band();
    }
}
