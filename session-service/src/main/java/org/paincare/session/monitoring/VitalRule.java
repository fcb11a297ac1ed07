package org.paincare.session.monitoring;

import static org.paincare.session.reference.DataFiles.require;

import java.math.BigDecimal;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Source;

/**
 * One threshold of a sign: when it is crossed, how serious that is, and what to do.
 *
 * @param clear how far inside the limit a value has to be before it counts as normal again, in the limit's own measure
 *     (the sign's unit, points, per cent); absent for at once
 * @param setting the policy value by which a clinic sets the limit; null where none does
 */
public record VitalRule(
        String id,
        Level level,
        When when,
        @Nullable String limit,
        @Nullable AltitudeLimit altitude,
        @Nullable Action action,
        @Nullable String clear,
        @Nullable String setting,
        Source source) {

    /** ALERT asks to look, CRITICAL to act. */
    public enum Level {
        ALERT,
        CRITICAL
    }

    /** What the staff is asked to do; software never drives the pump. */
    public enum Action {
        PAUSE,
        STOP,
        CALL_CLINICIAN
    }

    /** How the reading is held against the limit. */
    public enum When {
        BELOW,
        ABOVE,
        AT_LEAST,
        AT_MOST,
        PERCENT_ABOVE_BASELINE,
        POINTS_ABOVE_BASELINE,
        POINTS_BELOW_BASELINE,
        /** At the limit now, under it at baseline. */
        NEW_AT_LEAST,
        /** Per cent or more above the highest of the person's earlier sessions. */
        PERCENT_ABOVE_EARLIER,
        /** The capnograph shows no curve. */
        FLAT
    }

    /** A limit that the altitude profile holds. */
    public enum AltitudeLimit {
        SPO2_ALERT_BELOW,
        SPO2_DROP_FROM_BASELINE,
        SPO2_CRITICAL_BELOW,
        ETCO2_ALERT_BELOW,
        ETCO2_ALERT_ABOVE
    }

    public VitalRule {
        require(id.matches("V-[A-Z0-9-]{3,40}"), "a vital rule id looks like V-SBP-HIGH, not " + id);
        require(when == When.FLAT || (limit == null) != (altitude == null), id + ": one limit, own or the altitude's");
        require(level == Level.CRITICAL || action == null, id + ": only a critical reading asks for an action");
        require(level == Level.ALERT || action != null, id + ": a critical reading asks for an action");
        if (limit != null) {
            Decimals.parse(limit);
        }
        require(setting == null || limit != null, id + ": a clinic sets the limit that stands here");
        if (clear != null) {
            require(when != When.FLAT, id + ": nothing lies between a curve and none");
            require(Decimals.parse(clear).signum() > 0, id + ": a margin is above 0");
        }
    }

    /** With the limit that a clinic set for itself. */
    VitalRule setBy(PolicyNumbers policy) {
        return policy.decimal(setting)
                .map(own ->
                        new VitalRule(id, level, when, Decimals.format(own), altitude, action, clear, setting, source))
                .orElse(this);
    }

    /** Whether this, an alert, says so before that critical rule of the same side does; true where they do not compare. */
    boolean comesBefore(VitalRule critical) {
        if (limit == null || critical.limit == null) {
            return true;
        }
        int order = Decimals.parse(limit).compareTo(Decimals.parse(critical.limit));
        return switch (when) {
            case BELOW, AT_MOST -> !EnumSet.of(When.BELOW, When.AT_MOST).contains(critical.when) || order > 0;
            case ABOVE, AT_LEAST -> !EnumSet.of(When.ABOVE, When.AT_LEAST).contains(critical.when) || order < 0;
            default -> true;
        };
    }

    /** The limit that a value has to be inside of to count as normal, given the limit in force. */
    BigDecimal clearOf(BigDecimal inForce) {
        if (clear == null) {
            return inForce;
        }
        var margin = Decimals.parse(clear);
        return switch (when) {
            case BELOW, AT_MOST -> inForce.add(margin);
            case ABOVE,
                    AT_LEAST,
                    PERCENT_ABOVE_BASELINE,
                    POINTS_ABOVE_BASELINE,
                    POINTS_BELOW_BASELINE,
                    NEW_AT_LEAST,
                    PERCENT_ABOVE_EARLIER,
                    FLAT -> inForce.subtract(margin);
        };
    }

    /** The limit in force under a profile; null if the profile has none, so that the rule never fires there. */
    @Nullable
    BigDecimal limitIn(AltitudeProfile profile) {
        if (altitude == null) {
            return limit == null ? BigDecimal.ZERO : new BigDecimal(limit);
        }
        Integer value = switch (altitude) {
            case SPO2_ALERT_BELOW -> profile.spo2AlertBelow();
            case SPO2_DROP_FROM_BASELINE -> profile.spo2DropFromBaseline();
            case SPO2_CRITICAL_BELOW -> profile.spo2CriticalBelow();
            case ETCO2_ALERT_BELOW -> profile.etco2AlertBelow();
            case ETCO2_ALERT_ABOVE -> profile.etco2AlertAbove();
        };
        return value == null ? null : BigDecimal.valueOf(value);
    }
}
