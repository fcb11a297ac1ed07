package org.paincare.session.adverse;

/**
 * An expected blood-pressure rise is an observation, not an adverse event (reference 0.1, 3).
 *
 * @param critical a reading was critical by the vital limits
 * @param treated a drug was given for it
 * @param symptomatic the patient felt it
 * @param persistsIntoRecovery not back near baseline when recovery began
 */
public record PressureRise(boolean critical, boolean treated, boolean symptomatic, boolean persistsIntoRecovery) {

    /** Whether HTN enters the catalogue, pacing and analytics. */
    public boolean isAdverseEvent() {
        return critical || treated || symptomatic || persistsIntoRecovery;
    }
}
