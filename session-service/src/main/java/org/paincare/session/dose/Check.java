package org.paincare.session.dose;

/**
 * What the engine checks beside the limits of the guardrail table; the words are data, the level is not. Of sprays that
 * were taken nothing is refused: the level says how serious it is.
 */
public enum Check {
    PROTOCOL_DISABLED(Level.HARD, Parameter.PROTOCOL),
    PROTOCOL_REVISION_DIFFERS(Level.HARD, Parameter.PROTOCOL),
    PROTOCOL_SETTING_DIFFERS(Level.HARD, Parameter.PROTOCOL),
    PROTOCOL_ROUTE_DIFFERS(Level.HARD, Parameter.PROTOCOL),
    ABOVE_PROTOCOL_CEILING(Level.SOFT, Parameter.RATE),
    WEIGHT_IN_FUTURE(Level.HARD, Parameter.WEIGHT_AGE),
    STATED_DOSE_MISSING(Level.HARD, Parameter.DOSE_DEVIATION),
    STATED_VOLUME_MISSING(Level.HARD, Parameter.VOLUME_DEVIATION),
    STATED_PUMP_RATE_MISSING(Level.HARD, Parameter.PUMP_RATE_DEVIATION),
    VIAL_CONCENTRATION_UNKNOWN(Level.HARD, Parameter.CONCENTRATION),
    CONCENTRATION_ABOVE_VIAL(Level.HARD, Parameter.CONCENTRATION),
    CONCENTRATION_NOT_STANDARD(Level.SOFT, Parameter.CONCENTRATION),
    SPRAYS_WITHOUT_ORDER(Level.HARD, Parameter.SPRAYS_PER_USE),
    SPRAYS_PLAN_NOT_ACTIVE(Level.HARD, Parameter.PROTOCOL),
    SPRAY_STRENGTH_DIFFERS(Level.HARD, Parameter.SPRAY_MASS),
    SPRAYS_OVER_ORDERED_USE(Level.SOFT, Parameter.SPRAYS_PER_USE),
    SPRAYS_OVER_ORDERED_DAY(Level.SOFT, Parameter.SPRAYS_PER_DAY),
    SPRAYS_OVER_ORDERED_WEEK(Level.SOFT, Parameter.SPRAYS_PER_WEEK),
    SPRAYS_TOO_SOON(Level.SOFT, Parameter.USE_INTERVAL);

    private final Level level;
    private final Parameter parameter;

    Check(Level level, Parameter parameter) {
        this.level = level;
        this.parameter = parameter;
    }

    Level level() {
        return level;
    }

    Parameter parameter() {
        return parameter;
    }

    /** A concentration out of the usual is looked at by a second person. */
    boolean secondSignature() {
        return this == CONCENTRATION_NOT_STANDARD;
    }
}
