package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.local.DemoClinic;

/** May she be in the programme (scope P): asked over HTTP as a clinic would. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class EligibilityTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aCompletePatientInBogotaIsEligible() {
        var patient = Woman.complete();

        var evaluation = Woman.evaluate(patient);

        assertThat(Woman.decision(evaluation))
                .as(Evaluated.blocking(evaluation))
                .isEqualTo("ELIGIBLE");
        assertThat(evaluation.json().get("ruleSetVersion").asText()).isEqualTo("2026.2");
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
    void whatIfIsAnsweredAndNothingIsStored() {
        var patient = Woman.complete();

        var answer = Bogota.as("nurse")
                .post(
                        "/v1/patients/" + patient + "/eligibility-evaluations",
                        Map.of("scope", "P", "dryRun", true, "facts", List.of(Woman.fact("PREGNANT", "PRESENT"))))
                .expect(200);

        assertThat(Woman.decision(answer)).isEqualTo("EXCLUDED");
        assertThat(answer.json().has("id")).isFalse();
        assertThat(Evaluated.of(patient)).isEmpty();
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
    }

    @Test
    void oneTraceIsJudgedByTheAltitudeOfItsClinic() {
        var patient = Woman.complete();

        var evaluation = Woman.evaluate(patient);
        Woman.say(patient, "/facts", Woman.number("SPO2_ROOM_AIR", 87, "%", Woman.now()));
        var low = Woman.evaluate(patient);

        assertThat(Evaluated.rule(evaluation, "E28").get("outcome").asText()).isEqualTo("PASS");
        assertThat(Evaluated.rule(low, "E28").get("outcome").asText()).isEqualTo("FIRES");
        assertThat(Evaluated.rule(low, "E28").get("message").get("en").asText()).contains("88 %");
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

        assertThat(Evaluated.of(patient)).hasSize(2);
        assertThat(Evaluated.of(patient).get(0).get("evaluatedBy").get("name").asText())
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

        assertThat(Evaluated.of(patient)).hasSize(1);
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
    void aNewVersionOfTheRulesIsTakenIntoUseByTheMedicalDirector() throws Exception {
        var patient = Woman.complete();
        Woman.evaluate(patient);
        byAnEarlierVersion(patient);
        var ruleSets = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/rule-sets";

        Bogota.as("prescriber").post(ruleSets + "/reevaluation").refused(403, "FORBIDDEN");
        var asked =
                Bogota.as("medical-director").post(ruleSets + "/reevaluation").expect(200);
        assertThat(asked.json().get("patients").asInt()).isPositive();
        Due.run();

        var told = Told.by(patient, "EligibilityReevaluationDue").getLast();
        assertThat(told.get("reason").asText()).isEqualTo("RULE_SET_CHANGED");
        var evaluations = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/eligibility-evaluations?scope=P")
                .expect(200)
                .json()
                .get("items");
        assertThat(evaluations.get(0).get("ruleSetVersion").asText()).isEqualTo("2026.2");
        assertThat(evaluations.get(1).get("ruleSetVersion").asText()).isEqualTo("2026.1");
        assertThat(Bogota.as("medical-director")
                        .post(ruleSets + "/reevaluation")
                        .expect(200)
                        .json()
                        .get("patients")
                        .asInt())
                .isZero();
    }

    @Test
    void whatAVersionOfTheRulesChangesIsRead() {
        var ruleSets = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/rule-sets";

        var versions = Bogota.as("nurse").get(ruleSets).expect(200).json();
        var difference = Bogota.as("medical-director")
                .get(ruleSets + "/differences?before=2026.1&after=2026.2")
                .expect(200)
                .json();

        assertThat(versions.get("current").asText()).isEqualTo("2026.2");
        assertThat(difference.get("changes").findValuesAsText("id")).contains("BP_PAIR_SECONDS", "WEIGHT_KG");
        Bogota.as("nurse").get(ruleSets + "/differences?before=2026.1").refused(400, "MALFORMED_PARAMETER");
        Bogota.as("nurse")
                .get(ruleSets + "/differences?before=../x&after=2026.2")
                .refused(400, "MALFORMED_PARAMETER");
        Bogota.inCartagena("nurse").get(ruleSets).refused(404, "NOT_FOUND");
    }

    /** As if the latest evaluation had been made before the version in use was published. */
    private static void byAnEarlierVersion(UUID patient) throws java.sql.SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var update = database.prepareStatement(
                        "UPDATE eligibility_evaluation SET rule_set_version = '2026.1',"
                                + " evaluation = jsonb_set(evaluation, '{ruleSetVersion}', '\"2026.1\"') WHERE patient_id = ?")) {
            update.setObject(1, patient);
            assertThat(update.executeUpdate()).isPositive();
        }
    }
}
