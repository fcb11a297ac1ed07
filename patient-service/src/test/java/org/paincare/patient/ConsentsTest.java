package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;

/** What a patient agreed to, until when, and what is missing for what. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class ConsentsTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TREATMENT_OFF_LABEL",
                "SEDATION_RISK",
                "CONTROLLED_SUBSTANCE_AGREEMENT",
                "NO_DRIVING_ACK",
                "PRIVACY_NOTICE",
                "SENSITIVE_DATA_AUTHORISATION",
                "TELEHEALTH_MESSAGING",
                "PRO_DATA_USE",
                "RESEARCH",
                "PART2_DISCLOSURE"
            })
    void everyTypeIsSignedStandsTwelveMonthsAndIsTold(String type) {
        var patient = Woman.registered();
        Woman.sawExpectations(patient);

        var consent = Woman.say(patient, "/consents", Woman.consent(type)).json();

        assertThat(consent.get("state").asText()).isEqualTo("STANDING");
        var signed = ZonedDateTime.ofInstant(
                java.time.Instant.parse(consent.get("signedAt").asText()), Woman.BOGOTA);
        assertThat(consent.get("expiresOn").asText())
                .isEqualTo(signed.toLocalDate().plusMonths(12).toString());
        var told = Told.by(patient, "ConsentGranted");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().get("purposes")).isEqualTo(consent.get("purposes"));
    }

    @Test
    void aPartnerReadsFactsWhileTheConsentToDiscloseStands() {
        var patient = Woman.registered();
        var another = Woman.registered();
        var partner = Bogota.service().as(Tokens.client("demo-partner"));
        var facts = "/v1/patients/" + patient + "/facts";
        partner.get(facts).refused(403, "FORBIDDEN");

        var consent = Woman.say(patient, "/consents", Woman.consent("PART2_DISCLOSURE"));

        partner.get(facts).expect(200);
        partner.post(facts, Woman.number("WEIGHT_KG", 64, "kg")).refused(403, "FORBIDDEN");
        partner.get("/v1/patients/" + another + "/facts").refused(403, "FORBIDDEN");
        partner.get("/v1/patients/" + UUID.randomUUID() + "/facts").refused(403, "FORBIDDEN");
        Bogota.as("prescriber")
                .post(
                        "/v1/patients/" + patient + "/consents/" + consent.id() + "/withdrawal",
                        Map.of("reason", "No longer wanted"))
                .expect(200);
        partner.get(facts).refused(403, "FORBIDDEN");
    }

    @Test
    void treatmentIsConsentedToAfterSeeingWhatMayBeExpected() {
        var patient = Woman.registered();
        var consent = Woman.consent("TREATMENT_OFF_LABEL");

        assertThat(FactsTest.violations(Bogota.as("prescriber")
                        .post("/v1/patients/" + patient + "/consents", consent)
                        .refused(422, "CONSENT_REFUSED")))
                .containsExactly("/type EXPECTATIONS_NOT_SEEN");

        Woman.sawExpectations(patient);
        Woman.say(patient, "/consents", consent);
    }

    @Test
    void whoLacksCapacityOnRecordDoesNotSignForThemselves() {
        var patient = Woman.registered();
        Woman.sawExpectations(patient);
        Woman.say(patient, "/facts", Woman.fact("DECISION_CAPACITY", "ABSENT"));
        var consent = Woman.consent("TREATMENT_OFF_LABEL");

        assertThat(FactsTest.violations(Bogota.as("prescriber")
                        .post("/v1/patients/" + patient + "/consents", consent)
                        .refused(422, "CONSENT_REFUSED")))
                .containsExactly("/capacity CAPACITY_RECORDED_ABSENT");
        consent.put("capacity", "LACKS_CAPACITY");
        consent.put("representative", Map.of("name", "Rita Ficticia", "relationship", "mother"));
        Woman.say(patient, "/consents", consent);

        Woman.say(patient, "/facts", Woman.fact("DECISION_CAPACITY", "PRESENT", Woman.now()));
        Woman.say(patient, "/consents", Woman.consent("SEDATION_RISK"));
    }

    @Test
    void aNewSignatureSupersedesTheOldOneAndHistoryStays() {
        var patient = Woman.registered();
        var first = Woman.say(patient, "/consents", Woman.consent("SEDATION_RISK"));
        var anew = Woman.consent("SEDATION_RISK");
        anew.put("documentVersion", "co-es-2026.2");
        anew.put("signedAt", Woman.now().toString());

        var second = Woman.say(patient, "/consents", anew);

        var old = Bogota.as("nurse").get(first.header("Location")).expect(200).json();
        assertThat(old.get("state").asText()).isEqualTo("SUPERSEDED");
        assertThat(old.get("supersededBy").asText()).isEqualTo(second.id().toString());
        assertThat(old.get("documentVersion").asText()).isEqualTo("co-es-2026.1");
        assertThat(Told.by(patient, "ConsentGranted")
                        .getLast()
                        .get("supersedesConsentId")
                        .asText())
                .isEqualTo(first.id().toString());
    }

    @Test
    void aPaperSignedEarlierAndEnteredLaterDoesNotReplaceTheNewerOne() {
        var patient = Woman.registered();
        var newer = Woman.say(patient, "/consents", Woman.consent("SEDATION_RISK"));
        var paper = Woman.consent("SEDATION_RISK");
        paper.put("signedAt", Woman.now().minus(Duration.ofDays(40)).toString());

        var late = Woman.say(patient, "/consents", paper).json();

        assertThat(late.get("state").asText()).isEqualTo("SUPERSEDED");
        assertThat(Bogota.as("nurse")
                        .get(newer.header("Location"))
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("STANDING");
    }

    @Test
    void aWithdrawalBlocksTheNextUseAndIsTold() {
        var patient = Woman.complete();
        assertThat(missing(patient, "PROGRAMME").get("permitted").asBoolean()).isTrue();
        var consent = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/consents")
                .json()
                .get("items")
                .get(0);
        var path = "/v1/patients/" + patient + "/consents/" + consent.get("id").asText() + "/withdrawal";

        var withdrawn = Bogota.service()
                .as(Tokens.patient("bogota", patient))
                .post(path, Map.of("reason", "I changed my mind"))
                .expect(200);
        Bogota.as("nurse").post(path).expect(200);

        assertThat(withdrawn.json().get("state").asText()).isEqualTo("WITHDRAWN");
        var missing = missing(patient, "PROGRAMME").get("missing");
        assertThat(missing).hasSize(1);
        assertThat(missing.get(0).get("reason").asText()).isEqualTo("WITHDRAWN");
        assertThat(Told.by(patient, "ConsentWithdrawn")).hasSize(1);
        assertThat(Evaluated.blocking(Woman.evaluate(patient))).isEqualTo("E42");
    }

    @Test
    void whatIsMissingDependsOnThePurpose() {
        var patient = Woman.registered();
        Woman.sawExpectations(patient);
        Woman.say(patient, "/consents", Woman.consent("TREATMENT_OFF_LABEL"));
        Woman.say(patient, "/consents", Woman.consent("SEDATION_RISK"));
        Woman.say(patient, "/consents", Woman.consent("PRIVACY_NOTICE"));

        assertThat(missing(patient, "PROGRAMME").get("missing").findValuesAsText("type"))
                .containsExactly("SENSITIVE_DATA_AUTHORISATION");
        assertThat(missing(patient, "SESSION").get("missing").findValuesAsText("type"))
                .containsExactly("NO_DRIVING_ACK");
        assertThat(missing(patient, "RESEARCH").get("missing").findValuesAsText("type"))
                .containsExactly("RESEARCH");
        assertThat(missing(patient, "TREATMENT").get("permitted").asBoolean()).isTrue();
        Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/consents/missing?purpose=FUN")
                .refused(400, "MALFORMED_PARAMETER");
    }

    @Test
    void anExpiredConsentIsMissing() {
        var patient = Woman.registered();
        var old = Woman.consent("RESEARCH");
        old.put("signedAt", Woman.now().minus(Duration.ofDays(400)).toString());

        var consent = Woman.say(patient, "/consents", old).json();

        assertThat(consent.get("state").asText()).isEqualTo("EXPIRED");
        assertThat(missing(patient, "RESEARCH")
                        .get("missing")
                        .get(0)
                        .get("reason")
                        .asText())
                .isEqualTo("EXPIRED");
    }

    @Test
    void whoLacksCapacityIsRepresentedAndASpokenConsentWitnessed() {
        var patient = Woman.registered();
        var path = "/v1/patients/" + patient + "/consents";
        var alone = Woman.consent("SEDATION_RISK");
        alone.put("capacity", "LACKS_CAPACITY");
        var spoken = Woman.consent("SEDATION_RISK");
        spoken.put("method", "VERBAL");

        assertThat(FactsTest.violations(Bogota.as("nurse").post(path, alone).refused(422, "CONSENT_REFUSED")))
                .containsExactly("/representative REPRESENTATIVE_REQUIRED");
        assertThat(FactsTest.violations(Bogota.as("nurse").post(path, spoken).refused(422, "CONSENT_REFUSED")))
                .containsExactly("/witness WITNESS_REQUIRED");
        alone.put("representative", Map.of("name", "Somebody", "relationship", "mother"));
        spoken.put("witness", Map.of("name", "Somebody else"));
        Bogota.as("nurse").post(path, alone).expect(201);
        Bogota.as("nurse").post(path, spoken).expect(201);
    }

    @Test
    void aConsentOfTomorrowOrForTooLongIsRefused() {
        var path = "/v1/patients/" + Woman.registered() + "/consents";
        var tomorrow = Woman.consent("SEDATION_RISK");
        tomorrow.put("signedAt", Woman.now().plus(Duration.ofDays(1)).toString());
        var forever = Woman.consent("SEDATION_RISK");
        forever.put("expiresOn", Woman.today().plusMonths(13).toString());
        var unhashed = Woman.consent("SEDATION_RISK");
        unhashed.put("documentHash", "none");

        Bogota.as("nurse").post(path, tomorrow).refused(422, "CONSENT_REFUSED");
        Bogota.as("nurse").post(path, forever).refused(422, "CONSENT_REFUSED");
        Bogota.as("nurse").post(path, unhashed).refused(400, "VALIDATION_FAILED");
    }

    @Test
    void ofTwoSignaturesEnteredAtOnceOneStands() throws Exception {
        var patient = Woman.registered();
        var body = Woman.consent("SEDATION_RISK");

        var answers = RegistryTest.inParallel(
                8, () -> Bogota.as("nurse").post("/v1/patients/" + patient + "/consents", body));

        assertThat(answers).allMatch(a -> a.status() == 201);
        var states = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/consents")
                .json()
                .findValuesAsText("state");
        assertThat(states).hasSize(8).containsOnlyOnce("STANDING");
    }

    private static com.fasterxml.jackson.databind.JsonNode missing(UUID patient, String purpose) {
        return Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/consents/missing?purpose=" + purpose)
                .expect(200)
                .json();
    }
}
