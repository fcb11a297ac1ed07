package org.paincare.patient.facts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.FactReading;
import org.paincare.patient.eligibility.engine.FactValue;
import org.paincare.patient.eligibility.engine.TriState;

/**
 * A fact as somebody states it.
 *
 * @param code             of the fact vocabulary
 * @param value            of a NUMBER, in {@code unit}
 * @param valueCode        of a CODE
 * @param valueDate        of a DATE: the day it happened
 * @param unit             UCUM; the vocabulary's, or one that it is converted from exactly (pounds, inches); may be left
 *                         out only for counts, ratios and scores
 * @param observedAt       when it was true or measured; at most a minute ahead
 * @param supersedesFactId the fact of the same patient and code that this one takes the place of
 * @param validUntil       from when on it says nothing any more, where its source sets an end; after {@code observedAt}
 * @param confirmed        true where a number far from the patient's last one was looked at again and is right
 */
public record FactEntry(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String code,

        @NotNull TriState state,
        @Nullable BigDecimal value,
        @Nullable @Size(min = 1, max = 64) String valueCode,
        @Nullable LocalDate valueDate,
        @Nullable @Size(min = 1, max = 24) String unit,
        @NotNull Instant observedAt,
        @NotNull FactSource source,
        @Nullable UUID supersedesFactId,
        @Nullable Instant validUntil,
        @Nullable Boolean confirmed) {

    /** As somebody states it for the first time. */
    FactEntry(
            String code,
            TriState state,
            @Nullable BigDecimal value,
            @Nullable String valueCode,
            @Nullable LocalDate valueDate,
            @Nullable String unit,
            Instant observedAt,
            FactSource source) {
        this(code, state, value, valueCode, valueDate, unit, observedAt, source, null, null, null);
    }

    /** The same, taking the place of another. */
    FactEntry amending(@Nullable UUID amended) {
        return new FactEntry(
                code, state, value, valueCode, valueDate, unit, observedAt, source, amended, validUntil, confirmed);
    }

    /** The same measurement in another unit. */
    FactEntry measured(BigDecimal converted, String in) {
        return new FactEntry(
                code,
                state,
                converted,
                valueCode,
                valueDate,
                in,
                observedAt,
                source,
                supersedesFactId,
                validUntil,
                confirmed);
    }

    boolean isConfirmed() {
        return Boolean.TRUE.equals(confirmed);
    }

    /** As the rule engine reads it. */
    FactReading reading(String id, Instant recordedAt, String recordedBy) {
        return new FactReading(id, state, engineValue(), observedAt, recordedAt, recordedBy, source.name(), validUntil);
    }

    private @Nullable FactValue engineValue() {
        if (value != null) {
            return FactValue.of(value);
        }
        if (valueCode != null) {
            return FactValue.of(valueCode);
        }
        return valueDate == null ? null : FactValue.of(valueDate);
    }

    int valuesGiven() {
        return (value == null ? 0 : 1) + (valueCode == null ? 0 : 1) + (valueDate == null ? 0 : 1);
    }
}
