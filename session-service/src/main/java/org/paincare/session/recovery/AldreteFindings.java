package org.paincare.session.recovery;

import org.paincare.session.monitoring.Sign;

/**
 * What a nurse saw, from which the score is computed.
 *
 * @param extremitiesMoved 0 to 4, on command
 * @param systolic now, mmHg
 * @param baselineSystolic before the drug, mmHg
 * @param spo2 %
 */
public record AldreteFindings(
        int extremitiesMoved,
        Respiration respiration,
        int systolic,
        int baselineSystolic,
        Consciousness consciousness,
        int spo2,
        boolean onOxygen) {

    /** How the patient breathes. */
    public enum Respiration {
        DEEP_BREATH_AND_COUGH,
        DYSPNOEA_OR_SHALLOW,
        APNOEIC
    }

    /** How awake the patient is. */
    public enum Consciousness {
        FULLY_AWAKE,
        AROUSABLE_ON_CALLING,
        NOT_RESPONDING
    }

    public AldreteFindings {
        if (extremitiesMoved < 0 || extremitiesMoved > 4) {
            throw new IllegalArgumentException("a person moves 0 to 4 extremities");
        }
        requirePlausible(Sign.SBP, systolic, 50, 280);
        requirePlausible(Sign.SBP, baselineSystolic, 50, 280);
        requirePlausible(Sign.SPO2, spo2, 50, 100);
    }

    private static void requirePlausible(Sign sign, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(sign + " of " + value + " is implausible");
        }
    }
}
