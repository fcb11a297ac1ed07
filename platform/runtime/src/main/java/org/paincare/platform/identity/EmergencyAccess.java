package org.paincare.platform.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says whether somebody has opened emergency access (break-glass) to a patient's record. Given by the service that keeps
 * it; where none does, nothing is ever open. Asked on the request's thread with its clinic set, before the endpoint runs.
 */
public interface EmergencyAccess {

    /** Whether it is open now. */
    boolean isOpen(UUID callerId, UUID patientId);

    /**
     * Whose record a path is about that names no patient.
     *
     * @param parameter a parameter of the path, such as {@code sessionId}
     * @return null where there is no such thing, or it is nobody's
     */
    default @Nullable UUID patientOf(String parameter, UUID id) {
        return null;
    }
}
