package org.paincare.platform.task;

import java.util.UUID;

/** Whom tasks are about and who does them, as a service that raises tasks knows them. Asked inside a transaction. */
public interface TaskPeople {

    /** The staff id of an identity; the identity's own id for one that the registry does not have. */
    UUID staffIdOf(UUID subject);

    /** Whether somebody with this staff id works in the current clinic. */
    boolean works(UUID staffId);

    /**
     * The id that tasks about this patient go under.
     *
     * @throws org.paincare.platform.problem.Problem NOT_FOUND for another clinic's
     */
    UUID canonical(UUID patientId);

    /** Whether this is a session of that patient. */
    boolean hasSession(UUID patientId, UUID sessionId);
}
