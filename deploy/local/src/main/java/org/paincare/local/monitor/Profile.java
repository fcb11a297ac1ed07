package org.paincare.local.monitor;

/** What happens to the patient, or to the monitor. */
public enum Profile {
    NORMAL,
    /** From half a minute on the pressure climbs half a mmHg each second, up to 196. */
    HYPERTENSIVE_DRIFT,
    /** From half a minute on the saturation falls one point every four seconds, down to 80. */
    DESATURATION,
    /** After half a minute nothing comes any more. */
    CABLE_OFF,
    /** Its clock falls back three days after 20 seconds and jumps two hours ahead after 40. */
    CLOCK_JUMP,
    /** It keeps half a minute of readings back and sends them together, in order. */
    STORE_AND_FORWARD
}
