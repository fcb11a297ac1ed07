package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Whatever is sent is answered with a coded refusal and leaves nothing behind. */
@QuarkusTest
class HostileInputTest {

    private static final List<Object> NO_TEXTS = List.of(
            "1e-100000000",
            "NaN",
            "Infinity",
            "-0.1",
            "0.0000001",
            "1234567890",
            "1234567890123456789012345678901234567890.5",
            " 1",
            "1\u0000",
            "٣",
            "x".repeat(10_000),
            1,
            true,
            List.of("1"),
            Map.of("mg", "1"));

    private static UUID patient;
    private static UUID plan;
    private static UUID session;

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @BeforeEach
    void aSessionIsBooked() {
        ward.opens();
        if (session == null) {
            patient = ward.patient();
            session = ward.bookedSession(patient);
            plan = UUID.fromString(ward.session(session).json().get("planId").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weightKg",
                "vialConcentrationMgPerMl",
                "concentrationMgPerMl",
                "startRateMgPerKgPerHour",
                "bolusMgPerKg",
                "statedDoseMg",
                "statedVolumeMl",
                "statedPumpRateMlPerHour"
            })
    void aQuantityThatIsNoneIsRefusedInEveryFieldOfAnOrder(String field) {
        for (var value : NO_TEXTS) {
            var order = ward.order();
            order.put(field, value);

            refused(ward.ordered(session, order), 400);
        }
        var order = ward.order();
        order.put(field, "1e-100000000");
        refused(preview(order), 400);
    }

    @Test
    void whatIsMissingNullOrOfTheWrongShapeIsRefused() {
        for (var field : ward.order().keySet()) {
            var order = ward.order();
            order.put(field, List.of(Map.of("deep", List.of())));
            refused(ward.ordered(session, order), 400);
        }
        var order = ward.order();
        order.put("titration", Map.of());
        refused(ward.ordered(session, order), 400);
        order.put(
                "titration",
                Map.of(
                        "stepMgPerKgPerHour",
                        "0.1",
                        "minimumIntervalMinutes",
                        30,
                        "ceilingMgPerKgPerHour",
                        "0.05",
                        "holdCriteria",
                        List.of("pain")));
        refused(ward.ordered(session, order), 422);
        order.remove("titration");
        order.put("bodyMassIndex", 1e30);
        refused(ward.ordered(session, order), 422);
        order.remove("bodyMassIndex");
        order.put("durationMinutes", 0);
        refused(ward.ordered(session, order), 400);
        order.put("durationMinutes", 120);
        order.put("weightMeasuredAt", "2026-02-30T10:00:00Z");
        refused(ward.ordered(session, order), 400);
        order.put("weightMeasuredAt", clinic.now().plusSeconds(864_000).toString());
        refused(ward.ordered(session, order), 422);
    }

    @Test
    void anotherClinicsPatientHasNoOrderPlanOrBookingHere() {
        var theirs = events.patient(DemoClinic.CARTAGENA);
        refused(
                Ward.as("prescriber")
                        .post(
                                "/v1/patients/" + theirs + "/plans",
                                Map.of("protocolId", "DEMO-OUT", "dosingWeightKg", "64")),
                404);
        var booking = ward.booking(theirs, plan, ward.chair(), clinic.now().plusSeconds(7200));
        refused(Ward.once("coordinator").post("/v1/bookings", booking), 404);
        refused(
                Ward.inCartagena("prescriber")
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post("/v1/sessions/" + session + "/dose-orders", ward.order()),
                404);
        refused(
                Ward.inCartagena("nurse")
                        .post("/v1/dose-order-previews", Map.of("sessionId", session, "order", ward.order())),
                404);
        refused(Ward.inCartagena("prescriber").get("/v1/plans/" + plan), 404);
    }

    @Test
    void aKeyThatServedOneOrderServesNoOtherAndARepeatMakesNoSecond() {
        var caller = Ward.once("prescriber");
        var path = "/v1/sessions/" + session + "/dose-orders";
        var body = ward.order();
        var first = caller.post(path, body).expect(201);
        var other = new LinkedHashMap<>(body);
        other.put("reasons", Map.of("SESSION_TOTAL_LOW", "another"));
        caller.post(path, other).refused(422, "IDEMPOTENCY_KEY_REUSED");

        assertThat(caller.post(path, body).expect(201).id()).isEqualTo(first.id());
        Ward.as("prescriber")
                .with("Idempotency-Key", "two words")
                .post(path, body)
                .refused(400, "MALFORMED_PARAMETER");
        Ward.as("prescriber").post(path, body).refused(400, "IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    void anOldTagChangesNoOrder() {
        var order = ward.ordered(session, ward.order()).expect(201);
        var changed = ward.order();
        changed.put("reasons", Map.of("SESSION_TOTAL_LOW", "changed"));
        var path = "/v1/dose-orders/" + order.id();
        Ward.as("prescriber").put(path, changed).refused(428, "PRECONDITION_REQUIRED");
        Ward.as("prescriber").with("If-Match", order.etag()).put(path, changed).expect(200);
        var stale = Ward.as("prescriber").with("If-Match", order.etag()).put(path, ward.order());
        stale.refused(412, "STALE");
        assertThat(stale.etag()).isNotEqualTo(order.etag());
        Ward.as("prescriber").with("If-Match", "*").put(path, ward.order()).refused(412, "STALE");
    }

    @Test
    void capacityAndTasksRefuseWhatCannotBe() {
        var here = "/v1/clinics/" + DemoClinic.BOGOTA.id();
        for (var body : List.<Object>of(
                Map.of(),
                Map.of("openingHours", List.of()),
                Map.of("openingHours", List.of(Map.of("weekday", "FUNDAY", "opens", "07:00", "closes", "19:00"))),
                Map.of("openingHours", List.of(Map.of("weekday", "MONDAY", "opens", "7", "closes", "19:00"))),
                List.of())) {
            refused(Ward.as("head-nurse").with("If-Match", "\"v0\"").put(here + "/capacity-policy", body), 400);
        }
        refused(Ward.as("head-nurse").post(here + "/monitors", Map.of("name", "")), 400);
        refused(Ward.as("head-nurse").post(here + "/monitors", Map.of("name", "x".repeat(10_000))), 400);
        refused(Ward.as("head-nurse").post(here + "/closures", Map.of("reason", "no time")), 400);
        refused(
                Ward.as("head-nurse")
                        .post(
                                here + "/shifts",
                                Map.of(
                                        "staffId", UUID.randomUUID(),
                                        "startsAt", "2030-01-01T08:00:00Z",
                                        "endsAt", "2030-01-01T16:00:00Z")),
                422);
        refused(
                Ward.as("head-nurse")
                        .post(
                                here + "/shifts",
                                Map.of(
                                        "staffId", UUID.randomUUID(),
                                        "startsAt", "2030-01-01T08:00:00Z",
                                        "endsAt", "2030-02-01T16:00:00Z")),
                422);
        refused(Ward.as("coordinator").post(here + "/wait-list", Map.of("patientId", patient, "planId", plan)), 400);
        refused(
                Ward.as("coordinator")
                        .post(
                                "/v1/plans/" + plan + "/series-proposals",
                                Map.of("firstDay", "2030-01-01", "at", "09:00", "sessions", 52, "latestShiftDays", 30)),
                400);
        refused(
                Ward.as("coordinator")
                        .post(
                                "/v1/plans/" + UUID.randomUUID() + "/series-proposals",
                                Map.of("firstDay", "2030-01-01", "at", "09:00")),
                404);
        refused(Ward.as("coordinator").get(here + "/free-slots?minutes=60&from=2030-01-02&to=2030-01-01"), 400);
        refused(Ward.as("coordinator").get(here + "/free-slots?minutes=0&day=2030-01-02"), 400);
        refused(Ward.as("prescriber").post("/v1/tasks", Map.of("kind", "x", "patientId", patient)), 400);
        refused(Ward.as("nurse").get("/v1/tasks?cursor=forged"), 400);
        refused(Ward.as("nurse").get("/v1/tasks/" + UUID.randomUUID()), 404);
    }

    @Test
    void aRateChangeOfNonsenseChangesNothing() {
        for (var value : NO_TEXTS) {
            refused(ward.command("nurse", session, "rate-changes", Map.of("rateMlPerHour", value)), 400);
        }
        refused(ward.command("nurse", session, "rate-changes", Map.of("rateMlPerHour", "16")), 409);
        refused(ward.command("nurse", session, "boluses", Map.of("doseMg", "5", "overSeconds", 60)), 409);
        refused(
                Ward.as("nurse")
                        .post("/v1/sessions/" + session + "/drugs-given", Map.of("drug", "MIDAZOLAM", "doseMg", "1")),
                409);
    }

    private Answer preview(Map<String, Object> order) {
        return Ward.as("nurse").post("/v1/dose-order-previews", Map.of("sessionId", session, "order", order));
    }

    private static void refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.request()).isEqualTo(status);
        assertThat(answer.json().get("code").asText()).matches("[A-Z][A-Z0-9_]+");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
