package org.paincare.patient.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.testing.contract.ConsumerContract;

/** Whatever the other services may send within their contracts is read. */
class ConsumersTest {

    @Test
    void plans() {
        reads("org.paincare.session.PlanActivated.v1", SessionEvents.Plan.class);
        reads("org.paincare.session.PlanRevised.v1", SessionEvents.Plan.class);
        reads("org.paincare.session.PlanEnded.v1", SessionEvents.Ended.class);
    }

    @Test
    void sessions() {
        reads("org.paincare.session.SessionBooked.v1", SessionEvents.Booked.class);
        reads("org.paincare.session.SessionStarted.v1", SessionEvents.Started.class);
    }

    @Test
    void outcomes() {
        reads("org.paincare.outcome.CourseChanged.v1", OutcomeEvents.Course.class);
        reads("org.paincare.outcome.ProgrammeReviewRecorded.v1", OutcomeEvents.Review.class);
    }

    private static <T> void reads(String type, Class<T> reader) {
        ConsumerContract.assertReads(type, data -> read(data, reader));
    }

    private static <T> T read(JsonNode data, Class<T> reader) {
        var told = new IncomingEvent(
                        UUID.randomUUID(),
                        "-",
                        "-",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        1,
                        Instant.EPOCH,
                        null,
                        data.toString())
                .dataAs(reader);
        // Deciding on it must bear unknown values too.
        switch (told) {
            case SessionEvents.Plan plan -> plan.trigger();
            case SessionEvents.Ended ended -> ended.trigger();
            case OutcomeEvents.Review review -> review.trigger();
            default -> {}
        }
        return told;
    }
}
