package org.paincare.patient.eligibility.engine;

import java.util.List;

/** The few fact codes that operators know by name; all others stand in the data files only. */
final class Facts {

    static final String WEIGHT = "WEIGHT_KG";
    static final String SYSTOLIC = "SYSTOLIC_BP";
    static final String DIASTOLIC = "DIASTOLIC_BP";
    static final List<String> PRESSURE = List.of(SYSTOLIC, DIASTOLIC);

    /** Derived: completed years. */
    static final String AGE = "AGE_YEARS";
    /** Derived: handed over with the plan. */
    static final String SESSIONS_PLANNED = "SESSIONS_PLANNED_3_MONTHS";
    /** Derived: handed over with the plan. */
    static final String DOSING_WEIGHT = "LAST_DOSING_WEIGHT_KG";

    static final List<String> NAMED = List.of(WEIGHT, SYSTOLIC, DIASTOLIC, AGE, SESSIONS_PLANNED, DOSING_WEIGHT);

    private Facts() {}
}
