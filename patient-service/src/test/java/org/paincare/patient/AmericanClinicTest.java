package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Api;

/** A clinic in Denver under the US pack: its identifiers, its rules, its consents, its altitude between both demo clinics. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class AmericanClinicTest {

    private UUID denver;

    @BeforeEach
    void aClinicInDenver() {
        Bogota.open();
        denver = Bogota.as("ops")
                .post(
                        "/v1/clinics",
                        Map.of(
                                "slug",
                                "denver-test",
                                "name",
                                "Denver Headache Clinic",
                                "jurisdiction",
                                "US",
                                "altitudeMetres",
                                1609))
                .id();
    }

    @Test
    void itsPackZoneAndAltitudeAreItsOwnAndItsLimitsLieBetweenSeaLevelAndBogota() {
        var clinic = as("nurse").get("/v1/clinics/" + denver).expect(200).json();

        assertThat(clinic.get("zone").asText()).isEqualTo("America/Denver");
        assertThat(clinic.get("languages").get(0).asText()).isEqualTo("en");
        assertThat(clinic.get("altitudeProfile").asText()).isEqualTo("METRES_1501_TO_2000");
        var told = Told.by(denver, "ClinicConfigured").getLast().get("altitudeProfile");
        assertThat(told.get("spo2AlertBelowPercent").asInt()).isEqualTo(92);
        var offered = as("nurse")
                .get("/v1/catalogue/altitude-profiles")
                .expect(200)
                .json()
                .get("items");
        assertThat(offered).hasSize(6);
        assertThat(offered.get(0).get("fromMetres").asInt()).isEqualTo(-430);
    }

    @Test
    void itsPatientsAreKnownByRecordNumberAndNeverByACedula() {
        var person = Bogota.somebody();
        as("coordinator").post("/v1/patients", person).refused(422, "UNKNOWN_IDENTIFIER_TYPE");
        var number = "MRN" + System.nanoTime();
        person.put("identifiers", List.of(Map.of("type", "MRN", "value", number)));

        var patient = as("coordinator").post("/v1/patients", person).expect(201);

        as("coordinator").post("/v1/patients", person).refused(409, "PATIENT_IDENTIFIER_TAKEN");
        assertThat(as("nurse")
                        .get("/v1/patients?identifier=" + number)
                        .expect(200)
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(patient.id().toString());
        Bogota.as("nurse").get("/v1/patients/" + patient.id()).refused(404, "NOT_FOUND");
    }

    @Test
    void itsRulesAskForThePrescriptionMonitoringQueryAndTheControlledSubstanceAgreement() {
        var person = Bogota.somebody();
        person.put("identifiers", List.of());
        var patient = as("coordinator").post("/v1/patients", person).expect(201).id();

        var evaluation = as("nurse")
                .post("/v1/patients/" + patient + "/eligibility-evaluations", Map.of("scope", "P"))
                .expect(201)
                .json();

        assertThat(evaluation.get("decision").asText()).isEqualTo("INCOMPLETE");
        assertThat(StreamSupport.stream(evaluation.get("rules").spliterator(), false)
                        .filter(rule -> rule.get("ruleId").asText().equals("E26"))
                        .map(rule -> rule.get("outcome").asText()))
                .containsExactly("MISSING");
        assertThat(evaluation.get("missingFacts").has("CONSENT:CONTROLLED_SUBSTANCE_AGREEMENT"))
                .isTrue();
        assertThat(evaluation.get("missingFacts").has("CONSENT:SENSITIVE_DATA_AUTHORISATION"))
                .isFalse();
    }

    private Api as(String role) {
        return Bogota.service()
                .as(Tokens.maker()
                        .changed(
                                Tokens.identity(role, "bogota"), claims -> claims.put("clinic_id", denver.toString())));
    }
}
