package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.http.Answer;

/** A whole session in a power cut: run on paper, charted afterwards by the two who were there, and closed. */
@QuarkusTest
class DowntimeTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    private UUID session;
    private Instant from;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void aSessionRunOnPaperIsChartedFromCheckInToClosed() {
        var patient = ward.patient();
        session = ward.bookedSession(patient);
        from = clinic.now().plusSeconds(60);
        clinic.minutes(300);
        opened();

        step("nurse", "check-in", at(2), Map.of()).expect(200);
        ward.signedOrder(session);
        ward.prepared(session);
        observed(
                at(4),
                Map.of("sbpMmHg", 124, "dbpMmHg", 78, "hrPerMinute", 72, "spo2Percent", 93, "nrs", 7, "rass", 0));
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/pre-checks",
                        Map.of("items", ward.allPassed(session), "occurredAt", at(5)))
                .expect(200);
        step("nurse2", "ready", at(10), Map.of()).expect(200);
        step("nurse", "start", at(12), Map.of()).expect(200);
        Ward.as("nurse2")
                .post("/v1/sessions/" + session + "/pauses", Map.of("reason", "to the toilet", "occurredAt", at(40)))
                .expect(200);
        step("nurse", "resumptions", at(45), Map.of()).expect(200);
        step("nurse", "rate-changes", at(60), Map.of("rateMlPerHour", "8", "reason", "nausea"))
                .expect(200);
        Ward.as("nurse2")
                .post(
                        "/v1/sessions/" + session + "/stop",
                        Map.of("completed", true, "volumeMl", "22", "occurredAt", at(137)))
                .expect(200);
        step("nurse", "recovery", at(140), Map.of()).expect(200);
        scored(at(160));
        scored(at(180));
        observed(
                at(181),
                Map.of("sbpMmHg", 122, "dbpMmHg", 78, "hrPerMinute", 70, "rrPerMinute", 14, "spo2Percent", 93));
        var seen = assessed();
        var signature = Ward.signed("/v1/sessions/" + session, seen, "nurse", "DISCHARGES")
                .getFirst();
        step("nurse", "discharge", at(210), Map.of("signatureId", signature)).expect(200);
        assertThat(ward.state(session)).isEqualTo("DISCHARGED");
        assertThat(Ward.blocked(step("nurse", "close", at(220), Map.of()).refused(422, "GUARD_REFUSES")))
                .as("what a paper chart owes too")
                .contains("SESSION_BALANCES:REF-4-2", "NOTE_SIGNED:REF-3.1");
        ward.move("nurse", Map.of("type", "ADMINISTER", "sessionId", session, "mg", "22"))
                .expect(201);
        wasted();
        noted();

        step("nurse2", "close", at(225), Map.of()).expect(200);

        assertThat(ward.state(session)).isEqualTo("CLOSED");
        var infusion = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json();
        assertThat(infusion.get("entries").findValuesAsText("occurredAt").getFirst())
                .isEqualTo(at(12));
        assertThat(infusion.get("entries").findValuesAsText("kind"))
                .containsExactly("START", "PAUSE", "RESUME", "RATE_CHANGE", "STOP");
        var ended = events.told(patient, "SessionEnded").getFirst();
        assertThat(ended.get("infusionMinutes").asInt()).isEqualTo(120);
        var steps = ward.session(session).json().get("transitions");
        assertThat(steps.findValues("warnings").toString())
                .as("a pump that nobody read back is a warning, and stays on record")
                .contains("PUMP_CHECKED_BY_SECOND_PERSON");
        assertThat(steps.findValuesAsText("occurredAt")).isSorted();
    }

    private String at(long minutes) {
        return from.plusSeconds(minutes * 60).toString();
    }

    /** Both sign which hours they chart. */
    private void opened() {
        var hours = new LinkedHashMap<String, Object>();
        hours.put("from", from.toString());
        hours.put("to", clinic.now().minusSeconds(60).toString());
        hours.put("reason", "corte de energía, registro en papel");
        var resource = "/v1/sessions/" + session + "/downtime-chartings";
        var hash = Ward.as("nurse")
                .post("/v1/sessions/" + session + "/downtime-charting-previews", hours)
                .expect(200)
                .json()
                .get("contentHash")
                .asText();
        hours.put("signatureIds", Ward.signed(resource, hash, "nurse", "CHARTS", "nurse2", "WITNESSES"));
        Ward.once("nurse").post(resource, hours).expect(201);
    }

    private Answer step(String user, String command, String occurredAt, Map<String, Object> more) {
        var body = new LinkedHashMap<String, Object>(more);
        body.put("occurredAt", occurredAt);
        return ward.command(user, session, command, body);
    }

    private void observed(String at, Map<String, Object> signs) {
        var reading = new LinkedHashMap<String, Object>(signs);
        reading.put("observedAt", at);
        ward.observe(session, reading).expect(201);
    }

    private void scored(String at) {
        var score = new LinkedHashMap<String, Object>(Map.of(
                "extremitiesMoved",
                4,
                "respiration",
                "DEEP_BREATH_AND_COUGH",
                "systolicMmHg",
                122,
                "consciousness",
                "FULLY_AWAKE",
                "spo2Percent",
                93,
                "onOxygen",
                false));
        score.put("occurredAt", at);
        Ward.as("nurse2")
                .post("/v1/sessions/" + session + "/recovery-scores", score)
                .expect(201);
    }

    private String assessed() {
        return RecoveryRoom.assessed(session, Map.of())
                .json()
                .get("contentHash")
                .asText();
    }

    private void wasted() {
        var left = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/reconciliation")
                .expect(200)
                .json()
                .get("unaccountedMg")
                .asText();
        var waste = new LinkedHashMap<String, Object>(
                Map.of("type", "WASTE", "sessionId", session, "mg", left, "reason", "residual volume"));
        var hash = Ward.as("nurse")
                .post("/v1/ledger-event-previews", waste)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        waste.put(
                "witnessSignatureId",
                Ward.signed("/v1/ledger-events", hash, "nurse2", "WITNESSES").getFirst());
        ward.move("nurse", waste).expect(201);
    }

    private void noted() {
        var note = Ward.as("nurse")
                .put("/v1/sessions/" + session + "/note", Map.of("body", "Registro en papel, transcrito."))
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
