package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.paincare.platform.identity.CurrentCaller;
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
    private final CurrentCaller caller;

    Standing(DayFacts facts, PatientService patients, CurrentClinic clinic, CurrentCaller caller) {
        this.facts = facts;
        this.patients = patients;
        this.clinic = clinic;
        this.caller = caller;
    }

    /**
     * What patient-service says now, or that it did not answer within 2 s.
     *
     * @throws Problem NOT_FOUND, DAY_FACTS_REFUSED
     */
    public Reply ask(UUID sessionId) {
        var asked = facts.of(sessionId);
        return patients.mayBeTreated(new PatientService.Ask(
                clinic.get(),
                asked.patientId(),
                sessionId,
                asked.setting(),
                asked.facts(),
                new PatientService.Recorder(
                        caller.get().id(), caller.get().displayName())));
    }
}
