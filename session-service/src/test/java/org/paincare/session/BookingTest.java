package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.TestServers;
import org.paincare.testing.local.DemoClinic;

/** Places that cannot be given twice. */
@QuarkusTest
class BookingTest {

    private static final int RACERS = 50;

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
    void aSessionPlannedForADayIsScheduledByItsBookingOrAskedForByATask() {
        clinic.withinOneDay(java.time.ZoneId.of("America/Bogota"), 10);
        var patient = ward.patient();
        var plan = ward.activePlan(patient);
        var today = java.time.LocalDate.ofInstant(clinic.now(), java.time.ZoneId.of("America/Bogota"));
        var path = "/v1/plans/" + plan + "/sessions";
        Ward.as("coordinator")
                .post(path, Map.of("dueOn", today.minusDays(1).toString()))
                .refused(400, "VALIDATION_FAILED");
        Ward.as("nurse").post(path, Map.of("dueOn", today.toString())).refused(403, "FORBIDDEN");
        Ward.inCartagena("coordinator")
                .post(path, Map.of("dueOn", today.toString()))
                .refused(404, "NOT_FOUND");
        var planned = Ward.as("coordinator")
                .post(path, Map.of("dueOn", today.plusDays(2).toString()))
                .expect(201)
                .id();
        assertThat(ward.state(planned)).isEqualTo("PLANNED");
        assertThat(ward.session(planned).json().has("chairId")).isFalse();
        ward.command("nurse", planned, "check-in", Map.of()).refused(409, "STATE_DOES_NOT_ALLOW");

        var place = ward.booking(patient, plan, ward.chair(), clinic.now().plusSeconds(48 * 3600));
        place.put("sessionId", planned);
        place.put("holdMinutes", 30);
        Ward.once("coordinator").post("/v1/bookings", place).refused(400, "VALIDATION_FAILED");
        place.remove("holdMinutes");
        var booked = Ward.once("coordinator").post("/v1/bookings", place).expect(201);

        assertThat(booked.json().get("sessionId").asText()).isEqualTo(planned.toString());
        assertThat(ward.state(planned)).isEqualTo("SCHEDULED");
        place.put("startsAt", clinic.now().plusSeconds(96 * 3600).toString());
        place.put("endsAt", clinic.now().plusSeconds(100 * 3600).toString());
        Ward.once("coordinator").post("/v1/bookings", place).refused(409, "STATE_DOES_NOT_ALLOW");
        var other = Ward.as("coordinator")
                .post(path, Map.of("dueOn", today.plusDays(3).toString()))
                .expect(201)
                .id();
        clinic.minutes((3 + 7) * 24 * 60 + 24 * 60);
        org.paincare.platform.tenancy.Tenancy.apartFromTheRequest(timer::runDue);
        assertThat(Ward.as("nurse")
                        .get("/v1/tasks?sessionId=" + other)
                        .expect(200)
                        .json()
                        .get("items")
                        .findValuesAsText("kind"))
                .contains("BOOK_SESSION");
        ward.command("coordinator", other, "cancellation", Map.of("reason", "PATIENT"));
    }

    @Test
    void ofFiftyRacersForOneChairAndTimeExactlyOneGetsIt() throws Exception {
        var chair = ward.chair();
        var from = clinic.now().plusSeconds(3600);
        var attempts = new ArrayList<Callable<Integer>>();
        for (int patients = 0; patients < 5; patients++) {
            var patient = ward.patient();
            var asked = ward.booking(patient, ward.activePlan(patient), chair, from);
            for (int i = 0; i < RACERS / 5; i++) {
                attempts.add(() ->
                        Ward.once("coordinator").post("/v1/bookings", asked).status());
            }
        }
        try (var racers = Executors.newFixedThreadPool(RACERS)) {
            var answers = new ArrayList<Integer>();
            for (var answer : racers.invokeAll(attempts)) {
                answers.add(answer.get());
            }

            assertThat(answers).containsOnly(201, 409);
            assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        }
    }

    @Test
    void whoComesTooLateIsToldWithoutWaitingForThoseWhoBook() throws Exception {
        var chair = ward.chair();
        var from = clinic.now().plusSeconds(3600);
        var first = ward.patient();
        Ward.once("coordinator")
                .post("/v1/bookings", ward.booking(first, ward.activePlan(first), chair, from))
                .expect(201);
        var late = ward.patient();
        var asked = ward.booking(late, ward.activePlan(late), chair, from);
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var somebodyBooks = database.createStatement()) {
            database.setAutoCommit(false);
            somebodyBooks.execute("SELECT 1 FROM chair WHERE id = '" + chair + "' FOR UPDATE");

            var answer = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Ward.once("coordinator").post("/v1/bookings", asked));

            answer.refused(409, "CHAIR_TAKEN");
        }
    }

    @Test
    void aSuspendedClinicBeginsNothingNewAndFinishesWhatIsUnderWay() {
        var patient = ward.patient();
        var plan = ward.activePlan(patient);
        var chair = ward.chair();
        var from = clinic.now().plusSeconds(3600);
        var booked = Ward.once("coordinator")
                .post("/v1/bookings", ward.booking(patient, plan, chair, from))
                .expect(201);
        try {
            events.becomes(DemoClinic.BOGOTA, "SUSPENDED");

            Ward.once("coordinator")
                    .post("/v1/bookings", ward.booking(patient, plan, chair, from.plusSeconds(86_400)))
                    .refused(403, "CLINIC_SUSPENDED");
            Ward.once("prescriber")
                    .post("/v1/patients/" + patient + "/plans", Map.of("protocolId", "OUT-GEN"))
                    .refused(403, "CLINIC_SUSPENDED");
            events.becomes(DemoClinic.BOGOTA, "CLOSED");
            Ward.once("coordinator")
                    .post("/v1/bookings", ward.booking(patient, plan, chair, from.plusSeconds(86_400)))
                    .refused(403, "CLINIC_CLOSED");
            Ward.once("coordinator")
                    .with("If-Match", booked.etag())
                    .post(
                            "/v1/bookings/" + booked.json().get("id").asText() + "/cancellation",
                            Map.of("reason", "CLINIC"))
                    .expect(200);
        } finally {
            events.becomes(DemoClinic.BOGOTA, "ACTIVE");
        }
    }

    @Test
    void anOverlapIsRefusedByTheNameOfWhatIsTaken() {
        var patient = ward.patient();
        var plan = ward.activePlan(patient);
        var chair = ward.chair();
        var from = clinic.now().plusSeconds(3600);
        var booked = Ward.once("coordinator")
                .post("/v1/bookings", ward.booking(patient, plan, chair, from))
                .expect(201);
        assertThat(booked.json().get("warnings").findValuesAsText("code"))
                .as("who pays is warned about and never stands in the way")
                .containsExactly("SESSIONS_USED_UP", "SOMETHING_LATER", "AUTHORISATION_EXPIRES_BEFORE");
        assertThat(events.told(patient, "SessionBooked")
                        .getFirst()
                        .get("seriesIndex")
                        .asInt())
                .isEqualTo(1);
        var other = ward.patient();
        var later = ward.booking(other, ward.activePlan(other), chair, from.plusSeconds(3599 * 4));
        Ward.once("coordinator").post("/v1/bookings", later).refused(409, "CHAIR_TAKEN");
        Ward.once("coordinator")
                .post("/v1/bookings", ward.booking(patient, plan, ward.chair(), from))
                .refused(409, "PATIENT_BOOKED");

        var cancelling = Ward.as("coordinator").with("If-Match", booked.etag());
        var cancellation = "/v1/bookings/" + booked.id() + "/cancellation";
        cancelling.post(cancellation, Map.of("explanation", "no reason named")).refused(400, "VALIDATION_FAILED");
        cancelling.post(cancellation, Map.of("reason", "PATIENT")).expect(200);

        Ward.once("coordinator").post("/v1/bookings", later).expect(201);
        var cancelled = events.told(patient, "SessionCancelled").getFirst();
        assertThat(cancelled.get("reason").asText()).isEqualTo("PATIENT");
        assertThat(ward.state(UUID.fromString(booked.json().get("sessionId").asText())))
                .isEqualTo("CANCELLED");
    }

    @Test
    void aBookingAsksForItsKeyAndARepeatGetsTheSameAnswer() {
        var patient = ward.patient();
        var asked = ward.booking(
                patient, ward.activePlan(patient), ward.chair(), clinic.now().plusSeconds(3600));
        Ward.as("coordinator").post("/v1/bookings", asked).refused(400, "IDEMPOTENCY_KEY_REQUIRED");
        var caller = Ward.once("coordinator");
        var first = caller.post("/v1/bookings", asked).expect(201);

        var again = caller.post("/v1/bookings", asked).expect(201);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(events.told(patient, "SessionBooked")).hasSize(1);
    }

    @Test
    void aHoldLapsesAndFreesTheChair() {
        var patient = ward.patient();
        var chair = ward.chair();
        var hold = ward.booking(
                patient, ward.activePlan(patient), chair, clinic.now().plusSeconds(7200));
        hold.put("holdMinutes", 10);
        var held = Ward.once("coordinator").post("/v1/bookings", hold).expect(201);
        assertThat(held.json().get("state").asText()).isEqualTo("HELD");
        clinic.minutes(11);
        Tenancy.apartFromTheRequest(timer::runDue);

        var after = Ward.as("coordinator").get("/v1/bookings/" + held.id()).expect(200);

        assertThat(after.json().get("state").asText()).isEqualTo("EXPIRED");
        Ward.as("coordinator")
                .with("If-Match", after.etag())
                .post("/v1/bookings/" + held.id() + "/confirmation")
                .refused(409, "BOOKING_STATE");
        hold.remove("holdMinutes");
        Ward.once("coordinator").post("/v1/bookings", hold).expect(201);
    }

    @Test
    void whatIsBookedForSomebodyWhoDiedOrWithdrewIsTakenBack() {
        var dead = ward.patient();
        var left = ward.patient();
        var stays = ward.patient();
        var hers = ward.bookedSession(dead);
        var his = ward.bookedSession(left);
        var other = ward.bookedSession(stays);

        events.hear(
                DemoClinic.BOGOTA,
                "patient",
                "PatientDied",
                dead,
                "{\"patientId\":\"%s\",\"diedOn\":\"2026-11-02\",\"occurredAt\":\"%s\"}".formatted(dead, clinic.now()));
        events.hear(
                DemoClinic.BOGOTA,
                "patient",
                "EnrolmentChanged",
                left,
                "{\"patientId\":\"%s\",\"to\":\"WITHDRAWN\"}".formatted(left));
        Tenancy.apartFromTheRequest(timer::runDue);

        assertThat(ward.state(hers)).isEqualTo("CANCELLED");
        assertThat(ward.state(his)).isEqualTo("CANCELLED");
        assertThat(ward.state(other)).isEqualTo("SCHEDULED");
        assertThat(events.told(dead, "SessionCancelled"))
                .singleElement()
                .satisfies(told -> assertThat(told.get("reason").asText()).isEqualTo("DECEASED"));
        assertThat(events.told(left, "SessionCancelled"))
                .singleElement()
                .satisfies(told -> assertThat(told.get("reason").asText()).isEqualTo("ENROLMENT"));
        var chair = UUID.fromString(ward.session(hers).json().get("chairId").asText());
        var next = ward.patient();
        var place =
                ward.booking(next, ward.activePlan(next), chair, clinic.now().plusSeconds(600));
        Ward.once("coordinator").post("/v1/bookings", place).expect(201);
    }

    @Test
    void aHoldBecomesABookingAndMovesWithItsSession() {
        var patient = ward.patient();
        var hold = ward.booking(
                patient, ward.activePlan(patient), ward.chair(), clinic.now().plusSeconds(7200));
        hold.put("holdMinutes", 10);
        var held = Ward.once("coordinator").post("/v1/bookings", hold).expect(201);
        var booked = Ward.as("coordinator")
                .with("If-Match", held.etag())
                .post("/v1/bookings/" + held.id() + "/confirmation")
                .expect(200);
        var to = clinic.now().plusSeconds(90_000);

        Ward.as("coordinator")
                .with("If-Match", booked.etag())
                .post(
                        "/v1/bookings/" + held.id() + "/move",
                        Map.of(
                                "chairId", hold.get("chairId"),
                                "startsAt", to.toString(),
                                "endsAt", to.plusSeconds(14_400).toString(),
                                "reason", "PATIENT"))
                .expect(200);

        assertThat(events.told(patient, "SessionMoved")).hasSize(1);
        var session = ward.session(
                        UUID.fromString(booked.json().get("sessionId").asText()))
                .json();
        assertThat(session.get("startsAt").asText()).startsWith(to.toString().substring(0, 19));
    }
}
