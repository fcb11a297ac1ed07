package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.local.DemoClinic;

/** What session-service and outcome-service tell of a patient of Bogotá, through the real inbox. */
@Singleton
class Others {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Long> NUMBERS = new ConcurrentHashMap<>();

    private final Inbox inbox;

    Others(Inbox inbox) {
        this.inbox = inbox;
    }

    record Event(String source, String name, Map<String, Object> data) {}

    static Event booked(UUID patient, UUID session) {
        return new Event("session", "SessionBooked", Map.of("patientId", patient, "sessionId", session));
    }

    static Event planActivated(UUID patient, Instant at) {
        return new Event(
                "session",
                "PlanActivated",
                Map.of(
                        "patientId",
                        patient,
                        "planId",
                        Ids.next(),
                        "phase",
                        "INDUCTION",
                        "sessionsPlanned",
                        6,
                        "intervalDays",
                        7,
                        "occurredAt",
                        at.toString()));
    }

    static Event sessionStarted(UUID patient, Instant at) {
        return new Event(
                "session",
                "SessionStarted",
                Map.of("patientId", patient, "dosingWeightKg", "64", "occurredAt", at.toString()));
    }

    static Event sessionEnded(UUID patient, UUID session, Instant startedAt) {
        return new Event(
                "session",
                "SessionEnded",
                Map.of("patientId", patient, "sessionId", session, "startedAt", startedAt.toString()));
    }

    static Event planEnded(UUID patient, String reason, Instant at) {
        return new Event(
                "session",
                "PlanEnded",
                Map.of("patientId", patient, "planId", Ids.next(), "reason", reason, "occurredAt", at.toString()));
    }

    static Event course(UUID patient, String to, boolean maintenanceDue, Instant at) {
        return new Event(
                "outcome",
                "CourseChanged",
                Map.of("patientId", patient, "to", to, "maintenanceDue", maintenanceDue, "occurredAt", at.toString()));
    }

    static Event reviewed(UUID patient, String decision, Instant at) {
        return new Event(
                "outcome",
                "ProgrammeReviewRecorded",
                Map.of("patientId", patient, "decision", decision, "occurredAt", at.toString()));
    }

    /** Each in the order of its source's stream, as the consumer's thread takes them; each is sent twice. */
    void tell(UUID patient, Event... events) {
        for (var event : events) {
            var incoming = new IncomingEvent(
                    Ids.next(),
                    "/paincare/" + event.source(),
                    "org.paincare." + event.source() + "." + event.name() + ".v1",
                    DemoClinic.BOGOTA.id(),
                    patient,
                    NUMBERS.merge(event.source() + patient, 1L, Long::sum),
                    Instant.EPOCH,
                    null,
                    json(event.data()));
            assertThat(take(incoming)).isEqualTo(Inbox.Outcome.TAKEN);
            assertThat(take(incoming)).isEqualTo(Inbox.Outcome.REPEATED);
        }
    }

    /** A session of the patient that session-service told of. */
    UUID session(UUID patient) {
        var session = Ids.next();
        tell(patient, booked(patient, session));
        return session;
    }

    private Inbox.Outcome take(IncomingEvent event) {
        return Tenancy.apartFromTheRequest(() -> inbox.take(event));
    }

    private static String json(Object data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
