package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.paincare.platform.due.DueHandler;

/** Moves an enrolment on that waited in its state for as long as it may. */
@ApplicationScoped
class Deadline implements DueHandler {

    static final String KIND = "ENROLMENT_DEADLINE";

    private final Enrolments enrolments;

    Deadline(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(UUID enrolmentId, Instant dueAt) {
        enrolments.aged(enrolmentId, dueAt);
    }
}
