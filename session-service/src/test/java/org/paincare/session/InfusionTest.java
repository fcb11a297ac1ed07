package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A running infusion: alarms, pauses, rates, readings. */
@QuarkusTest
class InfusionTest {

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
    void aCriticalPressureIsPausedAcknowledgedAndResumedByThePrescriberOnly() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        clinic.minutes(20);
        var reading = ward.observe(session, Map.of("sbpMmHg", 183, "dbpMmHg", 98))
                .expect(201)
                .json();
        assertThat(reading.get("findings").findValuesAsText("rule")).contains("V-SBP-CRITICAL-HIGH");
        Ward.as("nurse").post("/v1/sessions/" + session + "/pauses").expect(200);
        assertThat(ward.state(session)).isEqualTo("PAUSED");
        assertThat(Ward.blocked(ward.command("prescriber", session, "resumptions", Map.of())
                        .refused(422, "GUARD_REFUSES")))
                .containsExactly("ALARM_ACKNOWLEDGED:REF-3.4");
        for (var alarm : reading.get("alarmIds")) {
            Ward.as("nurse")
                    .post("/v1/alarms/" + alarm.asText() + "/acknowledgement", Map.of("action", "TREATED"))
                    .expect(200);
        }
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "resumptions", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("RESUME_ORDERED_BY_PRESCRIBER:REF-0.1.5");

        ward.command("prescriber", session, "resumptions", Map.of("reason", "128/80 after 5 minutes"))
                .expect(200);

        assertThat(ward.state(session)).isEqualTo("INFUSING");
        var raised = events.told(patient, "AlarmRaised");
        assertThat(raised.stream().map(a -> a.get("rule").asText())).contains("V_SBP_CRITICAL_HIGH");
        assertThat(events.told(patient, "AlarmAcknowledged")).isNotEmpty();
        assertThat(events.told(patient, "ObservationFlagged")
                        .getFirst()
                        .get("baseline")
                        .asInt())
                .isEqualTo(124);
    }

    @Test
    void aPauseDoesNotCountAndADecreaseIsNeverRefused() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(60);
        Ward.as("nurse").post("/v1/sessions/" + session + "/pauses").expect(200);
        clinic.minutes(30);
        ward.command("nurse", session, "resumptions", Map.of()).expect(200);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/rate-changes", Map.of("rateMlPerHour", "8"))
                .expect(200);
        clinic.minutes(60);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/stop", Map.of("completed", false))
                .expect(200);

        var infusion = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json();

        assertThat(Double.parseDouble(infusion.get("givenMg").asText())).isBetween(24.0, 24.2);
        assertThat(infusion.get("pausedSeconds").asLong()).isBetween(1800L, 1810L);
        var owed = ward.session(session).json().get("transitions").findValuesAsText("command");
        assertThat(owed).contains("DECREASE_RATE", "STOP");
    }

    @Test
    void anIncreaseOutsideTheOrderNeedsAPrescriberAndNeverPassesAHardLimit() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(31);
        assertThat(Ward.blocked(ward.command("nurse", session, "rate-changes", Map.of("rateMlPerHour", "20"))
                        .refused(422, "GUARD_REFUSES")))
                .containsExactly("INCREASE_NEEDS_ORDER:REF-0.2.8");
        var tooMuch = Map.of("rateMlPerHour", "80", "authority", "PRESCRIBER_ORDER", "reason", "more");
        assertThat(Ward.blocked(ward.command("prescriber", session, "rate-changes", tooMuch)
                        .refused(422, "GUARD_REFUSES")))
                .anyMatch(code -> code.contains("G-RATE-OUT"));

        ward.command(
                        "prescriber",
                        session,
                        "rate-changes",
                        Map.of("rateMlPerHour", "20", "authority", "PRESCRIBER_ORDER", "reason", "well tolerated"))
                .expect(200);
    }

    @Test
    void aReadingThatCannotBeIsRefusedAndNothingOfItIsKept() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var before = readings(session);
        var refusal = ward.observe(
                        session, List.of(Map.of("hrPerMinute", 70), Map.of("spo2Percent", 101, "hrPerMinute", 71)))
                .refused(422, "OBSERVATION_IMPLAUSIBLE");
        assertThat(refusal.json().at("/violations/0/pointer").asText()).isEqualTo("/1/spo2Percent");
        ward.observe(session, Map.of("sbpMmHg", 80, "dbpMmHg", 80)).refused(422, "OBSERVATION_IMPLAUSIBLE");
        ward.observe(session, Map.of()).refused(400, "VALIDATION_FAILED");
        assertThat(readings(session)).isEqualTo(before);
    }

    @Test
    void aDevicesReadingIsTakenOnceAndAConflictRefused() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var device = Map.of("id", "monitor-" + UUID.randomUUID(), "boot", "b1", "sequence", 7);
        var reading = Map.of(
                "device", device, "spo2Percent", 92, "observedAt", clinic.now().toString());
        var first = ward.observe(session, reading).expect(201).json();

        var again = ward.observe(session, reading).expect(200).json();

        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(again.get("repeated").asBoolean()).isTrue();
        ward.observe(
                        session,
                        Map.of(
                                "device",
                                device,
                                "spo2Percent",
                                91,
                                "observedAt",
                                clinic.now().toString()))
                .refused(409, "READING_CONFLICT");
    }

    @Test
    void aPersonsReadingThatIsSentAgainUnderItsKeyIsTakenOnce() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var before = readings(session);
        var nurse = Ward.once("nurse");
        var path = "/v1/sessions/" + session + "/observations";
        var list = List.of(Map.of("hrPerMinute", 70), Map.of("hrPerMinute", 70));
        var first = nurse.post(path, list).expect(200).json();

        var again = nurse.post(path, list).expect(200).json();

        assertThat(again.findValuesAsText("id")).isEqualTo(first.findValuesAsText("id"));
        assertThat(readings(session)).isEqualTo(before + 2);
        nurse.post(path, List.of(Map.of("hrPerMinute", 71))).refused(409, "READING_CONFLICT");
        Ward.as("nurse").with("Idempotency-Key", "two words").post(path, list).refused(400, "MALFORMED_PARAMETER");
        Ward.once("nurse").post(path, list).expect(200);
        Ward.as("nurse").post(path, list).expect(200);
        Ward.as("nurse").post(path, list).expect(200);
        assertThat(readings(session)).isEqualTo(before + 8);
    }

    @Test
    void aBacklogIsTakenLineByLine() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);

        var answer = Ward.as("nurse")
                .with("Content-Type", "application/x-ndjson")
                .post(
                        "/v1/sessions/" + session + "/observations",
                        "{\"hrPerMinute\":70}\n{\"hrPerMinute\":700}\nnonsense\n{\"hrPerMinute\":72}\n")
                .expect(200)
                .response()
                .body();

        assertThat(answer.lines().map(line -> line.replaceAll(".*\"status\":(\\d+).*", "$1")))
                .containsExactly("201", "422", "400", "201");
    }

    @Test
    void anAdverseEventIsGradedByItsFigures() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        clinic.minutes(10);
        var nausea = Map.of("code", "NAUS", "grade", 2, "serious", false, "causality", "PROBABLE", "action", "TREATED");
        var recorded = Ward.as("nurse")
                .post("/v1/sessions/" + session + "/adverse-events", nausea)
                .expect(201)
                .json();
        assertThat(recorded.get("rateMgPerKgPerHour").asText()).isEqualTo("0.25");
        var rise = Map.of("code", "HTN", "serious", false, "causality", "PROBABLE");
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/adverse-events", rise)
                .refused(422, "AE_IS_OBSERVATION");
        ward.observe(session, Map.of("sbpMmHg", 185, "dbpMmHg", 99)).expect(201);

        var judged = Ward.as("nurse")
                .post("/v1/sessions/" + session + "/adverse-events", rise)
                .expect(201)
                .json();

        assertThat(judged.get("grade").asInt()).isEqualTo(3);
        assertThat(judged.get("proposedActions").toString()).contains("PAUSE");
        assertThat(events.told(patient, "AdverseEventRecorded")).hasSize(2);
    }

    @Test
    void aRescueDrugIsNeverRefusedAndAnyOtherIsHeldToItsLimits() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var path = "/v1/sessions/" + session + "/drugs-given";
        Ward.as("nurse")
                .post(path, Map.of("drug", "FLUMAZENIL", "doseMg", "0.2"))
                .expect(201);
        Ward.as("nurse").post(path, Map.of("drug", "OXYGEN")).expect(201);
        Ward.as("nurse").post(path, Map.of("drug", "MIDAZOLAM", "doseMg", "6")).refused(422, "ADJUNCT_REFUSED");
        Ward.as("nurse").post(path, Map.of("drug", "ASPIRIN", "doseMg", "500")).refused(422, "DRUG_UNKNOWN");

        var held = Ward.as("nurse").post(path, Map.of("drug", "ONDANSETRON", "doseMg", "4"));

        held.refused(422, "ADJUNCT_REFUSED");
        assertThat(held.json().at("/findings/0/ruleId").asText()).isEqualTo("A-OND-QT");
        Ward.as("nurse")
                .post(path, Map.of("drug", "ONDANSETRON", "doseMg", "4", "reason", "no long QT known, ECG seen"))
                .expect(201);
    }

    @Test
    void aTransferStopsTheDrugAndStillHasToBalance() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        clinic.minutes(30);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/transfer", Map.of("reason", "chest pain"))
                .expect(200);

        var ended = events.told(patient, "SessionEnded").getFirst();

        assertThat(ended.get("outcome").asText()).isEqualTo("TRANSFERRED");
        assertThat(Double.parseDouble(ended.get("doseGivenMg").asText())).isBetween(8.0, 8.1);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "close", Map.of()).refused(422, "GUARD_REFUSES")))
                .anyMatch(code -> code.startsWith("STOP_TIME_AND_VOLUME"))
                .anyMatch(code -> code.startsWith("SESSION_BALANCES"));
    }

    private int readings(UUID session) {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/observations?limit=100")
                .expect(200)
                .json()
                .get("items")
                .size();
    }
}
