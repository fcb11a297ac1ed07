package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** What the others ask at the point of use, and the death that stops everything. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class StandingTest {

    private static final String MISTAKEN = "Entered for the wrong person of the same name";

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aServiceLearnsAllItNeedsInOneAnswer() {
        var patient = Woman.withOveruse();
        var before = Woman.now();
        Woman.evaluate(patient);
        Bogota.as("coordinator").post("/v1/patients/" + patient + "/enrolments").expect(201);

        var standing = Bogota.service()
                .as(Tokens.service("session-service"))
                .with("X-Clinic-Id", DemoClinic.BOGOTA.id().toString())
                .get("/internal/patients/" + patient + "/standing")
                .expect(200)
                .json();

        assertThat(standing.get("aliases").get(0).asText()).isEqualTo(patient.toString());
        assertThat(standing.get("stopFacts")).isEmpty();
        assertThat(standing.get("enrolment").get("state").asText()).isEqualTo("REFERRED");
        var decision = standing.get("eligibility").get(0);
        assertThat(decision.get("scope").asText()).isEqualTo("P");
        assertThat(decision.get("decision").asText()).isEqualTo("REVIEW");
        assertThat(decision.get("holds").asBoolean()).isTrue();
        assertThat(decision.get("ageSeconds").asLong())
                .isBetween(0L, Duration.between(before, Woman.now()).toSeconds());
        assertThat(decision.get("blockingRules").get(0).get("ruleId").asText()).isEqualTo("E40");
        assertThat(purpose(standing, "TREATMENT").get("permitted").asBoolean()).isTrue();
        assertThat(purpose(standing, "RESEARCH").get("permitted").asBoolean()).isFalse();
        assertThat(standing.get("weight").get("kg").asInt()).isEqualTo(64);
        assertThat(standing.get("weight").get("ageDays").asLong()).isZero();
    }

    @Test
    void aCoordinatorSeesTheDecisionAndNotWhy() {
        var patient = Woman.withOveruse();
        Woman.evaluate(patient);

        var standing = Bogota.as("coordinator")
                .get("/v1/patients/" + patient + "/standing")
                .expect(200)
                .json();

        assertThat(standing.get("eligibility").get(0).get("decision").asText()).isEqualTo("REVIEW");
        assertThat(standing.get("eligibility").get(0).has("blockingRules")).isFalse();
        assertThat(standing.has("weight")).isFalse();
        Bogota.as("clinic-admin").get("/v1/patients/" + patient + "/standing").refused(403, "FORBIDDEN");
        Bogota.as("nurse").get("/internal/patients/" + patient + "/standing").refused(404, "NOT_FOUND");
    }

    @Test
    void aDeathStopsEverythingAndIsTold() {
        var patient = Woman.complete();
        Woman.evaluate(patient);
        var enrolment = Bogota.as("coordinator")
                .post("/v1/patients/" + patient + "/enrolments")
                .expect(201)
                .id();
        var path = "/v1/patients/" + patient;

        var died = Map.of("diedOn", Woman.today().toString());
        Bogota.as("prescriber").post(path + "/death", died).expect(200);
        Bogota.as("prescriber").post(path + "/death", died).expect(200);

        var standing = Bogota.as("nurse").get(path + "/standing").expect(200).json();
        assertThat(standing.get("stopFacts").toString()).isEqualTo("[\"DECEASED\"]");
        assertThat(Bogota.as("nurse")
                        .get("/v1/enrolments/" + enrolment)
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("DECEASED");
        assertThat(Told.by(patient, "PatientDied")).hasSize(1);
        assertThat(Told.by(patient, "EnrolmentChanged").getLast().get("to").asText())
                .isEqualTo("DECEASED");
        Bogota.as("nurse")
                .post(path + "/eligibility-evaluations", Map.of("scope", "P"))
                .refused(409, "PATIENT_DECEASED");
        Bogota.as("nurse").post(path + "/consents", Woman.consent("RESEARCH")).refused(409, "PATIENT_DECEASED");
        Bogota.as("coordinator").post(path + "/enrolments").refused(409, "PATIENT_DECEASED");
        Bogota.as("prescriber")
                .post(
                        path + "/death",
                        Map.of("diedOn", Woman.today().minusDays(1).toString()))
                .refused(409, "DEATH_RECORDED_OTHERWISE");
    }

    @Test
    void aDeathRecordedByMistakeIsTakenBackByTwoPeopleWithTheirReason() {
        var patient = Woman.complete();
        Woman.evaluate(patient);
        var enrolment = Referral.refer(patient).id();
        var path = "/v1/patients/" + patient;
        correct(patient, "prescriber", UUID.randomUUID().toString()).refused(409, "DEATH_NOT_RECORDED");
        var died = Map.of("diedOn", Woman.today().minusDays(1).toString());
        Bogota.as("coordinator").post(path + "/death", died).expect(200);

        correct(patient, "prescriber", signedCorrection(patient, "prescriber")).refused(409, "SECOND_PERSON_REQUIRED");
        correct(patient, "prescriber", signedCorrection(patient, "prescriber"), signedCorrection(patient, "prescriber"))
                .refused(409, "SECOND_PERSON_REQUIRED");
        correct(patient, "prescriber", signedCorrection(patient, "prescriber"), signedCorrection(patient, "nurse"))
                .refused(422, "SIGNER_NOT_ALLOWED");
        correct(patient, "nurse", signedCorrection(patient, "prescriber")).refused(403, "FORBIDDEN");
        Bogota.inCartagena("prescriber")
                .post(path + "/death-correction-previews", Map.of("reason", MISTAKEN))
                .refused(404, "NOT_FOUND");
        assertThat(stopFacts(patient)).isEqualTo("[\"DECEASED\"]");

        var taken = correct(
                        patient,
                        "prescriber",
                        signedCorrection(patient, "prescriber"),
                        signedCorrection(patient, "head-nurse"))
                .expect(201)
                .json();

        assertThat(taken.get("signatures")).hasSize(2);
        assertThat(stopFacts(patient)).isEqualTo("[]");
        var entry = Referral.read(enrolment).json();
        assertThat(entry.get("state").asText()).isEqualTo("REFERRED");
        assertThat(entry.get("moves").findValuesAsText("to")).containsExactly("REFERRED", "DECEASED", "REFERRED");
        assertThat(Told.by(patient, "PatientDeathCorrected")).hasSize(1);
        assertThat(Told.by(patient, "EnrolmentChanged").getLast().get("reason").asText())
                .isEqualTo("DEATH_CORRECTED");
        assertThat(Bogota.as("nurse").get(path + "/versions").expect(200).json().findValuesAsText("diedOn"))
                .as("what was said is kept")
                .containsExactly(died.get("diedOn"));
        assertThat(Bogota.as("medical-director")
                        .get(path + "/death-corrections")
                        .expect(200)
                        .json()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo(MISTAKEN);
        Bogota.inCartagena("nurse").get(path + "/death-corrections").refused(404, "NOT_FOUND");
        Bogota.as("nurse")
                .post(path + "/eligibility-evaluations", Map.of("scope", "P"))
                .expect(201);

        Bogota.as("coordinator").post(path + "/death", died).expect(200);
        correct(patient, "coordinator", signedCorrection(patient, "medical-director"))
                .expect(201);
        assertThat(stopFacts(patient)).isEqualTo("[]");
    }

    @Test
    void aCorrectionWithoutAReasonOrWithSomethingElseIsRefused() {
        var path = "/v1/patients/" + Woman.registered() + "/death-corrections";
        var id = UUID.randomUUID();
        for (var body : new String[] {
            "{}",
            "{\"reason\":\"too short\",\"signatureIds\":[\"" + id + "\"]}",
            "{\"reason\":\"a line\\nand another\",\"signatureIds\":[\"" + id + "\"]}",
            "{\"reason\":\"" + MISTAKEN + "\",\"signatureIds\":[]}",
            "{\"reason\":\"" + MISTAKEN + "\",\"signatureIds\":[null]}",
            "{\"reason\":\"" + MISTAKEN + "\",\"signatureIds\":null}"
        }) {
            Bogota.as("prescriber").post(path, body).refused(400, "VALIDATION_FAILED");
        }
    }

    @Test
    void aDeathTomorrowOrBeforeBirthIsRefused() {
        var path = "/v1/patients/" + Woman.registered() + "/death";

        Bogota.as("prescriber")
                .post(path, Map.of("diedOn", Woman.today().plusDays(1).toString()))
                .refused(422, "IMPLAUSIBLE_DEATH");
        Bogota.as("prescriber").post(path, Map.of("diedOn", "1984-05-31")).refused(422, "IMPLAUSIBLE_DEATH");
        Bogota.as("nurse")
                .post(path, Map.of("diedOn", Woman.today().toString()))
                .refused(403, "FORBIDDEN");
    }

    @Test
    void whoWithdrewIsNotTreated() {
        var patient = Woman.registered();
        var enrolment = Bogota.as("coordinator")
                .post("/v1/patients/" + patient + "/enrolments")
                .expect(201)
                .id();

        Bogota.as("coordinator")
                .post("/v1/enrolments/" + enrolment + "/withdrawal")
                .expect(200);

        assertThat(Bogota.as("nurse")
                        .get("/v1/patients/" + patient + "/standing")
                        .json()
                        .get("stopFacts")
                        .toString())
                .isEqualTo("[\"WITHDRAWN\"]");
    }

    /** Every place of this service that names a patient, asked by somebody of the other clinic. */
    @Test
    void anotherClinicsNurseFindsNothingAnywhere() {
        var patient = Woman.withOveruse();
        var evaluation = Woman.evaluate(patient).id();
        var override = Woman.say(patient, "/overrides", Woman.override(patient, "E40", "prescriber"))
                .id();
        var enrolment = Bogota.as("coordinator")
                .post("/v1/patients/" + patient + "/enrolments")
                .expect(201)
                .id();
        var fact = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/facts?limit=1")
                .json()
                .findValuesAsText("id")
                .getFirst();
        var consent = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/consents")
                .json()
                .findValuesAsText("id")
                .getFirst();
        var nurse = Bogota.inCartagena("nurse");
        var prescriber = Bogota.inCartagena("prescriber");
        var at = "/v1/patients/" + patient;

        for (var path : new String[] {
            at + "/facts",
            at + "/facts?current=true",
            at + "/facts/" + fact,
            at + "/headache-history",
            at + "/headache-history/versions",
            at + "/prior-treatments",
            at + "/consents",
            at + "/consents/missing",
            at + "/consents/" + consent,
            at + "/eligibility-evaluations",
            at + "/eligibility-evaluations/" + evaluation,
            at + "/eligibility-evaluations/" + evaluation + "/snapshot",
            at + "/eligibility-evaluations/comparison?before=" + evaluation + "&after=" + evaluation,
            at + "/overrides",
            at + "/overrides/" + override,
            at + "/deferrals",
            at + "/clearances",
            at + "/enrolments",
            at + "/standing",
            "/v1/enrolments/" + enrolment
        }) {
            nurse.get(path).refused(404, "NOT_FOUND");
        }
        nurse.post(at + "/facts", Woman.fact("PREGNANT", "ABSENT")).refused(404, "NOT_FOUND");
        nurse.put(at + "/headache-history", Woman.historyContent(false)).refused(404, "NOT_FOUND");
        nurse.post(at + "/prior-treatments", Woman.oral("TCA", "x", 9, "UNKNOWN"))
                .refused(404, "NOT_FOUND");
        nurse.post(at + "/consents", Woman.consent("RESEARCH")).refused(404, "NOT_FOUND");
        nurse.post(at + "/consents/" + consent + "/withdrawal").refused(404, "NOT_FOUND");
        nurse.post(at + "/eligibility-evaluations", Map.of("scope", "P")).refused(404, "NOT_FOUND");
        nurse.post(at + "/waiver-previews", Woman.preview("OVERRIDE", "E40", Woman.WITHDRAWAL_PLAN))
                .refused(404, "NOT_FOUND");
        prescriber
                .post(
                        at + "/overrides",
                        Map.of(
                                "ruleId",
                                "E40",
                                "reason",
                                Woman.WITHDRAWAL_PLAN,
                                "expiresOn",
                                Woman.today().toString(),
                                "signatureId",
                                UUID.randomUUID()))
                .refused(404, "NOT_FOUND");
        prescriber
                .with("If-Match", "\"v0\"")
                .post(at + "/overrides/" + override + "/revocation")
                .refused(404, "NOT_FOUND");
        prescriber.post(at + "/enrolments").refused(404, "NOT_FOUND");
        prescriber
                .with("If-Match", "\"v0\"")
                .post("/v1/enrolments/" + enrolment + "/screening")
                .refused(404, "NOT_FOUND");
        prescriber
                .post(at + "/death", Map.of("diedOn", Woman.today().toString()))
                .refused(404, "NOT_FOUND");
    }

    private static String stopFacts(UUID patient) {
        return Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/standing")
                .expect(200)
                .json()
                .get("stopFacts")
                .toString();
    }

    private static Answer correct(UUID patient, String user, String... signatures) {
        return Bogota.as(user)
                .post(
                        "/v1/patients/" + patient + "/death-corrections",
                        Map.of("reason", MISTAKEN, "signatureIds", signatures));
    }

    private static String signedCorrection(UUID patient, String signer) {
        var toSign = Bogota.as("prescriber")
                .post("/v1/patients/" + patient + "/death-correction-previews", Map.of("reason", MISTAKEN))
                .expect(200)
                .json();
        return Woman.signature(
                toSign.get("resource").asText(),
                toSign.get("contentHash").asText(),
                toSign.get("meaning").asText(),
                signer);
    }

    private static JsonNode purpose(JsonNode standing, String purpose) {
        for (var permission : standing.get("consents")) {
            if (permission.get("purpose").asText().equals(purpose)) {
                return permission;
            }
        }
        throw new AssertionError(purpose);
    }
}
