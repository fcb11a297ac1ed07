package org.paincare.outcome.care;

import java.util.UUID;

/**
 * Something a result of this patient is computed from has changed. Observers run in the transaction of the change, with
 * the patient locked, and recompute from all facts; the kind of change only spares them work that it cannot touch.
 */
public record CareChanged(UUID patientId, Kind kind) {

    public enum Kind {
        /** What another service told. */
        CARE,
        DIARY,
        ANSWERS,
        /** Nothing but the time. */
        TIME
    }

    public boolean is(Kind... kinds) {
        return java.util.List.of(kinds).contains(kind);
    }
}
