package org.paincare.session.bedside;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.adverse.EventKind;

/** Adverse events as they travel over HTTP and as events. */
final class AdverseEventJson {

    private AdverseEventJson() {}

    enum Causality {
        UNRELATED,
        UNLIKELY,
        POSSIBLE,
        PROBABLE,
        DEFINITE,
        UNKNOWN
    }

    enum ActionTaken {
        NONE,
        OBSERVED,
        SLOWED,
        REDUCED,
        PAUSED,
        STOPPED,
        TREATED,
        TRANSFERRED
    }

    enum Outcome {
        RESOLVED,
        RESOLVING,
        ONGOING,
        SEQUELAE,
        FATAL,
        UNKNOWN
    }

    /** Why a rise of blood pressure is an adverse event and not an observation (reference 0.1.3). */
    @Schema(name = "PressureRise")
    record Rise(
            @NotNull Boolean treated,
            @NotNull Boolean symptomatic,
            @NotNull Boolean persistsIntoRecovery) {}

    /**
     * @param grade CTCAE 1 to 5; without it the figures of the session grade it, and it is never less than they say
     * @param pressure for HTN only
     * @param timesUpperLimit for HEP: the highest liver value in multiples of its upper limit of normal, 0 to 1000
     */
    @Schema(name = "AdverseEventRequest")
    record Record(
            @NotNull @Pattern(regexp = "[A-Z]{3,8}") String code,

            @Nullable @Min(1) @Max(5) Integer grade,
            @NotNull Boolean serious,
            @NotNull Causality causality,
            @Nullable ActionTaken action,
            @Nullable Outcome outcome,
            @Nullable @Size(min = 3, max = 2000) String description,
            @Nullable Rise pressure,

            @Nullable @DecimalMin("0") @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
            BigDecimal timesUpperLimit,

            @Nullable Instant onsetAt,
            @Nullable Instant endedAt,
            @Nullable UUID supersedesAdverseEventId) {}

    @Schema(name = "AdverseEvent")
    record View(
            UUID id,
            UUID sessionId,
            String code,
            int grade,
            @Nullable Set<EventKind.Action> proposedActions,
            boolean serious,
            String causality,
            @Nullable String action,
            @Nullable String outcome,
            @Nullable String description,
            @Nullable String rateMgPerKgPerHour,
            @Nullable BigDecimal timesUpperLimit,
            Instant onsetAt,
            @Nullable Instant endedAt,
            @Nullable UUID supersedesAdverseEventId,
            UUID by,
            String byName,
            Instant recordedAt) {}

    /** @param actions proposed from that grade on; the entry with the highest grade reached counts */
    @Schema(name = "AdverseEventKind")
    record KindView(
            String code,
            String name,
            @Nullable Integer lowestGrade,
            Map<String, Set<EventKind.Action>> actions,
            String source) {}

    @Schema(name = "AdverseEventCatalogue")
    record Catalogue(String version, int pressureBackWithinMmHg, List<KindView> kinds) {}

    /** Event data of AdverseEventRecorded. */
    record Told(
            UUID patientId,
            UUID adverseEventId,
            UUID sessionId,
            String code,
            int grade,
            boolean serious,
            Causality causality,
            @Nullable ActionTaken action,
            @Nullable Outcome outcome,
            @Nullable String rateMgPerKgPerHour,
            Instant occurredAt,
            @Nullable Instant endedAt,
            @Nullable UUID supersedesAdverseEventId) {}

    /** How many adverse events stand for a session, and the worst grade of them. */
    @Schema(name = "AdverseEventSummary")
    record Summary(int count, @Nullable Integer worstGrade) {}
}
