package org.paincare.session.monitoring;

/** What is measured or scored at the bedside. */
public enum Sign {
    SBP,
    DBP,
    HR,
    RR,
    SPO2,
    TEMP,
    ETCO2,
    NRS,
    RASS,
    MOAAS,
    CADSS6,
    CADSS23
}
