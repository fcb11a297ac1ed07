package org.paincare.patient.eligibility;

import java.util.UUID;

/**
 * How far a patient is in the programme, as eligibility needs to know it: after enrolment the mere age of day-scale facts
 * decides nothing (reference 0.1.6), after its end nothing is evaluated by itself. Given by the enrolment feature.
 */
public interface ProgrammeStage {

    /** The stages that make a difference. */
    enum Stage {
        BEFORE,
        ENROLLED,
        ENDED
    }

    Stage of(UUID patientId);
}
