package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** A clinic's own rules: kept when they hold together, used when a medical director has signed them. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class RuleSetTest {

    private static final String RULE_SETS = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/rule-sets";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String version = "own-" + System.nanoTime();

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aSignedVersionDecidesEverybodyAnewAndTheShippedOneCanBeSignedBack() {
        var patient = Woman.complete();
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
        var own = rules();
        parameter(own, "FAILED_CLASSES", 5);
        var golden = golden();
        ((ObjectNode) golden.at("/complete/facts")).put("FAILED_PREVENTIVE_CLASSES", "5");

        var kept = upload(own, golden).expect(201);

        assertThat(kept.json().get("inUse").asBoolean()).isFalse();
        assertThat(kept.json().at("/difference/changes").findValuesAsText("id")).contains("FAILED_CLASSES");
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
        upload(own, golden).refused(409, "RULE_SET_EXISTS");
        activate(version, signature(kept, "prescriber")).refused(422, "SIGNER_NOT_ALLOWED");
        var signed = signature(kept, "medical-director");
        try {
            activate(version, signed).expect(200);
            activate(version, signed).refused(409, "SIGNATURE_USED");
            Due.run();

            var latest = latest(patient);
            assertThat(latest.json().at("/items/0/decision").asText()).isEqualTo("REVIEW");
            assertThat(latest.json().at("/items/0/ruleSetVersion").asText()).isEqualTo(version);
            Due.run();
            assertThat(CareTasksTest.kinds(patient, "OPEN")).contains("SEE_CHANGED_DECISION");
        } finally {
            var shipped = Bogota.as("medical-director")
                    .get(RULE_SETS + "/" + RuleSets.CURRENT)
                    .expect(200);
            activate(RuleSets.CURRENT, signature(shipped, "medical-director")).expect(200);
            Due.run();
        }
        assertThat(latest(patient).json().at("/items/0/decision").asText()).isEqualTo("ELIGIBLE");
    }

    @Test
    void aVersionThatDecidesAGoldenCaseOtherwiseIsRefused() {
        var own = rules();
        parameter(own, "FAILED_CLASSES", 5);

        var refused = upload(own, golden()).refused(422, "RULE_SET_REFUSED");

        assertThat(refused.json().toString()).contains("golden case");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rules\":{},\"goldenCases\":{}}",
                "{\"rules\":[],\"goldenCases\":1}",
                "{\"rules\":{\"version\":1e-100000000},\"goldenCases\":{}}",
                "{\"rules\":\"2026.2\",\"goldenCases\":null}"
            })
    void whatIsNoRuleSetIsRefused(String body) {
        var answer = Bogota.as("medical-director").post(RULE_SETS, body);

        assertThat(answer.status()).isIn(400, 422);
    }

    @Test
    void aGoldenFileThatIsNoneIsRefused() {
        var golden = golden();
        ((ObjectNode) golden.at("/complete/facts")).put("HEART_RATE", "many");
        upload(rules(), golden).refused(422, "RULE_SET_REFUSED");
        ((ObjectNode) golden.at("/complete/facts")).put("HEART_RATE", "1e-100000000");
        upload(rules(), golden).refused(422, "RULE_SET_REFUSED");
        golden.remove("complete");
        upload(rules(), golden).refused(422, "RULE_SET_REFUSED");
    }

    @Test
    void whatFactsAndPoliciesRestOnStaysAsShipped() {
        var own = rules();
        own.withArray("policyFlags").removeAll();
        upload(own, golden()).refused(422, "RULE_SET_REFUSED");
        own = rules();
        for (var parameter : own.get("parameters")) {
            if (parameter.get("name").asText().equals("FAILED_CLASSES")) {
                ((ObjectNode) parameter).put("max", 7);
            }
        }
        upload(own, golden()).refused(422, "RULE_SET_REFUSED");
        own = rules();
        own.put("version", RuleSets.CURRENT);
        var golden = golden();
        golden.put("version", RuleSets.CURRENT);
        upload(own, golden).refused(422, "RULE_SET_REFUSED");
    }

    @Test
    void nobodyElsePutsRulesIntoUseAndAnotherClinicsAreNotThere() {
        Bogota.as("prescriber")
                .post(RULE_SETS, Map.of("rules", rules(), "goldenCases", golden()))
                .refused(403, "FORBIDDEN");
        Bogota.inCartagena("medical-director").get(RULE_SETS).refused(404, "NOT_FOUND");
        Bogota.inCartagena("medical-director")
                .post(RULE_SETS, Map.of("rules", rules(), "goldenCases", golden()))
                .refused(404, "NOT_FOUND");
        Bogota.as("medical-director").get(RULE_SETS + "/" + version).refused(404, "NOT_FOUND");
        activate(version, UUID.randomUUID()).refused(404, "NOT_FOUND");
    }

    private ObjectNode rules() {
        return read("/eligibility/rules-" + RuleSets.CURRENT + ".json").put("version", version);
    }

    private ObjectNode golden() {
        return read("/eligibility/golden-" + RuleSets.CURRENT + ".json").put("version", version);
    }

    private static ObjectNode read(String resource) {
        try (var file = RuleSetTest.class.getResourceAsStream(resource)) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void parameter(ObjectNode rules, String name, int value) {
        for (var parameter : rules.get("parameters")) {
            if (parameter.get("name").asText().equals(name)) {
                ((ObjectNode) parameter).put("value", value);
            }
        }
    }

    private static Answer upload(ObjectNode rules, ObjectNode golden) {
        return Bogota.as("medical-director").post(RULE_SETS, Map.of("rules", rules, "goldenCases", golden));
    }

    private static Answer activate(String version, UUID signature) {
        return Bogota.as("medical-director")
                .post(RULE_SETS + "/" + version + "/activation", Map.of("signatureId", signature));
    }

    private static UUID signature(Answer kept, String signer) {
        var resource = kept.json().get("resource").asText();
        var challenge = Bogota.as(signer)
                .post(
                        "/v1/signature-challenges",
                        Map.of(
                                "resource",
                                resource,
                                "hash",
                                kept.json().get("contentHash").asText(),
                                "meaning",
                                kept.json().get("meaning").asText()))
                .expect(201)
                .id();
        Bogota.as(signer)
                .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                .expect(200);
        return challenge;
    }

    private static Answer latest(UUID patient) {
        return Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/eligibility-evaluations?scope=P&limit=1")
                .expect(200);
    }
}
