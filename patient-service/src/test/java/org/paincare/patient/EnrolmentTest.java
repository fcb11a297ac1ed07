package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;

/** From referral to the end and back, by commands. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class EnrolmentTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void theWomanOfTheJourneyIsEnrolledAfterTheSignedOverride() {
        var patient = Woman.withOveruse();
        var enrolment = Referral.screened(patient);
        Woman.evaluate(patient);

        var refused = Referral.decide(enrolment, "ELIGIBLE").refused(422, "NOT_ELIGIBLE");
        assertThat(refused.json().get("blockedBy").get(0).get("ruleId").asText())
                .isEqualTo("E40");
        assertThat(refused.json().get("blockedBy").get(0).get("waivableBy").asText())
                .isEqualTo("OVERRIDE");
        Woman.say(patient, "/overrides", Woman.override(patient, "E40", "prescriber"));
        Woman.evaluate(patient);
        var enrolled = Referral.decide(enrolment, "ELIGIBLE").expect(200).json();

        assertThat(enrolled.get("state").asText()).isEqualTo("ELIGIBLE");
        assertThat(enrolled.get("startedOn").asText()).isEqualTo(Woman.today().toString());
        var told = Told.by(patient, "EnrolmentChanged").getLast();
        assertThat(told.get("diagnosis").get("code").asText()).isEqualTo("G43.3");
        assertThat(told.get("secondaryDiagnoses").get(0).get("ichd3").asText()).isEqualTo("8.2");
        assertThat(told.get("primaryMeasure").asText()).isEqualTo("MIGRAINE_DAYS");
        assertThat(told.get("migraineDefinition").asText()).isEqualTo("STRICT_4H");
        assertThat(told.get("failedClasses")).hasSize(4);
        assertThat(told.get("startedOn").asText()).isEqualTo(Woman.today().toString());
    }

    @Test
    void nobodyIsEnrolledWhileSomethingIsMissing() {
        var patient = Woman.registered();
        var enrolment = Referral.screened(patient);

        var never = Referral.decide(enrolment, "ELIGIBLE").refused(422, "NOT_ELIGIBLE");
        assertThat(never.json().get("blockedBy").get(0).get("code").asText()).isEqualTo("NOT_EVALUATED");
        Woman.evaluate(patient);
        var incomplete = Referral.decide(enrolment, "ELIGIBLE").refused(422, "NOT_ELIGIBLE");

        assertThat(incomplete.json().get("blockedBy").findValuesAsText("code")).contains("RULE_MISSING");
        assertThat(Referral.read(enrolment).json().get("state").asText()).isEqualTo("SCREENING");
        assertThat(Referral.command(Referral.read(enrolment).json(), "decision", "ELIGIBLE")
                        .get("enabled")
                        .asBoolean())
                .isFalse();
        assertThat(Referral.command(Referral.read(enrolment).json(), "decision", "DECLINED")
                        .get("enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatTheStateDoesNotAllowIsRefusedWithWhatItDoes() {
        var enrolment = Referral.refer(Woman.registered()).id();

        var refused = Referral.command(enrolment, "pause").refused(409, "ENROLMENT_STATE");

        assertThat(refused.json().get("currentState").asText()).isEqualTo("REFERRED");
        assertThat(refused.json().get("allowedCommands").findValuesAsText("command"))
                .contains("screening", "withdrawal")
                .doesNotContain("pause", "resume");
    }

    @Test
    void whoDeclinedOrWithdrewIsReferredAnewOnTheSameEnrolment() {
        var patient = Woman.registered();
        var enrolment = Referral.screened(patient);
        Referral.decide(enrolment, "DECLINED").expect(200);

        Referral.command(enrolment, "re-referral").expect(200);
        Bogota.as("coordinator")
                .post("/v1/enrolments/" + enrolment + "/withdrawal")
                .expect(200);
        var again = Referral.command(enrolment, "re-referral").expect(200).json();

        assertThat(again.get("state").asText()).isEqualTo("REFERRED");
        assertThat(again.get("moves").findValuesAsText("to"))
                .containsExactly("REFERRED", "SCREENING", "DECLINED", "REFERRED", "WITHDRAWN", "REFERRED");
        assertThat(Told.by(patient, "EnrolmentChanged"))
                .extracting(e -> e.get("to").asText())
                .containsExactly("REFERRED", "SCREENING", "DECLINED", "REFERRED", "WITHDRAWN", "REFERRED");
    }

    @Test
    void aPatientIsReferredOnce() throws Exception {
        var patient = Woman.registered();

        var answers = RegistryTest.inParallel(
                8, () -> Bogota.as("coordinator").post("/v1/patients/" + patient + "/enrolments"));

        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        answers.stream().filter(a -> a.status() != 201).forEach(a -> a.refused(409, "ALREADY_REFERRED"));
    }

    @Test
    void aCommandNeedsTheTagOfWhatWasRead() {
        var enrolment = Referral.refer(Woman.registered());
        var path = "/v1/enrolments/" + enrolment.id() + "/screening";

        Bogota.as("coordinator").post(path).refused(428, "PRECONDITION_REQUIRED");
        Bogota.as("coordinator").with("If-Match", enrolment.etag()).post(path).expect(200);
        Bogota.as("coordinator").with("If-Match", enrolment.etag()).post(path).refused(412, "STALE");
        Bogota.as("nurse").with("If-Match", "\"v1\"").post(path).refused(403, "FORBIDDEN");
    }

    @Test
    void whoAdministersSeesWhereSomebodyIsAndNotWhy() {
        var patient = Woman.registered();
        var enrolment = Bogota.as("coordinator")
                .post("/v1/patients/" + patient + "/enrolments", Map.of("note", "Letter of Dr. X"))
                .expect(201)
                .id();
        Referral.command(enrolment, "screening").expect(200);
        Woman.evaluate(patient);

        var seen = Bogota.as("clinic-admin")
                .get("/v1/enrolments/" + enrolment)
                .expect(200)
                .json();

        assertThat(seen.get("moves").get(0).has("note")).isFalse();
        assertThat(Referral.command(seen, "decision", "ELIGIBLE")
                        .get("blockedBy")
                        .get(0)
                        .get("code")
                        .asText())
                .isEqualTo("NOT_ELIGIBLE");
        var self = Bogota.service().as(Tokens.patient("bogota", patient));
        self.get("/v1/enrolments/" + enrolment).expect(200);
        assertThat(self.get("/v1/enrolments").expect(200).json().get("items")).hasSize(1);
        Bogota.service()
                .as(Tokens.patient("bogota", Woman.registered()))
                .get("/v1/enrolments/" + enrolment)
                .refused(404, "NOT_FOUND");
    }

    @Test
    void enrolmentsAreListedByState() {
        var enrolment = Referral.refer(Woman.registered()).id();

        var list = Bogota.as("coordinator")
                .get("/v1/enrolments?state=REFERRED&limit=100")
                .expect(200)
                .json();

        assertThat(list.get("items").findValuesAsText("state")).containsOnly("REFERRED");
        assertThat(Bogota.inCartagena("coordinator")
                        .get("/v1/enrolments?limit=100")
                        .json()
                        .get("items")
                        .findValuesAsText("id"))
                .doesNotContain(enrolment.toString());
        Bogota.as("coordinator").get("/v1/enrolments?state=ASLEEP").refused(400, "MALFORMED_PARAMETER");
    }
}
