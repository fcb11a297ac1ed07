package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What other features need to know of an enrolment. */
@ApplicationScoped
public class ProgrammeState {

    private final Enrolments enrolments;

    ProgrammeState(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    /**
     * Where the patient is.
     *
     * @param withdrawn true where the patient has left the programme
     */
    public record Standing(UUID enrolmentId, String state, Instant since, boolean withdrawn) {}

    /** Empty where the patient was never referred. */
    @Transactional
    public Optional<Standing> of(UUID patientId) {
        return enrolments
                .ofPatient(patientId)
                .map(enrolment -> new Standing(
                        enrolment.id(),
                        String.valueOf(enrolment.state()),
                        enrolment.since(),
                        enrolment.state() == State.WITHDRAWN));
    }
}
