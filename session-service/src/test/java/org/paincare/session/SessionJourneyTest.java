package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
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

    @Inject
    RecoveryRoom room;

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
        room.discharged(session);
        assertThat(ward.state(session)).isEqualTo("DISCHARGED");

        ward.move("nurse", Map.of("type", "ADMINISTER", "sessionId", session, "mg", "32"))
                .expect(201);
        room.wastes(session, "18").expect(201);
        room.noteSigned(session);
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
        Ward.once("nurse")
                .post("/v1/sessions/" + session + "/pump-volume", Map.of("volumeMl", "31"))
                .refused(409, "STATE_DOES_NOT_ALLOW");
        Ward.once("nurse")
                .post("/v1/sessions/" + session + "/note/addenda", Map.of("body", "Llamó: sin molestias."))
                .expect(201);
    }

    @Test
    void drugUnaccountedForKeepsTheSessionOpen() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(120);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/stop", Map.of("completed", true, "volumeMl", "32"))
                .expect(200);
        room.discharged(session);
        room.noteSigned(session);
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
        var assessed =
                RecoveryRoom.assessed(session, Map.of("steadyGait", false)).json();
        assertThat(assessed.get("openForDischarge").findValuesAsText("ruleId"))
                .contains("STEADY_GAIT", "ALDRETE_TWICE")
                .doesNotContain("ESCORT_PRESENT", "CLINICIAN_SIGNATURE");
    }
}
