package org.paincare.patient;

import java.util.UUID;

/**
 * Told inside this service, in the transaction of the change: something that decisions about a patient rest on is no
 * longer what it was.
 */
public record ClinicalChange(UUID patientId, Kind kind) {

    /** What changed. */
    public enum Kind {
        FACT,
        HISTORY,
        CONSENT,
        WAIVER,
        /** A recorded death was taken back. */
        LIFE
    }
}
