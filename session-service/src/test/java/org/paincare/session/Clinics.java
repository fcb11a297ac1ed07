package org.paincare.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** The two demo clinics as this service knows them from events, and their people as its callers. */
public final class Clinics {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Clinics() {}

    public static Api as(String user) {
        return Api.at("http://localhost:" + RestAssured.port).as(Tokens.of(user));
    }

    /** With an idempotency key of its own. */
    public static Api once(String user) {
        return as(user).with("Idempotency-Key", UUID.randomUUID().toString());
    }

    public static Api inCartagena(String user) {
        return Api.at("http://localhost:" + RestAssured.port)
                .as(Tokens.of(user, "cartagena"))
                .with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Both clinics are known here; harmless when they are. */
    public static void open(Inbox inbox) {
        configured(inbox, DemoClinic.BOGOTA);
        configured(inbox, DemoClinic.CARTAGENA);
    }

    private static void configured(Inbox inbox, DemoClinic clinic) {
        var example = "/contracts/patient/examples/ClinicConfigured.v1." + clinic.slug() + ".json";
        try (var file = Clinics.class.getResourceAsStream(example)) {
            var data = JSON.readTree(file).get("data");
            tell(inbox, "patient", "ClinicConfigured", clinic.id(), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody of Bogotá whom this service was told of. */
    public static UUID patient(Inbox inbox) {
        var patient = UUID.randomUUID();
        tell(
                inbox,
                "patient",
                "PatientRegistered",
                patient,
                JSON.valueToTree(Map.of("patientId", patient, "birthDate", "1985-03-02", "sexAtBirth", "FEMALE")));
        return patient;
    }

    /** The first event of a stream, told by another service. */
    public static Inbox.Outcome tell(Inbox inbox, String service, String name, UUID stream, JsonNode data) {
        var event = new IncomingEvent(
                UUID.randomUUID(),
                "/paincare/" + service,
                "org.paincare." + service + "." + name + ".v1",
                stream.equals(DemoClinic.CARTAGENA.id()) ? stream : DemoClinic.BOGOTA.id(),
                stream,
                1,
                Instant.now(),
                null,
                data.toString());
        return Tenancy.apartFromTheRequest(() -> inbox.take(event));
    }

    /** Asked for by one person, given by another (or the same) on their own sign-in. */
    public static UUID signature(String asker, String signer, String resource, String hash, String meaning) {
        var challenge = as(asker)
                .post("/v1/signature-challenges", Map.of("resource", resource, "hash", hash, "meaning", meaning))
                .expect(201)
                .id();
        return as(signer)
                .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                .expect(200)
                .id();
    }
}
