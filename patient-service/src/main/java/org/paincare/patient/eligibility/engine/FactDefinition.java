package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fact code means and which readings of it can be believed.
 *
 * @param code the name used in rules, API and events
 * @param kind which value a PRESENT reading carries
 * @param group heading under which an intake form shows it
 * @param label what a clinician reads
 * @param unit UCUM unit of a {@link Kind#NUMBER}, else null
 * @param min lowest plausible number, inclusive; null unless a NUMBER
 * @param max highest plausible number, inclusive; null unless a NUMBER
 * @param values the allowed codes with their labels; empty unless a {@link Kind#CODE}
 * @param absentMeans what ABSENT stands for in a NUMBER ("no opioid" is 0) or CODE; null: ABSENT is not an answer
 * @param dayFact true when it is taken on the day of treatment and sent with the pre-check
 * @param clearable true when a signed {@link FactClearance} can close a PRESENT reading
 * @param derived true when the engine works it out itself (age, plan); it is never recorded
 * @param ichd3 the ICHD-3 code of a headache diagnosis, else null
 * @param usedBy what asks for it where no eligibility rule does, else null
 * @param change how far a NUMBER may be from the one before it without a second look; null: as far as it likes
 */
public record FactDefinition(
        String code,
        Kind kind,
        String group,
        LocalText label,
        @Nullable String unit,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        Map<String, LocalText> values,
        @Nullable String absentMeans,
        boolean dayFact,
        boolean clearable,
        boolean derived,
        @Nullable String ichd3,
        @Nullable String usedBy,
        @Nullable ChangeLimit change) {

    public FactDefinition {
        values = Map.copyOf(values);
    }

    /** The shape of a fact's value. */
    public enum Kind {
        /** Present, absent or unknown; nothing more. */
        TRISTATE,
        /** PRESENT carries a number in the fact's unit. */
        NUMBER,
        /** PRESENT carries one of a list of codes. */
        CODE,
        /** PRESENT is an event; its day may be unknown. ABSENT: it never happened. */
        DATE
    }
}
