package org.paincare.patient.history;

/** Class of preventive treatment (reference 1.3). */
public enum PreventiveClass {
    BETA_BLOCKER,
    ANTICONVULSANT,
    TCA,
    SNRI,
    ARB_ACEI,
    CCB,
    CGRP_LIGAND_MAB,
    CGRP_RECEPTOR_MAB,
    GEPANT_PREVENTIVE,
    ONABOTULINUMTOXIN_A,
    NMDA_ORAL,
    NEUROMODULATION,
    NERVE_BLOCK,
    OTHER
}
