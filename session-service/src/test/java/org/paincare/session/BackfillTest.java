package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;

/** A monitor that had no connection for a day sends what it kept, a reading a second: every one is answered and stored. */
@QuarkusTest
class BackfillTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the 86,400 readings of a day, sent in bodies of up to 5000: some of the service's transactions are filled. */
    private static final int READINGS = 1500;

    private static final int UNREADABLE = 100;
    private static final int IMPLAUSIBLE = 300;
    private static final int REPEATED = 500;
    private static final int CONFLICTING = 700;

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    RecoveryRoom room;

    private Machines monitor;

    @BeforeEach
    void theClinicHasAMonitor() {
        ward.opens();
        monitor = Machines.registered("MONITOR");
    }

    @Test
    void everyReadingOfADayIsAnsweredAndStoredOnceAndPagesNobody() throws SQLException {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        monitor.says(session, Map.of("spo2Percent", 93)).expect(201);
        var before = stored(session);
        var from = clinic.now().minusSeconds(86_400);
        var lines = new ArrayList<String>();
        for (int i = 0; i < READINGS; i++) {
            lines.add(
                    switch (i) {
                        case UNREADABLE -> "{\"spo2Percent\":";
                        case IMPLAUSIBLE -> line(i, from, 700);
                        case REPEATED -> line(i - 1, from, 93);
                        case CONFLICTING -> line(i - 1, from, 94);
                        // Ten minutes of desaturation, as nobody saw it.
                        default -> line(i, from, i >= 800 && i < 1400 ? 84 : 93);
                    });
        }

        var answers = send(session, lines);

        assertThat(answers).hasSize(READINGS);
        for (int i = 0; i < READINGS; i++) {
            assertThat(answers.get(i).get("line").asInt()).isEqualTo(i + 1);
            assertThat(answers.get(i).get("status").asInt())
                    .as("line %d", i + 1)
                    .isEqualTo(
                            switch (i) {
                                case UNREADABLE -> 400;
                                case IMPLAUSIBLE -> 422;
                                case REPEATED -> 200;
                                case CONFLICTING -> 409;
                                default -> 201;
                            });
        }
        assertThat(stored(session) - before).isEqualTo(READINGS - 4);
        var alarms = alarms(session);
        assertThat(alarms).isNotEmpty();
        alarms.forEach(alarm -> {
            assertThat(alarm.get("late").asBoolean()).isTrue();
            assertThat(alarm.has("nextStepAt")).isFalse();
        });

        var again = send(session, lines.subList(0, UNREADABLE));

        assertThat(again).allMatch(answer -> answer.get("status").asInt() == 200);
        assertThat(stored(session) - before).isEqualTo(READINGS - 4);
        lines.addAll(java.util.Collections.nCopies(5001 - READINGS, line(1, from, 93)));
        monitor.caller()
                .with("Content-Type", "application/x-ndjson")
                .post("/v1/sessions/" + session + "/observations", String.join("\n", lines))
                .refused(413, "BODY_TOO_LARGE");
    }

    @Test
    void whatWasKeptBackComesAfterTheSessionWasClosed() throws SQLException {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        monitor.says(session, Map.of("spo2Percent", 93)).expect(201);
        clinic.minutes(20);
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/stop",
                        Map.of("completed", false, "reason", "PATIENT_WISH", "volumeMl", "5.3"))
                .expect(200);
        room.discharged(session);
        ward.move("nurse", Map.of("type", "ADMINISTER", "sessionId", session, "mg", "5.3"))
                .expect(201);
        room.wastes(session, "44.7").expect(201);
        room.noteSigned(session);
        ward.command("nurse", session, "close", Map.of()).expect(200);
        var before = stored(session);
        clinic.minutes(120);
        var observedAt = clinic.now().minusSeconds(9000).toString();
        monitor.says(session, Map.of("spo2Percent", 84)).refused(409, "SESSION_NOT_OBSERVED");
        ward.observe(session, Map.of("spo2Percent", 84, "backfill", true, "observedAt", observedAt))
                .refused(409, "SESSION_NOT_OBSERVED");

        var taken = monitor.says(session, Map.of("spo2Percent", 84, "backfill", true, "observedAt", observedAt))
                .expect(201)
                .json();

        assertThat(taken.get("late").asBoolean()).isTrue();
        assertThat(stored(session) - before).isEqualTo(1);
        assertThat(ward.state(session)).isEqualTo("CLOSED");
        var shown = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/observations?sign=SPO2&limit=100")
                .expect(200)
                .json()
                .get("items");
        assertThat(shown.findValuesAsText("spo2Percent")).contains("84");
        Ward.as("nurse")
                .post("/v1/alarms/" + taken.get("alarmIds").get(0).asText() + "/acknowledgement", Map.of())
                .expect(200);
        ward.observe(ward.bookedSession(ward.patient()), Map.of("spo2Percent", 93, "backfill", true))
                .refused(409, "SESSION_NOT_OBSERVED");
        clinic.minutes(49 * 60);
        monitor.says(session, Map.of("spo2Percent", 84, "backfill", true, "observedAt", observedAt))
                .refused(409, "SESSION_NOT_OBSERVED");
    }

    private String line(int sequence, Instant from, int spo2) {
        var reading = new LinkedHashMap<String, Object>();
        reading.put("device", Map.of("id", monitor.code(), "boot", "a0", "sequence", sequence));
        reading.put("observedAt", from.plusSeconds(sequence).toString());
        reading.put("backfill", true);
        reading.put("spo2Percent", spo2);
        return JSON.valueToTree(reading).toString();
    }

    private List<JsonNode> send(UUID session, List<String> lines) {
        var answer = monitor.caller()
                .with("Content-Type", "application/x-ndjson")
                .post("/v1/sessions/" + session + "/observations", String.join("\n", lines))
                .expect(200);
        return answer.response().body().lines().map(BackfillTest::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode alarms(UUID session) {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/alarms")
                .expect(200)
                .json()
                .get("items");
    }

    private static int stored(UUID session) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var count = database.prepareStatement("SELECT count(*) FROM observation WHERE session_id = ?")) {
            count.setObject(1, session);
            var rows = count.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
