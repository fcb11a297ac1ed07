package org.paincare.session.observing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.Sign;

/** Observations and alarms as they travel over HTTP and in events. */
final class ObservationJson {

    private ObservationJson() {}

    /** A reading of a device has a number: device, boot and sequence name it for ever. */
    @Schema(
            name = "DeviceReading",
            description =
                    "The number of a device's reading. It orders the readings of a device, whatever their times say:"
                            + " by boot, then by sequence. Boots that are whole numbers compare as numbers and come before all"
                            + " others, which compare as text. A reading below one that was evaluated already is late: it is stored"
                            + " and shown, raises an alarm marked late that pages nobody, and clears nothing.")
    record Device(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String id,

            @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String boot,

            @NotNull @Min(0) @Max(9_007_199_254_740_991L) Long sequence) {}

    /**
     * One set of readings taken together; signs not taken are left out.
     *
     * @param observedAt    when it was taken, if not just now
     * @param gatewayTime   when the edge box between took it from the device
     * @param backfill      declared: from a time that is over, such as after an outage
     * @param onOxygen      whether the patient breathes oxygen; room air if left out
     */
    @Schema(name = "Observation")
    record Reading(
            @Schema(
                    description = "When it was taken, by the clock of whoever took it. A person's lies at most one"
                            + " minute ahead. A device's is kept as it is; where that clock is off by more than a minute"
                            + " ahead or five behind, the edge box's or the server's time is charted in its place.")
            @Nullable
            Instant observedAt,

            @Schema(description = "When an edge box took it from the device, by the box's clock.") @Nullable
            Instant gatewayTime,

            @Schema(
                    description = "True for readings of a time that is over, sent after an outage: stored, charted"
                            + " and marked late. What they show raises alarms marked late, and pages nobody.")
            @Nullable
            Boolean backfill,

            @Nullable @Valid Device device,
            @Nullable Boolean onOxygen,
            @Nullable Boolean flatCapnograph,
            @Nullable BigDecimal sbpMmHg,
            @Nullable BigDecimal dbpMmHg,
            @Nullable BigDecimal hrPerMinute,
            @Nullable BigDecimal rrPerMinute,
            @Nullable BigDecimal spo2Percent,
            @Nullable BigDecimal tempCel,
            @Nullable BigDecimal etco2MmHg,
            @Nullable BigDecimal nrs,
            @Nullable BigDecimal rass,
            @Nullable BigDecimal moaas,
            @Nullable BigDecimal cadss6,
            @Nullable BigDecimal cadss23) {

        boolean isBackfill() {
            return Boolean.TRUE.equals(backfill);
        }

        /** What was measured, without how it travelled: sent again by another way it is the same reading. */
        Reading measured() {
            return new Reading(
                    observedAt,
                    null,
                    null,
                    device,
                    onOxygen,
                    flatCapnograph,
                    sbpMmHg,
                    dbpMmHg,
                    hrPerMinute,
                    rrPerMinute,
                    spo2Percent,
                    tempCel,
                    etco2MmHg,
                    nrs,
                    rass,
                    moaas,
                    cadss6,
                    cadss23);
        }

        Map<Sign, BigDecimal> values() {
            var values = new EnumMap<Sign, BigDecimal>(Sign.class);
            for (var sign : Sign.values()) {
                var value = of(sign);
                if (value != null) {
                    values.put(sign, value);
                }
            }
            return values;
        }

        private @Nullable BigDecimal of(Sign sign) {
            return switch (sign) {
                case SBP -> sbpMmHg;
                case DBP -> dbpMmHg;
                case HR -> hrPerMinute;
                case RR -> rrPerMinute;
                case SPO2 -> spo2Percent;
                case TEMP -> tempCel;
                case ETCO2 -> etco2MmHg;
                case NRS -> nrs;
                case RASS -> rass;
                case MOAAS -> moaas;
                case CADSS6 -> cadss6;
                case CADSS23 -> cadss23;
            };
        }

        static String field(Sign sign) {
            return switch (sign) {
                case SBP -> "sbpMmHg";
                case DBP -> "dbpMmHg";
                case HR -> "hrPerMinute";
                case RR -> "rrPerMinute";
                case SPO2 -> "spo2Percent";
                case TEMP -> "tempCel";
                case ETCO2 -> "etco2MmHg";
                case NRS -> "nrs";
                case RASS -> "rass";
                case MOAAS -> "moaas";
                case CADSS6 -> "cadss6";
                case CADSS23 -> "cadss23";
            };
        }
    }

    /** A reading past a limit. */
    @Schema(name = "ObservationFinding")
    record Finding(
            String rule,
            String level,
            String sign,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            String unit,
            @Nullable String action,
            String source) {}

    /** @param alarmIds of the alarms that this reading raised or kept up */
    @Schema(name = "ObservationTaken")
    record Taken(
            UUID id,
            Instant observedAt,
            Instant receivedAt,
            boolean late,
            boolean repeated,
            List<Finding> findings,
            List<UUID> alarmIds) {}

    @Schema(name = "ObservationsTaken")
    record TakenAll(List<Taken> items) {}

    /** One line of an answer to NDJSON: what was taken, or why it was not. */
    @Schema(name = "ObservationLine")
    record Line(
            int line,
            int status,
            @Nullable String code,
            @Nullable String pointer,
            @Nullable Taken taken) {}

    @Schema(name = "ObservationRead")
    record View(
            UUID id,
            Instant observedAt,
            Instant receivedAt,
            String source,
            @Nullable String deviceId,
            @Nullable String deviceBoot,
            @Nullable Long deviceSequence,

            @Schema(description = "What the device's clock said") @Nullable
            Instant deviceTime,

            @Schema(description = "What the edge box's clock said") @Nullable
            Instant gatewayTime,

            @Schema(description = "Server's time minus the device's, milliseconds") @Nullable
            Long skewMillis,

            boolean late,
            boolean backfill,
            boolean onOxygen,
            @Nullable Integer sbpMmHg,
            @Nullable Integer dbpMmHg,
            @Nullable Integer hrPerMinute,
            @Nullable Integer rrPerMinute,
            @Nullable Integer spo2Percent,
            @Nullable BigDecimal tempCel,
            @Nullable Integer etco2MmHg,
            @Nullable Integer nrs,
            @Nullable Integer rass,
            @Nullable Integer moaas,
            @Nullable Integer cadss6,
            @Nullable Integer cadss23,
            List<Finding> findings) {}

    @Schema(name = "Acknowledgement")
    record Acknowledge(
            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String action,

            @Nullable @Size(max = 500) String note) {}

    @Schema(name = "Alarm")
    record AlarmView(
            UUID id,
            UUID sessionId,
            UUID patientId,
            String rule,
            String level,
            @Nullable String sign,
            @Nullable String action,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            String unit,
            boolean late,
            String state,
            Instant raisedAt,
            Instant lastAt,
            @Nullable UUID acknowledgedBy,
            @Nullable String acknowledgedByName,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant closedAt,

            @Schema(description = "Whether the condition held when it was last looked at")
            boolean holds,

            @Schema(description = "How many times somebody else was asked since it last began to sound")
            int escalationStep,

            @Schema(description = "Who was asked last: SECOND_NURSE or PRESCRIBER") @Nullable
            String escalatedTo,

            @Nullable Instant escalatedAt,

            @Schema(description = "When somebody else is asked next, or it sounds again") @Nullable
            Instant nextStepAt) {}

    /** Event data of ObservationFlagged. */
    record Flagged(
            UUID patientId,
            UUID sessionId,
            UUID observationId,
            String sign,
            BigDecimal value,
            String unit,
            String flag,
            @Nullable BigDecimal limit,
            @Nullable BigDecimal baseline,
            String source,
            boolean late,
            Instant occurredAt) {}

    /**
     * Event data of ReadingConflictFound.
     *
     * @param observationId the reading that keeps the number
     */
    record ConflictFound(UUID patientId, UUID sessionId, UUID observationId, long sequence, Instant occurredAt) {}

    /** Event data of AlarmRaised. */
    record Raised(
            UUID patientId,
            UUID sessionId,
            UUID alarmId,
            String kind,
            String level,
            String rule,
            @Nullable String sign,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            @Nullable String unit,
            String action,
            boolean late,
            Instant occurredAt) {}

    /** What was acknowledged, before the staff id of who did is looked up. */
    record AcknowledgedBy(
            UUID patientId,
            UUID sessionId,
            UUID alarmId,
            UUID subject,
            @Nullable String action) {}

    /** Event data of AlarmAcknowledged. */
    record Acknowledged(
            UUID patientId,
            UUID sessionId,
            UUID alarmId,
            UUID acknowledgedBy,
            @Nullable String action,
            Instant occurredAt) {}
}
