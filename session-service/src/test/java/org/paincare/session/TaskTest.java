package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.Tokens;
import org.paincare.testing.local.DemoClinic;

/** What waits too long asks for somebody, and what nobody does goes to the next. */
@QuarkusTest
class TaskTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @Inject
    Timer timer;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void whoDoesNotComeIsCalledAndWhoComesAfterAllIsNot() {
        var session = ward.bookedSession(ward.patient());
        pass(39);
        assertThat(open(session)).isEmpty();
        pass(2);

        assertThat(open(session)).containsExactly("CALL_NO_SHOW");
        theDayAndTheTimelineShow(session);

        ward.checkedIn(session);
        assertThat(open(session)).isEmpty();
        assertThat(tasks(session, "NOT_NEEDED").getFirst().get("kind").asText()).isEqualTo("CALL_NO_SHOW");
    }

    private void theDayAndTheTimelineShow(UUID session) {
        var today = Ward.as("nurse")
                .get("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/today")
                .expect(200)
                .json();
        assertThat(today.at("/sessions/items").findValuesAsText("id")).contains(session.toString());
        assertThat(today.at("/tasks/items").findValuesAsText("kind")).contains("CALL_NO_SHOW");
        assertThat(today.has("alarms")).isTrue();
        Ward.as("nurse")
                .get("/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/today")
                .refused(404, "NOT_FOUND");
        var patient = ward.session(session).json().get("patientId").asText();
        var timeline = Ward.as("prescriber")
                .get("/v1/patients/" + patient + "/timeline?limit=100")
                .expect(200)
                .json();
        assertThat(timeline.findValuesAsText("kind")).contains("PLAN_SIGNED", "SESSION_BOOKED");
        assertThat(Ward.as("pharmacist")
                        .get("/v1/patients/" + patient + "/timeline?limit=100")
                        .expect(200)
                        .json()
                        .findValuesAsText("kind"))
                .contains("PLAN_SIGNED")
                .doesNotContain("SESSION_BOOKED");
    }

    @Test
    void aMovedBookingPutsTheCallOff() {
        var session = ward.bookedSession(ward.patient());
        var booking = ward.session(session).json().get("bookingId").asText();
        var booked = Ward.as("coordinator").get("/v1/bookings/" + booking).expect(200);
        var to = clinic.now().plusSeconds(7200);
        Ward.as("coordinator")
                .with("If-Match", booked.etag())
                .post(
                        "/v1/bookings/" + booking + "/move",
                        Map.of(
                                "chairId", booked.json().get("chairId").asText(),
                                "startsAt", to.toString(),
                                "endsAt", to.plusSeconds(14_400).toString(),
                                "reason", "PATIENT"))
                .expect(200);
        pass(60);
        assertThat(open(session)).isEmpty();

        pass(91);

        assertThat(open(session)).containsExactly("CALL_NO_SHOW");
    }

    @Test
    void threeFailedAttemptsMakeItTheHeadNursesAndADoneTaskStaysDone() {
        var session = ward.bookedSession(ward.patient());
        pass(41);
        var task = "/v1/tasks/" + tasks(session, "OPEN").getFirst().get("id").asText();
        var noAnswer = Map.of("result", "NO_ANSWER", "note", "rang ten times");
        Ward.as("nurse").post(task + "/attempts", noAnswer).refused(428, "PRECONDITION_REQUIRED");
        var first = Ward.as("nurse").get(task).expect(200);
        for (int i = 0; i < 3; i++) {
            var before = Ward.as("nurse").get(task).expect(200);
            assertThat(before.json().at("/assignee/role").asText()).isEqualTo("NURSE");
            Ward.as("nurse")
                    .with("If-Match", before.etag())
                    .post(task + "/attempts", noAnswer)
                    .expect(200);
        }
        Ward.as("nurse")
                .with("If-Match", first.etag())
                .post(task + "/attempts", noAnswer)
                .refused(412, "STALE");

        var escalated = Ward.as("head-nurse").get(task).expect(200);

        assertThat(escalated.json().at("/assignee/role").asText()).isEqualTo("HEAD_NURSE");
        assertThat(escalated.json().get("attempts")).hasSize(3);
        var done = Ward.as("head-nurse")
                .with("If-Match", escalated.etag())
                .post(task + "/completion", Map.of("outcome", "Reached his sister: he is ill."))
                .expect(200);
        assertThat(done.json().at("/outcome/text").asText()).startsWith("Reached");
        Ward.as("head-nurse")
                .with("If-Match", done.etag())
                .post(task + "/completion", Map.of("outcome", "again"))
                .refused(409, "TASK_STATE");
    }

    @Test
    void anOverdueTaskBecomesTheNextRoles() {
        var session = ward.bookedSession(ward.patient());
        pass(41);
        pass(31);

        var task = tasks(session, "OPEN").getFirst();

        assertThat(task.at("/assignee/role").asText()).isEqualTo("HEAD_NURSE");
        assertThat(task.get("overdue").asBoolean()).isTrue();
    }

    @Test
    void anInfusionPastItsEndRaisesAnAlarmUntilItStops() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        pass(60);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/pauses", Map.of("reason", "toilet"))
                .expect(200);
        pass(20);
        assertThat(alarms(session)).isEmpty();
        ward.command("nurse", session, "resumptions", Map.of()).expect(200);
        pass(74);
        assertThat(alarms(session)).as("the pause put the end off").isEmpty();
        pass(2);
        assertThat(alarms(session)).hasSize(1);
        var alarm = alarms(session).getFirst();
        assertThat(alarm.get("rule").asText()).isEqualTo("INFUSION_PAST_END");
        assertThat(alarm.get("level").asText()).isEqualTo("CRITICAL");
        pass(20);
        assertThat(alarms(session)).as("it latches").hasSize(1);

        Ward.as("nurse")
                .post("/v1/alarms/" + alarm.get("id").asText() + "/acknowledgement", Map.of("action", "NONE"))
                .expect(200);

        assertThat(alarms(session).getFirst().get("state").asText())
                .as("seen, and still running")
                .isEqualTo("ACKNOWLEDGED");
        pass(16);
        assertThat(alarms(session)).as("one wait, one alarm").hasSize(1);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/stop", Map.of("completed", true, "volumeMl", "32"))
                .expect(200);
        var last = alarms(session).getFirst();
        if (last.get("state").asText().equals("RAISED")) {
            // It sounded again meanwhile: closed once somebody saw that too.
            Ward.as("nurse")
                    .post("/v1/alarms/" + last.get("id").asText() + "/acknowledgement", Map.of("action", "NONE"))
                    .expect(200);
        }
        assertThat(alarms(session).getFirst().get("state").asText()).isEqualTo("CLOSED");
        var patient =
                UUID.fromString(ward.session(session).json().get("patientId").asText());
        assertThat(events.told(patient, "AlarmRaised"))
                .filteredOn(told -> told.get("rule").asText().equals("INFUSION_PAST_END"))
                .hasSize(1);
    }

    @Test
    void aVerbalOrderAsksItsPrescriberForASignatureWithinADay() {
        var prescriber = events.staff(Tokens.identity("prescriber", "bogota").sub(), "PRESCRIBER");
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        pass(31);
        ward.normal(session);
        pass(0);
        ward.command(
                        "nurse",
                        session,
                        "rate-changes",
                        Map.of(
                                "rateMlPerHour", "20",
                                "authority", "VERBAL_ORDER",
                                "orderedBy", prescriber,
                                "readBack", true,
                                "reason", "little relief"))
                .expect(200);
        var asked = tasks(session, "OPEN").getFirst();
        assertThat(asked.get("kind").asText()).isEqualTo("COUNTERSIGN_VERBAL_ORDER");
        assertThat(asked.at("/assignee/staffId").asText()).isEqualTo(prescriber.toString());

        Ward.as("prescriber")
                .post("/v1/infusion-entries/" + asked.get("subjectId").asText() + "/countersignature")
                .expect(204);

        assertThat(tasks(session, "DONE").getFirst().get("kind").asText()).isEqualTo("COUNTERSIGN_VERBAL_ORDER");
    }

    @Test
    void aSedativeThatTheProtocolDoesNotForeseeTakesAPrescribersWord() {
        var prescriber = events.staff(Tokens.identity("prescriber", "bogota").sub(), "PRESCRIBER");
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var path = "/v1/sessions/" + session + "/drugs-given";
        var midazolam = Map.of("drug", "MIDAZOLAM", "doseMg", "1", "reason", "frightened, readings seen");

        var refusal = Ward.as("nurse").post(path, midazolam).refused(422, "ADJUNCT_NEEDS_ORDER");

        assertThat(Ward.blocked(refusal)).containsExactly("ADJUNCT_NEEDS_ORDER:REF-2.3");
        var verbal = new java.util.LinkedHashMap<String, Object>(midazolam);
        verbal.put("authority", "VERBAL_ORDER");
        verbal.put("orderedBy", prescriber);
        Ward.as("nurse").post(path, verbal).refused(422, "ADJUNCT_NEEDS_ORDER");
        verbal.put("readBack", true);
        var given = Ward.as("nurse").post(path, verbal).expect(201);
        assertThat(open(session)).containsExactly("COUNTERSIGN_VERBAL_ORDER");
        Ward.as("prescriber2")
                .post(path + "/" + given.id() + "/countersignature")
                .refused(403, "FORBIDDEN");
        Ward.as("prescriber")
                .post(path + "/" + given.id() + "/countersignature")
                .expect(204);
        assertThat(open(session)).isEmpty();
        Ward.as("prescriber").post(path, midazolam).expect(201);
    }

    @Test
    void aTaskRaisedByHandIsOneHoweverOftenItIsAskedAndOnlyOfItsClinic() {
        var patient = ward.patient();
        var call = Map.of("kind", "CALL_PATIENT", "patientId", patient);
        var raised = Ward.as("prescriber").post("/v1/tasks", call).expect(201);
        assertThat(Ward.as("prescriber").post("/v1/tasks", call).expect(201).id())
                .isEqualTo(raised.id());
        Ward.as("prescriber")
                .post("/v1/tasks", Map.of("kind", "CLOSE_SESSION", "patientId", patient))
                .refused(422, "TASK_KIND_UNKNOWN");
        Ward.as("prescriber")
                .post("/v1/tasks", Map.of("kind", "CALL_PATIENT", "patientId", events.patient(DemoClinic.CARTAGENA)))
                .refused(404, "NOT_FOUND");
        Ward.as("prescriber")
                .post(
                        "/v1/tasks",
                        Map.of("kind", "CALL_PATIENT", "patientId", patient, "dueAt", "2020-01-01T00:00:00Z"))
                .refused(400, "VALIDATION_FAILED");
        Ward.as("nurse").post("/v1/tasks", call).refused(403, "FORBIDDEN");
        Ward.inCartagena("nurse").get("/v1/tasks/" + raised.id()).refused(404, "NOT_FOUND");
        Ward.as("clinic-admin").get("/v1/tasks/" + raised.id()).refused(404, "NOT_FOUND");
        Ward.as("auditor").get("/v1/tasks").refused(403, "FORBIDDEN");
        Ward.as("nurse").get("/v1/tasks?assignee=GARDENER").refused(400, "MALFORMED_PARAMETER");
        var taken = Ward.as("nurse")
                .with("If-Match", raised.etag())
                .post("/v1/tasks/" + raised.id() + "/assignment", Map.of())
                .expect(200);
        Ward.as("nurse")
                .with("If-Match", taken.etag())
                .post("/v1/tasks/" + raised.id() + "/assignment", Map.of("assigneeId", UUID.randomUUID()))
                .refused(403, "FORBIDDEN");
        assertThat(Ward.as("nurse")
                        .get("/v1/tasks?assignee=ME&limit=100")
                        .expect(200)
                        .json()
                        .get("items"))
                .isNotEmpty();
        var page = Ward.as("nurse").get("/v1/tasks?limit=1").expect(200).json();
        assertThat(page.get("items")).hasSize(1);
    }

    private void pass(long minutes) {
        clinic.minutes(minutes);
        Tenancy.apartFromTheRequest(timer::runDue);
    }

    private List<String> open(UUID session) {
        return tasks(session, "OPEN").stream()
                .map(task -> task.get("kind").asText())
                .toList();
    }

    private static List<JsonNode> tasks(UUID session, String state) {
        return items(Ward.as("nurse")
                .get("/v1/tasks?sessionId=" + session + "&state=" + state)
                .expect(200)
                .json());
    }

    /** About the wait; nobody records sets here, which raises alarms of its own. */
    private static List<JsonNode> alarms(UUID session) {
        return items(Ward.as("nurse")
                        .get("/v1/sessions/" + session + "/alarms")
                        .expect(200)
                        .json())
                .stream()
                .filter(alarm -> !alarm.get("rule").asText().startsWith("OBSERVATION_SET"))
                .toList();
    }

    private static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false).toList();
    }
}
