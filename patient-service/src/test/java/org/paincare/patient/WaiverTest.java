package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;

/** What a signature may let pass: overrides, deferrals and clearances. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class WaiverTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void overuseNeedsAPrescribersSignatureAndThenSheIsEligible() {
        var patient = Woman.withOveruse();

        var before = Woman.evaluate(patient);
        assertThat(Woman.decision(before)).as(Evaluated.blocking(before)).isEqualTo("REVIEW");
        assertThat(Evaluated.blocking(before)).isEqualTo("E40");
        var why = Evaluated.rule(before, "E40");
        assertThat(why.get("waivableBy").asText()).isEqualTo("OVERRIDE");
        assertThat(why.get("message").get("es").asText()).contains("Uso excesivo");

        var override = Woman.say(patient, "/overrides", Woman.override(patient, "E40", "prescriber"));
        var after = Woman.evaluate(patient);

        assertThat(override.json().get("state").asText()).isEqualTo("IN_FORCE");
        assertThat(Woman.decision(after)).isEqualTo("ELIGIBLE");
        assertThat(Evaluated.rule(after, "E40").get("marks").toString()).isEqualTo("[\"OVERRIDDEN\"]");
        assertThat(Evaluated.rule(after, "E40").get("message").get("en").asText())
                .contains(Woman.WITHDRAWAL_PLAN);
    }

    @Test
    void aRevokedOverrideCountsNoMore() {
        var patient = Woman.withOveruse();
        Woman.evaluate(patient);
        var override = Woman.say(patient, "/overrides", Woman.override(patient, "E40", "prescriber"));
        var revocation = override.header("Location") + "/revocation";

        Bogota.as("prescriber").post(revocation).refused(428, "PRECONDITION_REQUIRED");
        Bogota.as("prescriber")
                .with("If-Match", override.etag())
                .post(revocation)
                .expect(200);

        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("REVIEW");
        Woman.say(patient, "/overrides", Woman.override(patient, "E40", "prescriber2"));
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
    }

    @Test
    void ofTwoPrescribersWhoOverrideTheSameRuleAtOnceOneDoes() throws Exception {
        var patient = Woman.withOveruse();
        Woman.evaluate(patient);
        var bodies = new java.util.concurrent.ConcurrentLinkedQueue<>(
                List.of(Woman.override(patient, "E40", "prescriber"), Woman.override(patient, "E40", "prescriber2")));

        var answers = RegistryTest.inParallel(
                2, () -> Bogota.as("prescriber").post("/v1/patients/" + patient + "/overrides", bodies.poll()));

        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        answers.stream().filter(a -> a.status() != 201).forEach(a -> a.refused(409, "WAIVER_IN_FORCE"));
        assertThat(Bogota.as("nurse")
                        .get("/v1/patients/" + patient + "/overrides")
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void onlyWhatIsOfferedAndStandsInTheWayCanBeOverridden() {
        var patient = Woman.withOveruse();
        var path = "/v1/patients/" + patient + "/waiver-previews";
        var prescriber = Bogota.as("prescriber");

        prescriber
                .post(path, Woman.preview("OVERRIDE", "E40", "too early, no evaluation"))
                .refused(409, "NOTHING_TO_WAIVE");
        Woman.evaluate(patient);

        var absolute = prescriber
                .post(path, Woman.preview("OVERRIDE", "E02", "no way round this one"))
                .refused(422, "RULE_NOT_OVERRIDABLE");
        assertThat(absolute.json().get("severity").asText()).isEqualTo("X");
        prescriber
                .post(path, Woman.preview("OVERRIDE", "E99", "there is no such rule"))
                .refused(422, "RULE_UNKNOWN");
        prescriber
                .post(path, Woman.preview("OVERRIDE", "E10", "she does not breastfeed"))
                .refused(409, "NOTHING_TO_WAIVE");
        prescriber
                .post(path, Woman.preview("DEFERRAL", "E42", "consent cannot wait"))
                .refused(422, "RULE_NOT_DEFERRABLE");
        prescriber
                .post(path, Woman.preview("CLEARANCE", "ANEURYSM", "not a finding to clear"))
                .refused(422, "FACT_NOT_CLEARABLE");
        var late = Woman.preview("OVERRIDE", "E40", Woman.WITHDRAWAL_PLAN);
        late.put("expiresOn", Woman.today().plusMonths(13).toString());
        prescriber.post(path, late).refused(422, "WAIVER_EXPIRY_REFUSED");
    }

    @Test
    void aSignatureCoversExactlyWhatWasSignedAndOnlyAPrescribers() {
        var patient = Woman.withOveruse();
        Woman.evaluate(patient);
        var path = "/v1/patients/" + patient + "/overrides";

        var edited = new HashMap<>(Woman.override(patient, "E40", "prescriber"));
        edited.put("reason", "Something that nobody signed");
        Bogota.as("prescriber").post(path, edited).refused(422, "SIGNATURE_INVALID");
        var byNurse = Woman.override(patient, "E40", "nurse");
        Bogota.as("prescriber").post(path, byNurse).refused(422, "SIGNER_NOT_ALLOWED");
        Bogota.as("nurse").post(path, byNurse).refused(403, "FORBIDDEN");
    }

    @Test
    void anOverrideSentAgainWithItsKeyIsOneOverride() {
        var patient = Woman.withOveruse();
        Woman.evaluate(patient);
        var body = Woman.override(patient, "E40", "prescriber");
        var prescriber = Bogota.as("prescriber")
                .with("Idempotency-Key", UUID.randomUUID().toString());

        var first =
                prescriber.post("/v1/patients/" + patient + "/overrides", body).expect(201);
        var again =
                prescriber.post("/v1/patients/" + patient + "/overrides", body).expect(201);

        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void aRedFlagExcludesUntilAPrescriberSignsItOff() {
        var patient = Woman.complete();
        Woman.say(patient, "/facts", Woman.fact("RED_FLAG_THUNDERCLAP", "PRESENT"));
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("EXCLUDED");
        var evidence = "CT angiography of today without finding";
        var signed =
                Woman.signature(patient, Woman.preview("CLEARANCE", "RED_FLAG_THUNDERCLAP", evidence), "prescriber");

        Woman.say(
                patient,
                "/clearances",
                Map.of(
                        "factCode",
                        "RED_FLAG_THUNDERCLAP",
                        "evidence",
                        evidence,
                        "expiresOn",
                        Woman.today().plusDays(90).toString(),
                        "signatureId",
                        signed));

        var cleared = Woman.evaluate(patient);
        assertThat(Woman.decision(cleared)).isEqualTo("ELIGIBLE");
        assertThat(Evaluated.rule(cleared, "E36").get("marks").toString()).isEqualTo("[\"CLEARED\"]");
    }

    @Test
    void aMissingDiaryMayBePutOff() {
        var patient = Woman.complete();
        Woman.say(patient, "/facts", Woman.number("DIARY_DAYS_RECORDED_28", 5, "d", Woman.now()));
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("INCOMPLETE");
        var reason = "Diary lost, begun anew last week";
        var signed = Woman.signature(patient, Woman.preview("DEFERRAL", "E41", reason), "head-nurse");

        Woman.say(
                patient,
                "/deferrals",
                Map.of(
                        "ruleId",
                        "E41",
                        "reason",
                        reason,
                        "expiresOn",
                        Woman.today().plusDays(90).toString(),
                        "signatureId",
                        signed));

        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
    }

    @Test
    void theSignatureOfARevokedOverrideIsSpent() {
        var patient = Woman.withOveruse();
        Woman.evaluate(patient);
        var signed = Woman.override(patient, "E40", "prescriber");
        var override = Woman.say(patient, "/overrides", signed);
        Bogota.as("prescriber")
                .with("If-Match", override.etag())
                .post(override.header("Location") + "/revocation")
                .expect(200);

        Bogota.as("prescriber")
                .post("/v1/patients/" + patient + "/overrides", signed)
                .refused(409, "SIGNATURE_USED");
    }
}
