package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Breaking the glass: a reason, 30 minutes, reading alone, told at once. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class EmergencyAccessTest {

    private static final String COLLAPSED = "Collapsed at the front desk, no clinician in the house";

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @AfterEach
    void itIsNoonAgain() {
        later(Duration.ZERO);
    }

    @Test
    void withAReasonTheCoordinatorReadsThisRecordAndNoOtherAndWritesNothing() {
        var patient = Woman.registered();
        var another = Woman.registered();
        var facts = "/v1/patients/" + patient + "/facts";
        Bogota.as("coordinator").get(facts).refused(403, "FORBIDDEN");

        open("coordinator", patient, COLLAPSED).expect(201);

        for (var list : new String[] {"facts", "allergies", "medications", "prior-treatments", "overrides"}) {
            Bogota.as("coordinator").get("/v1/patients/" + patient + "/" + list).expect(200);
        }
        Bogota.as("coordinator")
                .post(facts, Woman.number("WEIGHT_KG", 64, "kg"))
                .refused(403, "FORBIDDEN");
        Bogota.as("coordinator").get("/v1/patients/" + another + "/facts").refused(403, "FORBIDDEN");
        Bogota.as("clinic-admin").get(facts).refused(403, "FORBIDDEN");
        Bogota.inCartagena("coordinator").get(facts).refused(403, "FORBIDDEN");
    }

    @Test
    void itEndsAfterThirtyMinutes() {
        var patient = Woman.registered();
        var access = open("pharmacist", patient, COLLAPSED).expect(201).json();
        assertThat(Duration.between(at(access, "openedAt"), at(access, "expiresAt")))
                .isEqualTo(Duration.ofMinutes(30));

        later(Duration.ofMinutes(29));
        Bogota.as("pharmacist").get("/v1/patients/" + patient + "/overrides").expect(200);
        later(Duration.ofMinutes(31));
        Bogota.as("pharmacist").get("/v1/patients/" + patient + "/overrides").refused(403, "FORBIDDEN");
    }

    @Test
    void itIsToldAtOnceAndReadByThePatientAndTheMedicalDirectorWithItsReason() {
        var patient = Woman.registered();
        var access = open("coordinator", patient, COLLAPSED).expect(201);
        Bogota.as("coordinator").get("/v1/patients/" + patient + "/facts").expect(200);

        var told = Told.by(patient, "EmergencyAccessOpened");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().get("accessId").asText())
                .isEqualTo(access.id().toString());
        assertThat(told.getFirst().toString()).doesNotContain("Collapsed");
        var self = Bogota.service().as(Tokens.patient("bogota", patient));
        assertThat(self.get("/v1/patients/" + patient + "/emergency-accesses")
                        .expect(200)
                        .json()
                        .get("items")
                        .get(0)
                        .get("reason")
                        .asText())
                .isEqualTo(COLLAPSED);
        assertThat(self.get("/v1/patients/" + patient + "/access-log")
                        .expect(200)
                        .json()
                        .findValuesAsText("action"))
                .contains("EMERGENCY_ACCESS_OPENED", "FACTS_READ");
        var ofClinic = Bogota.as("medical-director")
                .get("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/emergency-accesses?limit=100")
                .expect(200);
        assertThat(ofClinic.json().findValuesAsText("id")).contains(access.id().toString());
        Bogota.inCartagena("medical-director")
                .get("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/emergency-accesses")
                .refused(404, "NOT_FOUND");
        Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/emergency-accesses")
                .refused(403, "FORBIDDEN");
    }

    @Test
    void noReasonNoAccess() {
        var patient = Woman.registered();

        open("coordinator", patient, "help").refused(400, "VALIDATION_FAILED");
        open("coordinator", patient, "help               ").refused(422, "EMERGENCY_ACCESS_REFUSED");
        open("coordinator", patient, "x".repeat(10_000)).refused(400, "VALIDATION_FAILED");
        open("coordinator", UUID.randomUUID(), COLLAPSED).refused(404, "NOT_FOUND");
        open("auditor", patient, COLLAPSED).refused(403, "FORBIDDEN");
        open("clinic-admin", patient, COLLAPSED).refused(403, "FORBIDDEN");
        Bogota.inCartagena("nurse")
                .post("/v1/patients/" + patient + "/emergency-accesses", Map.of("reason", COLLAPSED))
                .refused(404, "NOT_FOUND");

        Bogota.as("coordinator").get("/v1/patients/" + patient + "/facts").refused(403, "FORBIDDEN");
    }

    private static Answer open(String user, UUID patient, String reason) {
        return Bogota.as(user).post("/v1/patients/" + patient + "/emergency-accesses", Map.of("reason", reason));
    }

    private static void later(Duration by) {
        Bogota.service()
                .as(Tokens.service("session-service"))
                .with("X-Clinic-Id", DemoClinic.BOGOTA.id().toString())
                .put(
                        "/internal/demo/clock",
                        Map.of("offsetSeconds", Bogota.TO_NOON.plus(by).toSeconds()))
                .expect(200);
    }

    private static Instant at(JsonNode access, String field) {
        return Instant.parse(access.get(field).asText());
    }
}
