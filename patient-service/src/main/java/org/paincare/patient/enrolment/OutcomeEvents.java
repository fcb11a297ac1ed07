package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/** What outcome-service tells that moves an enrolment. */
final class OutcomeEvents {

    private OutcomeEvents() {}

    /** What is read of CourseChanged. */
    record Course(UUID patientId, String to, boolean maintenanceDue, Instant occurredAt) {}

    /** Responding with the series over leads to maintenance; a relapse or no response waits for a prescriber's decision. */
    @ApplicationScoped
    static class CourseChanged implements EventHandler {

        private final Enrolments enrolments;

        CourseChanged(Enrolments enrolments) {
            this.enrolments = enrolments;
        }

        @Override
        public String type() {
            return "org.paincare.outcome.CourseChanged.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var course = event.dataAs(Course.class);
            if (course.maintenanceDue()) {
                enrolments.heard(event.id(), course.patientId(), Trigger.MAINTENANCE_DUE, null, course.occurredAt());
            }
        }
    }

    /** What is read of ProgrammeReviewRecorded. */
    record Review(UUID patientId, String decision, Instant occurredAt) {

        /** To continue or widen changes the plan, not the enrolment. */
        Optional<Trigger> trigger() {
            return switch (decision) {
                case "PAUSE" -> Optional.of(Trigger.REVIEW_PAUSED);
                case "STOP" -> Optional.of(Trigger.REVIEW_STOPPED);
                case "REFER" -> Optional.of(Trigger.REVIEW_REFERRED);
                default -> Optional.empty();
            };
        }
    }

    @ApplicationScoped
    static class ProgrammeReviewRecorded implements EventHandler {

        private final Enrolments enrolments;

        ProgrammeReviewRecorded(Enrolments enrolments) {
            this.enrolments = enrolments;
        }

        @Override
        public String type() {
            return "org.paincare.outcome.ProgrammeReviewRecorded.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var review = event.dataAs(Review.class);
            review.trigger()
                    .ifPresent(trigger ->
                            enrolments.heard(event.id(), review.patientId(), trigger, null, review.occurredAt()));
        }
    }
}
