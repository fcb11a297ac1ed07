package org.paincare.patient.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.eligibility.engine.TriState;

/** Facts as they travel over HTTP and in events. */
final class FactJson {

    private FactJson() {}

    /**
     * A recorded fact.
     *
     * @param entered      the number as it was entered, where value is in another unit or worked out of it
     * @param validUntil   from when on it says nothing any more; left out where the rules alone say how long it counts
     * @param supersededBy the fact that took its place; such a fact stays in the timeline and counts no more
     * @param warnings     what was remarkable when it was recorded; left out where nothing was
     */
    @Schema(name = "ClinicalFact")
    record Fact(
            UUID id,
            UUID patientId,
            String code,
            TriState state,
            @Nullable BigDecimal value,
            @Nullable String valueCode,
            @Nullable LocalDate valueDate,
            @Nullable String unit,
            @Nullable Entered entered,
            Instant observedAt,
            FactSource source,
            @Nullable Instant validUntil,
            @Nullable UUID sessionId,
            String vocabularyVersion,
            @Nullable UUID supersedesFactId,
            @Nullable UUID supersededBy,
            @Nullable List<Warning> warnings,
            Instant recordedAt,
            Actor recordedBy) {

        /** Whether this is what somebody states. */
        boolean is(FactEntry entry) {
            return state == entry.state()
                    && (value == null
                            ? entry.value() == null
                            : entry.value() != null && value.compareTo(entry.value()) == 0)
                    && Objects.equals(valueCode, entry.valueCode())
                    && Objects.equals(valueDate, entry.valueDate())
                    && Objects.equals(validUntil, entry.validUntil());
        }
    }

    /** What is remarkable about a fact that is believed all the same. */
    @Schema(name = "ClinicalFactWarning")
    enum Warning {
        /** Far from the patient's last one: see it before a dose is worked out from it. */
        CHANGED_MUCH,
        /** So far that its sender was asked, and confirmed it. */
        CHANGE_CONFIRMED
    }

    /** What one request recorded, in its order. */
    @Schema(name = "RecordedFacts")
    record Recorded(List<Fact> items) {}

    /** Event data of FactRecorded: codes only. A day travels as a local code. */
    record Event(
            UUID patientId,
            UUID factId,
            String code,
            TriState state,
            @Nullable String value,
            @Nullable String unit,
            @Nullable String valueCode,
            @Nullable String valueSystem,
            FactSource source,
            Instant observedAt,
            @Nullable UUID supersedesFactId) {

        static Event of(Fact fact) {
            var code = fact.valueDate() == null
                    ? fact.valueCode()
                    : fact.valueDate().toString();
            return new Event(
                    fact.patientId(),
                    fact.id(),
                    fact.code(),
                    fact.state(),
                    fact.value() == null ? null : fact.value().toPlainString(),
                    fact.unit(),
                    code,
                    code == null ? null : "LOCAL",
                    fact.source(),
                    fact.observedAt(),
                    fact.supersedesFactId());
        }
    }
}
