package org.paincare.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.paincare.testing.http.Answer;

/** A referral and what is done about it, over HTTP. */
final class Referral {

    private Referral() {}

    static Answer refer(UUID patient) {
        return Bogota.as("coordinator")
                .post("/v1/patients/" + patient + "/enrolments")
                .expect(201);
    }

    static UUID screened(UUID patient) {
        var enrolment = refer(patient).id();
        command(enrolment, "screening").expect(200);
        return enrolment;
    }

    static Answer read(UUID enrolment) {
        return Bogota.as("prescriber").get("/v1/enrolments/" + enrolment).expect(200);
    }

    static Answer command(UUID enrolment, String noun) {
        return Bogota.as("prescriber")
                .with("If-Match", read(enrolment).etag())
                .post("/v1/enrolments/" + enrolment + "/" + noun);
    }

    static Answer decide(UUID enrolment, String outcome) {
        return Bogota.as("prescriber")
                .with("If-Match", read(enrolment).etag())
                .post("/v1/enrolments/" + enrolment + "/decision", Map.of("outcome", outcome));
    }

    static JsonNode command(JsonNode enrolment, String noun, String outcome) {
        for (var command : enrolment.get("allowedCommands")) {
            if (command.get("command").asText().equals(noun)
                    && command.path("outcome").asText().equals(outcome)) {
                return command;
            }
        }
        throw new AssertionError("no command " + noun + " " + outcome + " in " + enrolment);
    }
}
