package org.paincare.platform.audit;

import java.util.UUID;

/** Whom this service has heard of; nobody else has an access log in it. */
public interface PatientRegister {

    /** True for a patient of the current clinic. Called inside a transaction. */
    boolean knows(UUID patientId);
}
