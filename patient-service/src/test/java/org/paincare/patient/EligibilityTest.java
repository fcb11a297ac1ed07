package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** May she be in the programme, may she be treated today: asked over HTTP as a clinic would. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class EligibilityTest {

    @Inject
    Others others;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aCompletePatientInBogotaIsEligible() {
        var patient = Woman.complete();

        var evaluation = Woman.evaluate(patient);

        assertThat(Woman.decision(evaluation)).as(blocking(evaluation)).isEqualTo("ELIGIBLE");
        assertThat(evaluation.json().get("ruleSetVersion").asText()).isEqualTo("2026.1");
        assertThat(Bogota.as("nurse")
                        .get(evaluation.header("Location"))
                        .expect(200)
                        .json())
                .isEqualTo(evaluation.json());
    }

    @Test
    void somebodyJustRegisteredIsIncompleteAndToldWhatIsMissing() {
        var patient = Woman.registered();

        var evaluation = Woman.evaluate(patient);

        assertThat(Woman.decision(evaluation)).isEqualTo("INCOMPLETE");
        assertThat(evaluation.json().get("missingFacts").has("WEIGHT_KG")).isTrue();
        assertThat(evaluation.json().get("missingFacts").has("CONSENT:TREATMENT_OFF_LABEL"))
                .isTrue();
    }

    @Test
    void overuseNeedsAPrescribersSignatureAndThenSheIsEligible() {
        var patient = Woman.withOveruse();

        var before = Woman.evaluate(patient);
        assertThat(Woman.decision(before)).as(blocking(before)).isEqualTo("REVIEW");
        assertThat(blocking(before)).isEqualTo("E40");
        var why = rule(before, "E40");
        assertThat(why.get("waivableBy").asText()).isEqualTo("OVERRIDE");
        assertThat(why.get("message").get("es").asText()).contains("Uso excesivo");

        var override = Woman.say(patient, "/overrides", Woman.override(patient, "E40", "prescriber"));
        var after = Woman.evaluate(patient);

        assertThat(override.json().get("state").asText()).isEqualTo("IN_FORCE");
        assertThat(Woman.decision(after)).isEqualTo("ELIGIBLE");
        assertThat(rule(after, "E40").get("marks").toString()).isEqualTo("[\"OVERRIDDEN\"]");
        assertThat(rule(after, "E40").get("message").get("en").asText()).contains(Woman.WITHDRAWAL_PLAN);
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
        assertThat(rule(cleared, "E36").get("marks").toString()).isEqualTo("[\"CLEARED\"]");
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
    void whatIfIsAnsweredAndNothingIsStored() {
        var patient = Woman.complete();

        var answer = Bogota.as("nurse")
                .post(
                        "/v1/patients/" + patient + "/eligibility-evaluations",
                        Map.of("scope", "P", "dryRun", true, "facts", List.of(Woman.fact("PREGNANT", "PRESENT"))))
                .expect(200);

        assertThat(Woman.decision(answer)).isEqualTo("EXCLUDED");
        assertThat(answer.json().has("id")).isFalse();
        assertThat(evaluations(patient)).isEmpty();
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
    }

    @Test
    void sheIsTreatedTodayOnTheFactsOfTheDayWhichAreThenOnRecord() {
        var patient = Woman.complete();
        var session = others.session(patient);
        var ask = Map.of("scope", "S", "sessionId", session, "facts", Woman.factsOfTheDay());

        var evaluation = session(patient, ask).expect(201);

        assertThat(Woman.decision(evaluation)).as(blocking(evaluation)).isEqualTo("ELIGIBLE");
        var escort = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/facts?current=true&code=ESCORT_CONFIRMED")
                .json()
                .get("items")
                .get(0);
        assertThat(escort.get("sessionId").asText()).isEqualTo(session.toString());
        assertThat(escort.get("recordedBy").get("name").asText()).startsWith("Fermín");
    }

    @Test
    void theSameFactsOfTheDayAgainAreNotRecordedTwiceAndACorrectionSupersedes() {
        var patient = Woman.complete();
        var session = others.session(patient);
        var facts = Woman.factsOfTheDay();
        session(patient, Map.of("scope", "S", "sessionId", session, "facts", facts))
                .expect(201);
        var timeline = "/v1/patients/" + patient + "/facts?code=HEART_RATE&limit=100";
        var before = Bogota.as("nurse").get(timeline).json().get("items").size();

        session(patient, Map.of("scope", "S", "sessionId", session, "facts", facts))
                .expect(201);
        assertThat(Bogota.as("nurse").get(timeline).json().get("items")).hasSize(before);
        facts.stream().filter(f -> f.get("code").equals("HEART_RATE")).forEach(f -> f.put("value", 130));
        var corrected = session(patient, Map.of("scope", "S", "sessionId", session, "facts", facts))
                .expect(201);

        assertThat(Bogota.as("nurse").get(timeline).json().get("items")).hasSize(before + 1);
        assertThat(blocking(corrected)).isEqualTo("E08");
    }

    @Test
    void withoutTodaysFactsThereIsNoTreatmentToday() {
        var patient = Woman.complete();

        var evaluation = session(patient, Map.of("scope", "S", "sessionId", others.session(patient)))
                .expect(201);

        assertThat(Woman.decision(evaluation)).isEqualTo("INCOMPLETE");
        assertThat(blocking(evaluation)).contains("E25", "E47", "E48");
    }

    @Test
    void oneTraceIsJudgedByTheAltitudeOfItsClinic() {
        var patient = Woman.complete();

        var evaluation = Woman.evaluate(patient);
        Woman.say(patient, "/facts", Woman.number("SPO2_ROOM_AIR", 87, "%", Woman.now()));
        var low = Woman.evaluate(patient);

        assertThat(rule(evaluation, "E28").get("outcome").asText()).isEqualTo("PASS");
        assertThat(rule(low, "E28").get("outcome").asText()).isEqualTo("FIRES");
        assertThat(rule(low, "E28").get("message").get("en").asText()).contains("88 %");
    }

    @Test
    void twoEvaluationsAreCompared() {
        var patient = Woman.complete();
        var before = Woman.evaluate(patient).id();
        Woman.say(patient, "/facts", Woman.fact("BREASTFEEDING", "PRESENT"));
        var after = Woman.evaluate(patient).id();

        var comparison = Bogota.as("prescriber")
                .get("/v1/patients/" + patient + "/eligibility-evaluations/comparison?before=" + before + "&after="
                        + after)
                .expect(200)
                .json();

        assertThat(comparison.get("before").asText()).isEqualTo("ELIGIBLE");
        assertThat(comparison.get("after").asText()).isEqualTo("REVIEW");
        assertThat(comparison.get("rules").findValuesAsText("ruleId")).contains("E10");
        assertThat(comparison.get("facts").findValuesAsText("code")).contains("BREASTFEEDING");
    }

    @Test
    void aNewFactReevaluatesByItselfAndTheChangeIsTold() {
        var patient = Woman.complete();
        Woman.evaluate(patient);

        Woman.say(patient, "/facts", Woman.fact("BREASTFEEDING", "PRESENT"));
        Due.run();

        assertThat(evaluations(patient)).hasSize(2);
        assertThat(evaluations(patient).get(0).get("evaluatedBy").get("name").asText())
                .isEqualTo("system");
        var told = Told.by(patient, "EligibilityDecided");
        assertThat(told).extracting(e -> e.get("decision").asText()).containsExactly("ELIGIBLE", "REVIEW");
        assertThat(told.getLast().get("previousDecision").asText()).isEqualTo("ELIGIBLE");
    }

    @Test
    void aFactThatChangesNothingIsNotAnotherEvaluation() {
        var patient = Woman.complete();
        Woman.evaluate(patient);

        Woman.say(patient, "/facts", Woman.number("WEIGHT_KG", 64.5, "kg", Woman.now()));
        Due.run();

        assertThat(evaluations(patient)).hasSize(1);
    }

    @Test
    void whatRunsOutIsSaidAndEvaluatedAnew() {
        var patient = Woman.complete();
        var evaluation = Woman.evaluate(patient);
        var validUntil =
                java.time.Instant.parse(evaluation.json().get("validUntil").asText());
        assertThat(Duration.between(Woman.now(), validUntil)).isLessThanOrEqualTo(Duration.ofDays(8));

        Due.runAt("ELIGIBILITY_EXPIRY", DemoClinic.BOGOTA.id(), patient, validUntil);

        var told = Told.by(patient, "EligibilityReevaluationDue");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().get("reason").asText()).isEqualTo("FACT_EXPIRES");
        assertThat(told.getFirst().get("ruleIds").toString()).contains("E11");
    }

    @Test
    void sessionServiceAsksForTheNurseWithItsOwnToken() {
        var patient = Woman.complete();
        var nurse = Tokens.identity("nurse", "bogota");
        var ask = Map.of(
                "scope",
                "S",
                "sessionId",
                UUID.randomUUID(),
                "facts",
                Woman.factsOfTheDay(),
                "plan",
                Map.of("lastDosingWeightKg", 80),
                "recordedBy",
                Map.of("id", nurse.sub(), "name", nurse.name()));
        var path = "/internal/patients/" + patient + "/eligibility-evaluations";
        var service = Bogota.service().as(Tokens.service("session-service"));

        var answer = service.with("X-Clinic-Id", DemoClinic.BOGOTA.id().toString())
                .post(path, ask)
                .expect(201);

        assertThat(blocking(answer)).isEqualTo("E45");
        assertThat(answer.json().get("evaluatedBy").get("name").asText()).isEqualTo(nurse.name());
        service.with("X-Clinic-Id", DemoClinic.CARTAGENA.id().toString())
                .post(path, ask)
                .refused(404, "NOT_FOUND");
        Bogota.as("nurse").post(path, ask).refused(404, "NOT_FOUND");
    }

    @Test
    void onlyASessionOfTheirOwnIsAskedAbout() {
        var patient = Woman.complete();
        var elses = others.session(Woman.registered());

        for (var session : List.of(elses, UUID.randomUUID())) {
            var refusal = session(
                            patient,
                            Map.of(
                                    "scope",
                                    "S",
                                    "sessionId",
                                    session,
                                    "facts",
                                    List.of(Woman.fact("FASTING_MET", "PRESENT"))))
                    .refused(422, "EVALUATION_REFUSED");
            assertThat(refusal.json().at("/violations/0/code").asText()).isEqualTo("SESSION_UNKNOWN");
        }

        assertThat(evaluations(patient)).isEmpty();
        assertThat(Told.by(patient, "EligibilityDecided")).isEmpty();
    }

    @Test
    void aQuestionThatDoesNotFitIsRefused() {
        var patient = Woman.registered();

        session(patient, Map.of("scope", "S")).refused(422, "EVALUATION_REFUSED");
        session(patient, Map.of("scope", "P", "sessionId", UUID.randomUUID())).refused(422, "EVALUATION_REFUSED");
        session(patient, Map.of("scope", "X")).refused(400, "MALFORMED_BODY");
        session(patient, Map.of("scope", "P", "mood", "x")).refused(400, "UNKNOWN_FIELD");
        session(
                        patient,
                        Map.of(
                                "scope",
                                "S",
                                "sessionId",
                                others.session(patient),
                                "facts",
                                List.of(Woman.fact("NOPE", "PRESENT"))))
                .refused(422, "FACT_REFUSED");
    }

    private static Answer session(UUID patient, Object ask) {
        return Bogota.as("nurse").post("/v1/patients/" + patient + "/eligibility-evaluations", ask);
    }

    private static List<JsonNode> evaluations(UUID patient) {
        var items = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/eligibility-evaluations")
                .expect(200)
                .json()
                .get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    static String blocking(Answer evaluation) {
        return StreamSupport.stream(evaluation.json().get("blockingRuleIds").spliterator(), false)
                .map(JsonNode::asText)
                .collect(java.util.stream.Collectors.joining(","));
    }

    private static JsonNode rule(Answer evaluation, String id) {
        return StreamSupport.stream(evaluation.json().get("rules").spliterator(), false)
                .filter(rule -> rule.get("ruleId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
