package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What adverse events bring with them after the bedside: tasks, and nothing begun until they are cleared. */
@QuarkusTest
class EventFollowUpTest {

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
    void urinarySymptomsAskForALaboratoryAndHoldTheSeriesUntilTheyAreCleared() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.checkedIn(session);
        var event = recorded(session, "URO", Map.of("grade", 1)).get("id").asText();
        assertThat(tasks(patient)).contains("FETCH_LAB_RESULT", "REVIEW_ADVERSE_EVENT");
        ward.signedOrder(session);
        ward.prepared(session);
        ward.preChecked(session);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("ADVERSE_EVENT_OPEN:AE-URO");
        waives("nurse", session, "AE-URO");
        ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES");

        recorded(session, "URO", Map.of("grade", 1, "outcome", "RESOLVED", "supersedesAdverseEventId", event));

        ward.command("nurse", session, "ready", Map.of()).expect(200);
        assertThat(tasks(patient)).doesNotContain("FETCH_LAB_RESULT", "REVIEW_ADVERSE_EVENT");
    }

    @Test
    void liverValuesGradeAndAPrescriberSaysWhyTheNextSessionBegins() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.checkedIn(session);
        for (Object times : List.of("3.1", -1, 1000.5, 3.123, 1e300)) {
            var asked = event("HEP", Map.of());
            asked.put("timesUpperLimit", times);
            assertThat(Ward.once("nurse")
                            .post("/v1/sessions/" + session + "/adverse-events", asked)
                            .status())
                    .as("%s", times)
                    .isEqualTo(400);
        }
        assertThat(recorded(session, "HEP", Map.of("timesUpperLimit", 3.1))
                        .get("grade")
                        .asInt())
                .isEqualTo(2);
        var severe = recorded(session, "HEP", Map.of("timesUpperLimit", 5.01));
        assertThat(severe.get("grade").asInt()).isEqualTo(3);
        assertThat(severe.get("proposedActions").toString()).contains("HOLD_PLAN");
        ward.signedOrder(session);
        ward.prepared(session);
        ward.preChecked(session);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("ADVERSE_EVENT_OPEN:AE-HEP");

        waives("prescriber", session, "AE-HEP");

        ward.command("nurse", session, "ready", Map.of()).expect(200);
    }

    @Test
    void suicidalIdeationOnRecordKeepsTheGateShutWhateverIsSaidAtTheDoor() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        clinic.minutes(10);
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/stop",
                        Map.of("completed", false, "reason", "ADVERSE_EVENT", "volumeMl", "2"))
                .expect(200);
        ward.command("nurse", session, "recovery", Map.of()).expect(200);
        var event = recorded(session, "SUIC", Map.of()).get("id").asText();
        assertThat(tasks(patient)).contains("FOLLOW_SAFETY_PATHWAY");

        assertThat(openPoints(session)).contains("NO_NEW_SUICIDALITY");

        recorded(session, "SUIC", Map.of("outcome", "RESOLVED", "supersedesAdverseEventId", event));
        assertThat(openPoints(session)).doesNotContain("NO_NEW_SUICIDALITY");
        assertThat(tasks(patient)).doesNotContain("FOLLOW_SAFETY_PATHWAY");
    }

    private static List<String> openPoints(UUID session) {
        return RecoveryRoom.assessed(session, Map.of())
                .json()
                .get("openForDischarge")
                .findValuesAsText("ruleId");
    }

    private static com.fasterxml.jackson.databind.JsonNode recorded(
            UUID session, String code, Map<String, Object> more) {
        return Ward.once("nurse")
                .post("/v1/sessions/" + session + "/adverse-events", event(code, more))
                .expect(201)
                .json();
    }

    private static Map<String, Object> event(String code, Map<String, Object> more) {
        var asked = new LinkedHashMap<String, Object>(Map.of("code", code, "serious", false, "causality", "POSSIBLE"));
        asked.putAll(more);
        return asked;
    }

    private static void waives(String who, UUID session, String rule) {
        Ward.as(who)
                .post("/v1/sessions/" + session + "/waivers", Map.of("ruleId", rule, "reason", "seen and discussed"))
                .expect(200);
    }

    private static List<String> tasks(UUID patient) {
        var kinds = new ArrayList<String>();
        Ward.as("nurse")
                .get("/v1/tasks?patientId=" + patient)
                .expect(200)
                .json()
                .get("items")
                .forEach(task -> kinds.add(task.get("kind").asText()));
        return kinds;
    }
}
