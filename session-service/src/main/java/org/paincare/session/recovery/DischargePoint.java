package org.paincare.session.recovery;

/** The points of the discharge gate (reference 3.8). */
public enum DischargePoint {
    ALDRETE_TWICE,
    TIME_SINCE_KETAMINE,
    TIME_SINCE_REVERSAL,
    VITALS_ACCEPTED,
    SPO2_ACCEPTED,
    ALERT_AND_ORIENTED,
    DISSOCIATION_GONE,
    STEADY_GAIT,
    NAUSEA_CONTROLLED,
    NO_NEW_SUICIDALITY,
    IV_REMOVED,
    ESCORT_PRESENT,
    WRITTEN_INSTRUCTIONS,
    EMERGENCY_NUMBER,
    FOLLOW_UP_TASKS,
    CLINICIAN_SIGNATURE
}
