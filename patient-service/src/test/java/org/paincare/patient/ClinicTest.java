package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.platform.Ids;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Clinics: settings, signed policy, opening, suspending and closing, and every version of all that. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class ClinicTest {

    private static final String BOGOTA = "/v1/clinics/" + DemoClinic.BOGOTA.id();
    private static final String CARTAGENA = "/v1/clinics/" + DemoClinic.CARTAGENA.id();

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void theMedicalDirectorsSignedPolicyDecidesIsToldAndIsKept() {
        var before = Bogota.as("nurse").get(BOGOTA + "/policy").expect(200);
        var values = new java.util.TreeMap<>(Map.of(
                "FAILED_CLASSES",
                "6",
                "STRICT_BLOOD_PRESSURE",
                "true",
                "OPENING_HOURS",
                "06:30-20:00",
                "ENABLED_PROTOCOLS",
                "INP-LAU,IN-YUA",
                "OBSERVE_STEADY_MINUTES",
                "10",
                "REMIND_EVERY_28_DAYS",
                "96,24",
                "SET_OVERDUE_MINUTES",
                "3",
                "CONSENT_MONTHS",
                "6",
                "WAIVER_MONTHS",
                "2"));
        values.putAll(
                Map.of("ALERT_SBP_FROM", "150", "SOFT_STEP_OUTPATIENT", "0.125", "TASK_FETCH_LAB_RESULT_HOURS", "8"));
        var signed = sign(values, "medical-director");

        var put = Bogota.as("medical-director")
                .with("If-Match", before.etag())
                .put(BOGOTA + "/policy", policy(values, signed))
                .expect(200);

        var told = Told.by(DemoClinic.BOGOTA.id(), "ClinicConfigured").getLast();
        assertThat(told.get("policyVersion").asText())
                .isEqualTo(put.json().get("version").asText());
        assertThat(told.get("policySignedBy")).isEqualTo(put.json().at("/signature/signedBy"));
        assertThat(told.get("settings").findValuesAsText("code"))
                .containsExactly(
                        "ALERT_SBP_FROM",
                        "CONSENT_MONTHS",
                        "ENABLED_PROTOCOLS",
                        "FAILED_CLASSES",
                        "OBSERVE_STEADY_MINUTES",
                        "OPENING_HOURS",
                        "REMIND_EVERY_28_DAYS",
                        "SET_OVERDUE_MINUTES",
                        "SOFT_STEP_OUTPATIENT",
                        "STRICT_BLOOD_PRESSURE",
                        "TASK_FETCH_LAB_RESULT_HOURS",
                        "WAIVER_MONTHS");
        var incomplete = Woman.registered();
        Woman.evaluate(incomplete);
        Due.run();
        assertThat(Bogota.as("nurse")
                        .get("/v1/tasks?state=OPEN&patientId=" + incomplete)
                        .expect(200)
                        .json()
                        .at("/items/0/dueAt")
                        .asText())
                .as("a task in the time that the policy gives")
                .isLessThan(Woman.now().plusSeconds(8 * 3600).toString());
        var patient = Woman.complete();
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("REVIEW");
        assertThat(Bogota.as("nurse")
                        .get("/v1/patients/" + patient + "/consents")
                        .expect(200)
                        .json()
                        .findValuesAsText("expiresOn"))
                .as("signed under a policy of six months")
                .containsOnly(Woman.today().plusMonths(6).toString());
        var kept = Bogota.as("auditor")
                .get(BOGOTA + "/versions")
                .expect(200)
                .json()
                .get("items")
                .get(0);
        assertThat(kept.get("policyValues").get("FAILED_CLASSES").asText()).isEqualTo("6");
        assertThat(kept.get("policySignature").get("signedBy").asText())
                .isEqualTo(Tokens.identity("medical-director", "bogota").sub().toString());
        assertThat(kept.get("reason").asText()).isEqualTo("Agreed in the committee");
        Bogota.as("medical-director")
                .with("If-Match", put.etag())
                .put(BOGOTA + "/policy", policy(values, signed))
                .refused(409, "SIGNATURE_USED");

        var back = sign(Map.of(), "medical-director");
        Bogota.as("medical-director")
                .with("If-Match", put.etag())
                .put(BOGOTA + "/policy", policy(Map.of(), back))
                .expect(200);
        assertThat(Told.by(DemoClinic.BOGOTA.id(), "ClinicConfigured").getLast().has("settings"))
                .isFalse();
        Due.run();
        var latest = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/eligibility-evaluations?scope=P&limit=1")
                .expect(200);
        assertThat(latest.json().at("/items/0/decision").asText())
                .as("evaluated anew without being asked")
                .isEqualTo("ELIGIBLE");
        assertThat(latest.json().at("/items/0/evaluatedBy/name").asText()).isEqualTo("system");
    }

    @Test
    void noOtherRoleAndNoOtherSignatureChangesThePolicy() {
        var values = Map.of("LFT_DAYS", "45");
        var etag = Bogota.as("nurse").get(BOGOTA + "/policy").expect(200).etag();
        var signed = sign(values, "medical-director");

        for (var role : List.of("clinic-admin", "prescriber", "head-nurse", "coordinator", "auditor")) {
            Bogota.as(role)
                    .with("If-Match", etag)
                    .put(BOGOTA + "/policy", policy(values, signed))
                    .refused(403, "FORBIDDEN");
        }
        var director = Bogota.as("medical-director").with("If-Match", etag);
        director.put(BOGOTA + "/policy", policy(Map.of("LFT_DAYS", "46"), signed))
                .refused(422, "SIGNATURE_INVALID");
        director.put(BOGOTA + "/policy", policy(values, sign(values, "prescriber")))
                .refused(422, "SIGNER_NOT_ALLOWED");
        Bogota.as("medical-director")
                .put(BOGOTA + "/policy", policy(values, signed))
                .refused(428, "PRECONDITION_REQUIRED");
        Bogota.inCartagena("medical-director")
                .with("If-Match", etag)
                .put(BOGOTA + "/policy", policy(values, signed))
                .refused(404, "NOT_FOUND");
        Bogota.inCartagena("auditor").get(BOGOTA + "/versions").refused(404, "NOT_FOUND");
    }

    @Test
    void everyChangeOfSettingsIsAVersionWithItsReason() {
        var before = Bogota.as("nurse").get(BOGOTA).expect(200);
        var settings = new LinkedHashMap<String, Object>();
        settings.put("name", before.json().get("name").asText() + " II");
        settings.put("languages", List.of("es", "en"));
        settings.put("altitudeMetres", 2640);
        settings.put("altitudeProfile", "BOGOTA");
        settings.put("reason", "Renamed");
        var changed = Bogota.as("clinic-admin")
                .with("If-Match", before.etag())
                .put(BOGOTA, settings)
                .expect(200);

        var kept = Bogota.as("auditor")
                .get(BOGOTA + "/versions")
                .expect(200)
                .json()
                .get("items");
        assertThat(kept.get(0).get("reason").asText()).isEqualTo("Renamed");
        assertThat(kept.get(0).get("name").asText()).endsWith(" II");
        assertThat(kept.get(1).get("name").asText())
                .isEqualTo(before.json().get("name").asText());
        settings.put("name", before.json().get("name").asText());
        Bogota.as("clinic-admin")
                .with("If-Match", changed.etag())
                .put(BOGOTA, settings)
                .expect(200);
        settings.put("languages", List.of("es", "es"));
        Bogota.as("clinic-admin").put(BOGOTA, settings).refused(400, "VALIDATION_FAILED");
    }

    @Test
    void aClinicIsMadeOnceWithItsDefaultsAndItsFirstAdministrator() {
        var wanted = clinic();
        var made = Bogota.as("ops").post("/v1/clinics", wanted).expect(201);
        var again = Bogota.as("ops").post("/v1/clinics", wanted).expect(200);

        assertThat(again.id()).isEqualTo(made.id());
        assertThat(made.json().get("jurisdiction").asText()).isEqualTo("CO");
        assertThat(made.json().get("zone").asText()).isEqualTo("America/Bogota");
        assertThat(Told.by(made.id(), "StaffChanged")).singleElement().satisfies(told -> {
            assertThat(told.get("roles").get(0).asText()).isEqualTo("CLINIC_ADMIN");
        });
        wanted.put("altitudeMetres", 2600);
        Bogota.as("ops").post("/v1/clinics", wanted).refused(409, "CLINIC_EXISTS");
        wanted.put("zone", "Mars/Olympus");
        Bogota.as("ops").post("/v1/clinics", wanted).refused(422, "UNKNOWN_ZONE");
        Bogota.as("clinic-admin").post("/v1/clinics", clinic()).refused(403, "FORBIDDEN");
    }

    @Test
    void ofManyWhoMakeOneClinicOneMakesItAndNoneFails() throws Exception {
        var wanted = clinic();

        var answers = RegistryTest.inParallel(16, () -> Bogota.as("ops").post("/v1/clinics", wanted));

        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers).allMatch(a -> List.of(200, 201, 409).contains(a.status()));
    }

    @Test
    void aSuspendedClinicReadsAndWritesOnlyWhatMustNeverWait() {
        var admin = Bogota.inCartagena("clinic-admin");
        var coordinator = Bogota.inCartagena("coordinator");
        var patient =
                coordinator.post("/v1/patients", Bogota.somebody()).expect(201).id();
        try {
            state("suspension").expect(200);
            state("suspension").expect(200);

            coordinator.post("/v1/patients", Bogota.somebody()).refused(403, "CLINIC_SUSPENDED");
            admin.put(CARTAGENA + "/staff/" + Ids.next(), Map.of()).refused(403, "CLINIC_SUSPENDED");
            coordinator.get("/v1/patients/" + patient).expect(200);
            coordinator.get("/v1/me").expect(200);
            coordinator
                    .post(
                            "/v1/patients/" + patient + "/death",
                            Map.of("diedOn", Woman.today().toString()))
                    .expect(200);
            assertThat(admin.get(CARTAGENA).expect(200).json().get("state").asText())
                    .isEqualTo("SUSPENDED");
            Bogota.as("coordinator").post("/v1/patients", Bogota.somebody()).expect(201);
        } finally {
            state("reinstatement").expect(200);
        }
        coordinator.post("/v1/patients", Bogota.somebody()).expect(201);
        assertThat(Told.by(DemoClinic.CARTAGENA.id(), "ClinicConfigured")
                        .getLast()
                        .get("state")
                        .asText())
                .isEqualTo("ACTIVE");
        Bogota.inCartagena("clinic-admin")
                .post(CARTAGENA + "/suspension", because())
                .refused(403, "FORBIDDEN");
        Bogota.as("ops")
                .post("/v1/clinics/" + UUID.randomUUID() + "/suspension", because())
                .refused(404, "NOT_FOUND");
        Bogota.as("ops").post(CARTAGENA + "/suspension", "{}").refused(400, "VALIDATION_FAILED");
    }

    @Test
    void aClosedClinicStaysClosed() {
        var made = Bogota.as("ops").post("/v1/clinics", clinic()).expect(201).id();

        Bogota.as("ops").post("/v1/clinics/" + made + "/closure", because()).expect(200);
        assertThat(Told.by(made, "ClinicConfigured"))
                .as("a policy that nobody signed")
                .hasSize(2)
                .noneMatch(told -> told.has("policySignedBy"));

        Bogota.as("ops")
                .post("/v1/clinics/" + made + "/reinstatement", because())
                .refused(403, "CLINIC_CLOSED");
        Bogota.as("ops").post("/v1/clinics/" + made + "/closure", because()).expect(200);
    }

    @Test
    void theJurisdictionPacksAskForTheConsentsThatTheRulesAskFor() {
        var packs = Bogota.as("nurse")
                .get("/v1/catalogue/jurisdictions")
                .expect(200)
                .json()
                .get("packs");

        for (var pack : packs) {
            var byRules = new TreeSet<String>();
            for (var scope : Scope.values()) {
                RuleSets.current()
                        .requiredConsents(scope, pack.get("code").asText())
                        .forEach(consent -> byRules.add(consent.type()));
            }
            assertThat(texts(pack.get("requiredConsents"))).isEqualTo(byRules);
        }
    }

    private static TreeSet<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, Object> clinic() {
        var clinic = new LinkedHashMap<String, Object>();
        clinic.put("slug", "c" + UUID.randomUUID().toString().substring(0, 18));
        clinic.put("name", "Clínica nueva");
        clinic.put("altitudeMetres", 2640);
        clinic.put("altitudeProfile", "BOGOTA");
        clinic.put("firstAdministrator", Map.of("subject", Ids.next(), "displayName", "Primera Administradora"));
        return clinic;
    }

    private static Map<String, Object> because() {
        return Map.of("reason", "Contract ended");
    }

    private static Answer state(String command) {
        return Bogota.as("ops").post(CARTAGENA + "/" + command, because());
    }

    private static String sign(Map<String, String> values, String signer) {
        var preview = Bogota.as("medical-director")
                .post(BOGOTA + "/policy-previews", Map.of("values", values))
                .expect(200)
                .json();
        return Woman.signature(
                preview.get("resource").asText(),
                preview.get("contentHash").asText(),
                preview.get("meaning").asText(),
                signer);
    }

    private static Map<String, Object> policy(Map<String, String> values, String signature) {
        return Map.of("values", values, "reason", "Agreed in the committee", "signatureId", signature);
    }
}
