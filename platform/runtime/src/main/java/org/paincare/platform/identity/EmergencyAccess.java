package org.paincare.platform.identity;

import java.util.UUID;

/**
 * Says whether somebody has opened emergency access (break-glass) to a patient's record. Given by the service that keeps
 * it; where none does, nothing is ever open. Asked on the request's thread with its clinic set, before the endpoint runs.
 */
public interface EmergencyAccess {

    /** Whether it is open now. */
    boolean isOpen(UUID callerId, UUID patientId);
}
