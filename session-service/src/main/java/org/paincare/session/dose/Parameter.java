package org.paincare.session.dose;

/** What a guardrail row may limit, with the one unit its figures are in. */
public enum Parameter {
    START_RATE("mg/kg/h"),
    STEP("mg/kg/h"),
    STEP_INTERVAL("min"),
    RATE("mg/kg/h"),
    BOLUS("mg/kg"),
    BOLUS_SPEED("mg/kg/min"),
    SESSION_TOTAL_PER_KG("mg/kg"),
    SESSION_TOTAL("mg"),
    /** Everything given under one plan, this session included. */
    SERIES_TOTAL("mg"),
    /** Everything given in the 12 calendar months before, this session included. */
    YEAR_TOTAL("mg"),
    /** Everything ever given, this session included. */
    RECORD_TOTAL("mg"),
    DURATION("h"),
    SESSIONS_PER_WEEK("count"),
    SESSIONS_PER_SERIES("count"),
    SESSIONS_PER_YEAR("count"),
    SESSION_INTERVAL("h"),
    WEIGHT("kg"),
    BODY_MASS_INDEX("kg/m2"),
    WEIGHT_AGE("d"),
    WEIGHT_CHANGE("%"),
    /** Since sprays were last taken at home. */
    HOME_USE_INTERVAL("h"),
    SPRAYS_PER_USE("count"),
    SPRAYS_PER_DAY("count"),
    SPRAYS_PER_WEEK("count"),
    /** Days with a use at home, within 28. */
    HOME_DAYS("count"),
    /** Between two uses at home. */
    USE_INTERVAL("min"),
    SPRAY_MASS("mg"),
    ORDER_AGE("h"),
    PUMP_RATE("mL/h"),
    /** How far the stated session total is from the computed one. */
    DOSE_DEVIATION("%"),
    VOLUME_DEVIATION("%"),
    PUMP_RATE_DEVIATION("%"),
    CONCENTRATION("mg/mL"),
    PROTOCOL("-");

    private final String unit;

    Parameter(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }
}
