package org.paincare.platform.identity;

import java.util.UUID;

/**
 * Says whether a patient agreed that partners read their record (the matrix' CONSENTED). Given by a service that knows
 * consents; where none does, nothing is shared. Asked at every reading, on the request's thread with its clinic set, before
 * the endpoint runs: what was withdrawn is closed at once.
 */
public interface SharingConsent {

    /** Whether a consent to share stands now, under any id of the person. */
    boolean stands(UUID patientId);
}
