package org.paincare.session.chart;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/** The chart as it travels. */
final class ChartJson {

    private ChartJson() {}

    /** @param doseMg of the session in all */
    @Schema(name = "ChartOrder")
    record Order(
            UUID orderId,
            String contentHash,
            Kilograms weightKg,
            MilligramsPerMillilitre concentrationMgPerMl,
            @Nullable Milligrams doseMg,
            @Nullable Millilitres volumeMl,
            @Nullable MillilitresPerHour startRateMlPerHour) {}

    /** What happened at the pump. */
    @Schema(name = "ChartRateStep")
    record Step(
            UUID id,
            Instant at,
            String kind,
            @Nullable MillilitresPerHour rateMlPerHour,
            @Nullable MilligramsPerKilogramPerHour rateMgPerKgPerHour,
            @Nullable Millilitres volumeMl,
            @Nullable String authority,
            @Nullable String reason,
            String byName) {}

    /** The readings of one sign in one cell. */
    @Schema(name = "ChartReadings")
    record Readings(BigDecimal min, BigDecimal max, BigDecimal last, long count) {}

    /**
     * @param from  when the cell begins; it is {@code resolutionSeconds} long
     * @param signs by sign: SBP, DBP (mmHg), HR, RR (per minute), SPO2 (%), TEMP (°C), ETCO2 (mmHg), NRS, RASS, MOAAS,
     *     CADSS6, CADSS23
     */
    @Schema(name = "ChartCell")
    record Cell(Instant from, Map<String, Readings> signs) {}

    @Schema(name = "ChartAlarm")
    record Alarm(
            UUID id,
            String rule,
            String level,
            @Nullable String sign,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            String unit,
            boolean late,
            String state,
            Instant raisedAt,
            Instant lastAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant closedAt) {}

    /** @param superseded whether a later entry stands in its place */
    @Schema(name = "ChartAdverseEvent")
    record AdverseEvent(
            UUID id,
            String code,
            int grade,
            boolean serious,
            @Nullable String action,
            Instant onsetAt,
            @Nullable Instant endedAt,
            boolean superseded) {}

    /** A set of scales taken together, or a recovery score (ALDRETE). */
    @Schema(name = "ChartScales")
    record Scales(UUID id, Instant at, Map<String, Integer> values) {}

    @Schema(name = "ChartDrug")
    record Drug(UUID id, Instant at, String drug, @Nullable Milligrams doseMg, String byName) {}

    /** Sprays taken at home on the session's order. */
    @Schema(name = "ChartHomeUse")
    record HomeUse(UUID id, Instant at, int sprays, Milligrams mg, String byName) {}

    @Schema(name = "ChartLedgerEntry")
    record LedgerEntry(
            UUID id, Instant at, String type, String substance, Milligrams mg, Millilitres volumeMl, String byName) {}

    /**
     * @param vitals   only cells in which something was measured, by time
     * @param complete false where more cells hold readings than one answer shows; ask for a coarser resolution
     * @param dueSets  what of the monitoring schedule was due and is due, as items of {@code due-sets}
     */
    @Schema(name = "SessionChart")
    record Chart(
            UUID sessionId,
            String state,
            int version,
            int resolutionSeconds,
            @Nullable Instant startedAt,
            @Nullable Instant stoppedAt,
            @Nullable Order order,
            List<Step> rates,
            List<Cell> vitals,
            boolean complete,
            List<Alarm> alarms,
            List<AdverseEvent> adverseEvents,
            List<Scales> scales,
            List<Drug> drugs,
            List<HomeUse> homeUses,
            List<LedgerEntry> ledger,
            List<?> dueSets) {}
}
