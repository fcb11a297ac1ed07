package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.sign.Signatures;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** What patients sign, version by version. In Cartagena, so that the other tests' Bogotá publishes nothing. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class ConsentDocumentsTest {

    private static final String DOCUMENTS = "/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/consent-documents";
    private static final String TYPE = "TREATMENT_OFF_LABEL";

    private final String version = "v" + System.nanoTime();

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void onlyWhatTheClinicPublishedIsSigned() {
        publish(document("1")).expect(201);
        var patient = patient();

        refused(patient, consent("other"), "/documentVersion UNKNOWN_DOCUMENT");
        var english = consent("1");
        english.put("language", "en");
        refused(patient, english, "/documentVersion UNKNOWN_DOCUMENT");
        var tampered = consent("1");
        tampered.put("documentHash", "cd".repeat(32));
        refused(patient, tampered, "/documentHash OTHER_DOCUMENT");
        var early = consent("1");
        early.put("signedAt", Woman.now().minus(Duration.ofDays(2)).toString());
        refused(patient, early, "/documentVersion NOT_YET_IN_EFFECT");

        assertThat(sign(patient, consent("1")).expect(201).json().get("state").asText())
                .isEqualTo("STANDING");
    }

    @Test
    void aNewVersionEndsWhatWasSignedBeforeItAndEligibilityAsksAnew() {
        publish(document("2")).expect(201);
        var patient = patient();
        var signed = sign(patient, consent("2")).expect(201);
        for (var other : List.of("SEDATION_RISK", "PRIVACY_NOTICE", "SENSITIVE_DATA_AUTHORISATION")) {
            sign(patient, Woman.consent(other)).expect(201);
        }
        assertThat(missing(patient)).isEmpty();
        assertThat(evaluate(patient).get("missingFacts").has("CONSENT:" + TYPE)).isFalse();

        var published = publish(document("3")).expect(201);

        assertThat(missing(patient).findValuesAsText("reason")).contains("OUTDATED");
        assertThat(read(patient, signed.id()).get("state").asText()).isEqualTo("OUTDATED");
        Due.runAt("CONSENT_DOCUMENT_IN_EFFECT", DemoClinic.CARTAGENA.id(), published.id(), Woman.now());
        Due.run();
        var latest = Bogota.inCartagena("prescriber")
                .get("/v1/patients/" + patient + "/eligibility-evaluations?limit=1")
                .expect(200)
                .json()
                .get("items")
                .get(0);
        assertThat(latest.get("evaluatedBy").get("name").asText()).isEqualTo("system");
        assertThat(evaluate(patient).get("missingFacts").has("CONSENT:" + TYPE)).isTrue();

        refused(patient, consent("2"), "/documentVersion OLD_DOCUMENT");
        sign(patient, consent("3")).expect(201);
        assertThat(missing(patient).toString()).doesNotContain(TYPE);
    }

    @Test
    void aVersionToComeAndOneThatOnlyCorrectsEndNothing() {
        publish(document("4")).expect(201);
        var patient = patient();
        sign(patient, consent("4")).expect(201);

        var coming = document("5");
        coming.put("effectiveFrom", Woman.now().plus(Duration.ofDays(30)).toString());
        publish(coming).expect(201);
        var correction = document("6");
        correction.put("asksAnew", false);
        publish(correction).expect(201);

        assertThat(missing(patient).toString()).doesNotContain(TYPE);
        refused(patient, consent("5"), "/documentVersion NOT_YET_IN_EFFECT");
    }

    @Test
    void whatWasPublishedIsPublishedOnceAndNeverChanged() {
        var document = document("7");
        var first = publish(document).expect(201);

        assertThat(publish(document).expect(200).id()).isEqualTo(first.id());
        document.put("documentHash", "cd".repeat(32));
        publish(document).refused(409, "CONSENT_DOCUMENT_EXISTS");
        document.put("documentVersion", version + "-8");
        document.put("effectiveFrom", "2020-01-01T00:00:00Z");
        publish(document).refused(422, "CONSENT_DOCUMENT_REFUSED");
        document.put("effectiveFrom", "2199-12-31T23:59:59Z");
        publish(document).refused(422, "CONSENT_DOCUMENT_REFUSED");
        document.put("documentHash", "x");
        publish(document).refused(400, "VALIDATION_FAILED");
    }

    @Test
    void aSignatureOfAnotherContentOrAnotherRolePublishesNothing() {
        var signed = signed(document("11"), "medical-director");
        signed.put("documentHash", "cd".repeat(32));
        Bogota.inCartagena("medical-director").post(DOCUMENTS, signed).refused(422, "SIGNATURE_INVALID");
        Bogota.inCartagena("medical-director")
                .post(DOCUMENTS, signed(document("11"), "nurse"))
                .refused(422, "SIGNER_NOT_ALLOWED");
        Bogota.inCartagena("medical-director").post(DOCUMENTS, document("11")).refused(400, "VALIDATION_FAILED");
    }

    @Test
    void theMedicalDirectorPublishesAndAllOfTheClinicRead() {
        var document = publish(document("9")).expect(201);
        var another = signed(document("10"), "medical-director");

        Bogota.inCartagena("clinic-admin").post(DOCUMENTS, another).refused(403, "FORBIDDEN");
        Bogota.as("medical-director").post(DOCUMENTS, another).refused(404, "NOT_FOUND");
        Bogota.as("nurse").get(DOCUMENTS).refused(404, "NOT_FOUND");
        assertThat(Bogota.inCartagena("coordinator")
                        .get(DOCUMENTS)
                        .expect(200)
                        .json()
                        .findValuesAsText("id"))
                .contains(document.id().toString());
        Bogota.inCartagena("nurse").get(DOCUMENTS + "/" + document.id()).expect(200);
    }

    private Map<String, Object> document(String number) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", TYPE);
        document.put("language", "es");
        document.put("documentVersion", version + "-" + number);
        document.put("documentHash", "ab".repeat(32));
        return document;
    }

    private Map<String, Object> consent(String number) {
        var consent = Woman.consent(TYPE);
        consent.put("documentVersion", version + "-" + number);
        consent.put("signedAt", Woman.now().toString());
        return consent;
    }

    private static Answer publish(Map<String, Object> document) {
        return Bogota.inCartagena("medical-director").post(DOCUMENTS, signed(document, "medical-director"));
    }

    /** The document as it is sent, signed by that person over exactly this content. */
    private static Map<String, Object> signed(Map<String, Object> document, String signer) {
        var content = String.join(
                "\n",
                TYPE,
                document.get("language").toString(),
                document.get("documentVersion").toString(),
                document.get("documentHash").toString(),
                document.getOrDefault("effectiveFrom", "-").toString(),
                document.getOrDefault("asksAnew", true).toString());
        var person = Bogota.inCartagena(signer);
        var challenge = person.post(
                        "/v1/signature-challenges",
                        Map.of(
                                "resource",
                                DOCUMENTS,
                                "hash",
                                Signatures.hash(content),
                                "meaning",
                                "PUBLISHES_CONSENT_DOCUMENT"))
                .expect(201)
                .id();
        person.post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", DOCUMENTS))
                .expect(200);
        var sent = new LinkedHashMap<>(document);
        sent.put("signatureId", challenge);
        return sent;
    }

    private static UUID patient() {
        var patient = Bogota.inCartagena("coordinator")
                .post("/v1/patients", Bogota.somebody())
                .expect(201)
                .id();
        Bogota.inCartagena("nurse")
                .post("/v1/patients/" + patient + "/expectations-acknowledgements", Woman.expectationsSeen())
                .expect(201);
        return patient;
    }

    private static Answer sign(UUID patient, Map<String, Object> consent) {
        return Bogota.inCartagena("nurse").post("/v1/patients/" + patient + "/consents", consent);
    }

    private static void refused(UUID patient, Map<String, Object> consent, String violation) {
        assertThat(FactsTest.violations(sign(patient, consent).refused(422, "CONSENT_REFUSED")))
                .containsExactly(violation);
    }

    private static JsonNode missing(UUID patient) {
        return Bogota.inCartagena("nurse")
                .get("/v1/patients/" + patient + "/consents/missing?purpose=PROGRAMME")
                .expect(200)
                .json()
                .get("missing");
    }

    private static JsonNode read(UUID patient, UUID consent) {
        return Bogota.inCartagena("nurse")
                .get("/v1/patients/" + patient + "/consents/" + consent)
                .expect(200)
                .json();
    }

    private static JsonNode evaluate(UUID patient) {
        return Bogota.inCartagena("nurse")
                .post("/v1/patients/" + patient + "/eligibility-evaluations", Map.of("scope", "P"))
                .expect(201)
                .json();
    }
}
