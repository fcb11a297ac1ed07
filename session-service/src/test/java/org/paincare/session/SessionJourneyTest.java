package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.DemoClinic;

/** One whole session, from booking to closed: 64 kg, 0.25 mg/kg/h over two hours. */
@QuarkusTest
class SessionJourneyTest {

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
    void aSessionRunsFromBookingToClosed() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        assertThat(ward.state(session)).isEqualTo("INFUSING");
        assertThat(PatientServiceStandIn.heard())
                .contains("\"ESCORT_CONFIRMED\"", "\"WEIGHT_KG\"", "\"SYSTOLIC_BP\"", "\"scope\":\"S\"");

        clinic.minutes(30);
        ward.normal(session);
        clinic.minutes(90);
        ward.observe(session, Map.of("nrs", 4, "cadss6", 2)).expect(201);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/stop", Map.of("completed", true, "volumeMl", "32"))
                .expect(200);
        recovers(session);
        assertThat(ward.state(session)).isEqualTo("DISCHARGED");

        ward.move("nurse", Map.of("type", "ADMINISTER", "sessionId", session, "mg", "32"))
                .expect(201);
        wastes(session, "18").expect(201);
        noteSigned(session);
        ward.command("nurse", session, "close", Map.of()).expect(200);

        assertThat(ward.state(session)).isEqualTo("CLOSED");
        var started = events.told(patient, "SessionStarted").getFirst();
        assertThat(started.get("dosingWeightKg").asText()).isEqualTo("64");
        assertThat(started.get("orderedDoseMg").asText()).isEqualTo("32");
        assertThat(started.get("nrsBefore").asInt()).isEqualTo(7);
        var ended = events.told(patient, "SessionEnded").getFirst();
        assertThat(ended.get("outcome").asText()).isEqualTo("COMPLETED_INFUSION");
        assertThat(Double.parseDouble(ended.get("doseGivenMg").asText())).isBetween(32.0, 32.1);
        assertThat(ended.get("infusionMinutes").asInt()).isEqualTo(120);
        assertThat(ended.get("nrsAfter").asInt()).isEqualTo(4);
        assertThat(ended.at("/vitals/sbpMaxMmHg").asInt()).isEqualTo(126);
        assertThat(events.told(patient, "DischargeCompleted")).hasSize(1);
        var closed = events.told(patient, "SessionClosed").getFirst();
        assertThat(closed.get("doseGivenMg").asText()).isEqualTo("32");
        assertThat(closed.has("discrepancyId")).isFalse();
    }

    @Test
    void drugUnaccountedForKeepsTheSessionOpen() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(120);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/stop", Map.of("completed", true, "volumeMl", "32"))
                .expect(200);
        recovers(session);
        noteSigned(session);
        ward.move("nurse", Map.of("type", "ADMINISTER", "sessionId", session, "mg", "32"))
                .expect(201);

        var refusal = ward.command("nurse", session, "close", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).containsExactly("SESSION_BALANCES:REF-4-2");
        var view = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/reconciliation")
                .expect(200)
                .json();
        assertThat(view.get("unaccountedMg").asText()).isEqualTo("18");
        assertThat(view.at("/proposed/0/type").asText()).isEqualTo("WASTE");
        assertThat(ward.state(session)).isEqualTo("DISCHARGED");
    }

    @Test
    void theGateNamesEveryOpenPoint() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(20);
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/stop",
                        Map.of("completed", false, "reason", "PATIENT_WISH", "volumeMl", "5"))
                .expect(200);
        ward.command("nurse", session, "recovery", Map.of()).expect(200);

        events.reconfigured(DemoClinic.BOGOTA, "America/Bogota", "RECOVERY_MINIMUM_MINUTES=90");
        var longer = ward.command("nurse", session, "discharge-readiness", Map.of())
                .refused(422, "GUARD_REFUSES")
                .json()
                .get("blockedBy")
                .findValuesAsText("message");
        events.reconfigured(DemoClinic.BOGOTA, "America/Bogota");
        assertThat(longer).anyMatch(message -> message.startsWith("90 min"));
        var refusal =
                ward.command("nurse", session, "discharge-readiness", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal))
                .contains(
                        "DISCHARGE_POINT_OPEN:ALDRETE_TWICE",
                        "DISCHARGE_POINT_OPEN:TIME_SINCE_KETAMINE",
                        "DISCHARGE_POINT_OPEN:STEADY_GAIT",
                        "DISCHARGE_POINT_OPEN:NO_NEW_SUICIDALITY");
        var unseen = Map.of("extremitiesMoved", 4, "systolicMmHg", 126, "spo2Percent", 93, "onOxygen", false);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/recovery-scores", unseen)
                .refused(400, "VALIDATION_FAILED");
        var assessed = assessed(session, Map.of("steadyGait", false)).json();
        assertThat(assessed.get("openForDischarge").findValuesAsText("ruleId"))
                .contains("STEADY_GAIT", "ALDRETE_TWICE")
                .doesNotContain("ESCORT_PRESENT", "CLINICIAN_SIGNATURE");
    }

    private void recovers(UUID session) {
        ward.command("nurse", session, "recovery", Map.of()).expect(200);
        clinic.minutes(45);
        scored(session);
        clinic.minutes(20);
        scored(session);
        ward.normal(session);
        var assessed = assessed(session, Map.of());
        var hash = assessed.json().get("contentHash").asText();
        assertThat(assessed.json().get("openForDischarge")).isEmpty();
        var signature = Ward.signed("/v1/sessions/" + session, hash, "nurse", "DISCHARGES")
                .getFirst();
        ward.command(
                        "nurse",
                        session,
                        "discharge",
                        Map.of("signatureId", signature, "comfort", List.of(Map.of("code", "FELT_SAFE", "score", 9))))
                .expect(200);
    }

    private void scored(UUID session) {
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/recovery-scores",
                        Map.of(
                                "extremitiesMoved",
                                4,
                                "respiration",
                                "DEEP_BREATH_AND_COUGH",
                                "systolicMmHg",
                                126,
                                "consciousness",
                                "FULLY_AWAKE",
                                "spo2Percent",
                                93,
                                "onOxygen",
                                false))
                .expect(201);
    }

    private org.paincare.testing.http.Answer assessed(UUID session, Map<String, Object> but) {
        var seen = new java.util.LinkedHashMap<String, Object>();
        seen.put("rass", 0);
        seen.put("cadss6", 1);
        seen.put("escortName", "Hermana Ficticia");
        for (var point : List.of(
                "orientedTimesThree",
                "steadyGait",
                "nauseaControlled",
                "suicidalityExcluded",
                "ivRemoved",
                "writtenInstructions",
                "emergencyNumber",
                "followUpTasks")) {
            seen.put(point, true);
        }
        seen.put("vitalsAccepted", false);
        seen.putAll(but);
        return Ward.as("nurse")
                .post("/v1/sessions/" + session + "/discharge-assessments", seen)
                .expect(201);
    }

    private org.paincare.testing.http.Answer wastes(UUID session, String mg) {
        var waste =
                Map.<String, Object>of("type", "WASTE", "sessionId", session, "mg", mg, "reason", "residual volume");
        var hash = Ward.as("nurse")
                .post("/v1/ledger-event-previews", waste)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        var witness =
                Ward.signed("/v1/ledger-events", hash, "nurse2", "WITNESSES").getFirst();
        var witnessed = new java.util.LinkedHashMap<String, Object>(waste);
        witnessed.put("witnessSignatureId", witness);
        return ward.move("nurse", witnessed);
    }

    private void noteSigned(UUID session) {
        var note = Ward.as("nurse")
                .put("/v1/sessions/" + session + "/note", Map.of("body", "Sesión sin novedad."))
                .expect(200)
                .json();
        var resource = "/v1/sessions/" + session + "/note";
        Ward.as("prescriber")
                .post(
                        resource + "/signatures",
                        Map.of(
                                "signatureIds",
                                Ward.signed(resource, note.get("contentHash").asText(), "prescriber", "AUTHORS")))
                .expect(200);
    }
}
