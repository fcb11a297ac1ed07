package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.standing.PatientService;
import org.paincare.session.standing.PatientService.Reply;

/**
 * Asks patient-service, with the facts of the day, before a session is made ready or started. Reads in one transaction,
 * asks in none, so that a slow answer holds no lock.
 */
@ApplicationScoped
public class Standing {

    private final DayFacts facts;
    private final PatientService patients;
    private final CurrentClinic clinic;

    Standing(DayFacts facts, PatientService patients, CurrentClinic clinic) {
        this.facts = facts;
        this.patients = patients;
        this.clinic = clinic;
    }

    /**
     * What patient-service says now, or that it did not answer within 2 s.
     *
     * @throws Problem NOT_FOUND
     */
    public Reply ask(UUID sessionId) {
        var asked = facts.of(sessionId);
        return patients.mayBeTreated(clinic.get(), asked.patientId(), sessionId, asked.facts());
    }
}
