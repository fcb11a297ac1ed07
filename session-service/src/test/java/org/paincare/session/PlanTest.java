package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.local.DemoClinic;

/** A plan from its draft to its end. */
@QuarkusTest
class PlanTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void disabledProtocolsAreListedWithTheReasonAndRefused() {
        var protocols =
                Ward.as("prescriber").get("/v1/protocols").expect(200).json().get("items");
        assertThat(protocols.findValuesAsText("disabledReason")).isNotEmpty();
        var asked = Map.of("protocolId", "INP-POM", "dosingWeightKg", "64");
        Ward.as("prescriber")
                .post("/v1/patients/" + ward.patient() + "/plans", asked)
                .refused(422, "PROTOCOL_DISABLED");
        Ward.as("prescriber")
                .post(
                        "/v1/patients/" + ward.patient() + "/plans",
                        Map.of("protocolId", "NO-SUCH", "dosingWeightKg", "64"))
                .refused(422, "PROTOCOL_UNKNOWN");
    }

    @Test
    void aDisabledProtocolTakesAPolicyOfTheClinicAndThePatientsConsents() {
        var patient = events.patient(DemoClinic.CARTAGENA);
        var path = "/v1/patients/" + patient + "/plans";
        var asked = Map.of("protocolId", "INP-LAU", "dosingWeightKg", "64");
        var prescriber = Ward.inCartagena("prescriber");
        assertThat(prescriber
                        .post(path, asked)
                        .refused(422, "PROTOCOL_DISABLED")
                        .json()
                        .has("missingConsents"))
                .isFalse();
        events.reconfigured(DemoClinic.CARTAGENA, "America/Bogota", "ENABLED_PROTOCOLS=INP-LAU,ED-ACUTE");
        try {
            var missing = prescriber
                    .post(path, asked)
                    .refused(422, "PROTOCOL_DISABLED")
                    .json();
            assertThat(missing.get("missingConsents").toString())
                    .isEqualTo("[\"SEDATION_RISK\",\"TREATMENT_OFF_LABEL\"]");
            events.consented(DemoClinic.CARTAGENA, patient, "SEDATION_RISK");
            events.consented(DemoClinic.CARTAGENA, patient, "TREATMENT_OFF_LABEL");
            prescriber.post(path, asked).expect(201);
            prescriber
                    .post(path, Map.of("protocolId", "ED-ACUTE", "dosingWeightKg", "64"))
                    .refused(422, "PROTOCOL_DISABLED");
            assertThat(prescriber
                            .get("/v1/protocols/INP-LAU")
                            .expect(200)
                            .json()
                            .get("enabled")
                            .asBoolean())
                    .isTrue();
        } finally {
            events.reconfigured(DemoClinic.CARTAGENA, "America/Bogota");
        }
        prescriber.post(path, asked).refused(422, "PROTOCOL_DISABLED");
        assertThat(Ward.as("prescriber")
                        .get("/v1/protocols/INP-LAU")
                        .expect(200)
                        .json()
                        .get("enabled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void homeSpraysArePlannedByTheUseAndTheDayAndStayUnderTheirLimits() {
        var patient = events.patient(DemoClinic.CARTAGENA);
        var path = "/v1/patients/" + patient + "/plans";
        var prescriber = Ward.inCartagena("prescriber");
        var asked = new LinkedHashMap<String, Object>(Map.of("protocolId", "IN-YUA", "dosingWeightKg", "64"));
        prescriber.post(path, asked).refused(422, "PROTOCOL_DISABLED");
        events.reconfigured(DemoClinic.CARTAGENA, "America/Bogota", "ENABLED_PROTOCOLS=IN-YUA");
        try {
            for (var consent : new String[] {"SEDATION_RISK", "TREATMENT_OFF_LABEL"}) {
                events.consented(DemoClinic.CARTAGENA, patient, consent);
            }
            prescriber.post(path, asked).refused(422, "PROTOCOL_DISABLED");
            events.consented(DemoClinic.CARTAGENA, patient, "CONTROLLED_SUBSTANCE_AGREEMENT");
            for (var wrong : java.util.List.of(
                    Map.of("spraysPerUse", 5),
                    Map.of("minimumIntervalMinutes", 10),
                    Map.of("spraysPerDay", 1),
                    Map.of("spraysPerWeek", 10))) {
                asked.put("sprays", wrong);
                prescriber.post(path, asked).refused(422, "PLAN_INCONSISTENT");
            }
            asked.put("sprays", Map.of("spraysPerDay", "many"));
            prescriber.post(path, asked).refused(400, "MALFORMED_BODY");
            asked.put("sprays", Map.of());
            asked.put("startRateMgPerKgPerHour", "0.1");
            prescriber.post(path, asked).refused(422, "PLAN_INCONSISTENT");
            asked.remove("startRateMgPerKgPerHour");
            asked.put("sprays", Map.of("spraysPerUse", 2, "spraysPerDay", 8, "spraysPerWeek", 24));

            var draft = prescriber.post(path, asked).expect(201).json().get("draft");

            assertThat(draft.get("route").asText()).isEqualTo("INTRANASAL");
            assertThat(draft.has("startRateMgPerKgPerHour")).isFalse();
            assertThat(draft.at("/sprays/sprayMg").asText()).isEqualTo("10");
            assertThat(draft.at("/sprays/spraysPerDay").asInt()).isEqualTo(8);
            assertThat(draft.at("/sprays/minimumIntervalMinutes").asInt()).isEqualTo(15);
            assertThat(draft.get("doseMgPerKg").asText()).isEqualTo("0.3125");
            assertThat(draft.get("concentrationMgPerMl").asText()).isEqualTo("100");
            var another = events.patient(DemoClinic.CARTAGENA);
            for (var consent :
                    new String[] {"SEDATION_RISK", "TREATMENT_OFF_LABEL", "CONTROLLED_SUBSTANCE_AGREEMENT"}) {
                events.consented(DemoClinic.CARTAGENA, another, consent);
            }
            asked.put("sprays", Map.of("spraysPerDay", 21, "spraysPerWeek", 41));
            var over = prescriber.post("/v1/patients/" + another + "/plans", asked);
            assertThat(over.json().toString()).contains("SPRAYS_PER_DAY_ABOVE_LIMIT", "SPRAYS_PER_WEEK_ABOVE_LIMIT");
        } finally {
            events.reconfigured(DemoClinic.CARTAGENA, "America/Bogota");
        }
    }

    @Test
    void theDraftTakesItsFiguresFromTheProtocolAndIsSignedByAPrescriber() {
        var patient = ward.patient();
        var draft = ward.draftPlan(patient).json().get("draft");
        assertThat(draft.get("doseMgPerKg").asText()).isEqualTo("0.5");
        assertThat(draft.get("startRateMgPerKgPerHour").asText()).isEqualTo("0.25");
        assertThat(draft.get("sessionsPlanned").asInt()).isEqualTo(6);

        ward.activePlan(patient);

        var activated = events.told(patient, "PlanActivated").getFirst();
        assertThat(activated.get("doseMgPerKg").asText()).isEqualTo("0.5");
        assertThat(activated.get("durationMinutes").asInt()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plans", "sessions", "access-log"})
    void whoIsNotOfThisClinicHasNoLists(String list) {
        var patient = ward.patient();
        ward.activePlan(patient);
        var reader = "medical-director";
        Ward.as(reader).get("/v1/patients/" + patient + "/" + list).expect(200);

        Ward.as(reader).get("/v1/patients/" + UUID.randomUUID() + "/" + list).refused(404, "NOT_FOUND");
        Ward.inCartagena(reader).get("/v1/patients/" + patient + "/" + list).refused(404, "NOT_FOUND");
    }

    @Test
    void aReductionIsASignedRevision() {
        var patient = ward.patient();
        var id = ward.activePlan(patient);
        var plan = Ward.as("prescriber").get("/v1/plans/" + id).expect(200);
        var window = UUID.randomUUID();
        var revised = Ward.as("prescriber")
                .with("If-Match", plan.etag())
                .post(
                        "/v1/plans/" + id + "/revisions",
                        Map.of(
                                "changes",
                                Map.of("doseMgPerKg", "0.375"),
                                "reason",
                                "ADVERSE_EVENT",
                                "explanation",
                                "Nausea grade 2: a quarter less.",
                                "basedOn",
                                Map.of("outcomeIds", List.of(window))))
                .expect(201);
        assertThat(revised.json().at("/draft/basedOn/outcomeIds/0").asText()).isEqualTo(window.toString());
        var draft = revised.json().get("draft");
        assertThat(draft.get("startRateMgPerKgPerHour").asText()).isEqualTo("0.1875");
        assertThat(revised.json().get("revision").asInt()).isEqualTo(1);

        Ward.as("prescriber")
                .with("If-Match", revised.etag())
                .post(
                        "/v1/plans/" + id + "/signatures",
                        Map.of(
                                "signatureIds",
                                Ward.signed(
                                        "/v1/plans/" + id,
                                        draft.get("contentHash").asText(),
                                        "prescriber",
                                        "PRESCRIBES")))
                .expect(200);

        var told = events.told(patient, "PlanRevised").getFirst();
        assertThat(told.get("revision").asInt()).isEqualTo(2);
        assertThat(told.get("doseMgPerKg").asText()).isEqualTo("0.375");
    }

    @Test
    void aPlanOnHoldTakesNoBookingAndAnEndedOneNothing() {
        var patient = ward.patient();
        var id = ward.activePlan(patient);
        assertThat(step(id, "hold", "SAFETY_ALERT").get("state").asText()).isEqualTo("ON_HOLD");
        var chair = ward.chair();
        Ward.once("coordinator")
                .post(
                        "/v1/bookings",
                        ward.booking(patient, id, chair, clinic.now().plusSeconds(864_000)))
                .refused(409, "PLAN_NOT_ACTIVE");
        assertThat(step(id, "resume", "REVIEW").get("state").asText()).isEqualTo("ACTIVE");
        assertThat(step(id, "end", "PATIENT_WISH").get("state").asText()).isEqualTo("ENDED");
        assertThat(events.told(patient, "PlanRevised")).hasSize(2);
        assertThat(events.told(patient, "PlanEnded")
                        .getFirst()
                        .get("sessionsGiven")
                        .asInt())
                .isZero();
        var ended = Ward.as("prescriber").get("/v1/plans/" + id).expect(200);
        Ward.as("prescriber")
                .with("If-Match", ended.etag())
                .post("/v1/plans/" + id + "/hold", Map.of("reason", "REVIEW", "explanation", "again"))
                .refused(409, "PLAN_STATE");
    }

    @Test
    void figuresThatDoNotAgreeAndAnotherClinicsPatientAreRefused() {
        var asked = Map.of(
                "protocolId",
                "DEMO-OUT",
                "dosingWeightKg",
                "64",
                "doseMgPerKg",
                "0.5",
                "startRateMgPerKgPerHour",
                "0.3",
                "durationMinutes",
                120);
        Ward.as("prescriber")
                .post("/v1/patients/" + ward.patient() + "/plans", asked)
                .refused(422, "PLAN_INCONSISTENT");
        Ward.inCartagena("prescriber")
                .post(
                        "/v1/patients/" + ward.patient() + "/plans",
                        Map.of("protocolId", "DEMO-OUT", "dosingWeightKg", "64"))
                .refused(404, "NOT_FOUND");
    }

    private com.fasterxml.jackson.databind.JsonNode step(UUID id, String command, String reason) {
        var plan = Ward.as("prescriber").get("/v1/plans/" + id).expect(200);
        return Ward.as("prescriber")
                .with("If-Match", plan.etag())
                .post("/v1/plans/" + id + "/" + command, Map.of("reason", reason, "explanation", "as discussed"))
                .expect(200)
                .json();
    }
}
