package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.TestServers;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** A clinic that runs by its own hours, roster and monitors: Cartagena. Each test has days of its own. */
@QuarkusTest
class CapacityTest {

    private static final DemoClinic HERE = DemoClinic.CARTAGENA;
    private static final String CLINIC = "/v1/clinics/" + HERE.id();
    private static final ZoneId ZONE = ZoneId.of("America/Bogota");
    private static final AtomicInteger DAYS = new AtomicInteger(10);

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @Inject
    Timer timer;

    private LocalDate day;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        day = LocalDate.ofInstant(clinic.now(), ZONE).plusDays(DAYS.addAndGet(3));
        policy(false, false);
    }

    @Test
    void aPolicyIsSetByWhoReadTheLastOneAndEveryVersionIsKept() {
        var before = as("head-nurse").get(CLINIC + "/capacity-policy").expect(200);
        as("head-nurse").put(CLINIC + "/capacity-policy", asked(false, false)).refused(428, "PRECONDITION_REQUIRED");
        as("head-nurse")
                .with("If-Match", "\"v0\"")
                .put(CLINIC + "/capacity-policy", asked(false, false))
                .refused(412, "STALE");
        var overlapping = asked(false, false);
        overlapping.put("openingHours", List.of(hours("MONDAY", "07:00", "12:00"), hours("MONDAY", "11:00", "13:00")));
        as("head-nurse")
                .with("If-Match", before.etag())
                .put(CLINIC + "/capacity-policy", overlapping)
                .refused(400, "VALIDATION_FAILED");
        as("nurse")
                .with("If-Match", before.etag())
                .put(CLINIC + "/capacity-policy", asked(false, false))
                .refused(403, "FORBIDDEN");
        Ward.as("head-nurse").get(CLINIC + "/capacity-policy").refused(404, "NOT_FOUND");

        var set = as("head-nurse")
                .with("If-Match", before.etag())
                .put(CLINIC + "/capacity-policy", asked(false, false))
                .expect(200);

        assertThat(set.json().get("version").asInt())
                .isEqualTo(before.json().get("version").asInt() + 1);
    }

    @Test
    void aBookingKeepsToTheHoursAndToWhatAnInfusionTakes() {
        var patient = patient();
        var chair = chair();
        book(patient, chair, "05:00", 240).refused(422, "OUTSIDE_OPENING_HOURS");
        book(patient, chair, "16:00", 240).refused(422, "OUTSIDE_OPENING_HOURS");

        var refusal = book(patient, chair, "08:00", 120).refused(422, "BOOKING_TOO_SHORT");

        assertThat(refusal.json().get("limit").asInt()).isEqualTo(210);
        assertThat(refusal.json().get("value").asInt()).isEqualTo(120);
        assertThat(refusal.json().get("unit").asText()).isEqualTo("min");
        book(patient, chair, "08:00", 210).expect(201);
        book(patient(), chair, "11:30", 210).refused(409, "CHAIR_TAKEN");
        book(patient(), chair, "11:45", 210).expect(201);
    }

    @Test
    void theRosterBindsByRatioAndSkill() {
        policy(true, false);
        var first = patient();
        var refusal = book(first, chair(), "08:00", 240).refused(409, "STAFF_SHORT");
        assertThat(refusal.json().get("limit").asInt()).isZero();
        assertThat(refusal.json().get("value").asInt()).isEqualTo(1);
        var nurse = events.staff(HERE, Tokens.identity("nurse", "cartagena").sub(), "NURSE", "");
        var lead = events.staff(HERE, Tokens.identity("head-nurse", "cartagena").sub(), "HEAD_NURSE", "ACLS");
        shift(nurse, "07:00", 12).expect(201);
        shift(nurse, "12:00", 4).refused(409, "SHIFT_OVERLAPS");
        book(first, chair(), "08:00", 240).refused(409, "SKILL_MISSING");
        var leads = shift(lead, "07:00", 12).expect(201);
        var named = booking(first, chair(), "08:00", 240);
        named.put("nurseId", nurse);
        var booked = once("coordinator").post("/v1/bookings", named).expect(201);

        var withdrawn = as("head-nurse")
                .with("If-Match", leads.etag())
                .post(CLINIC + "/shifts/" + leads.id() + "/cancellation", Map.of("reason", "ill"))
                .expect(200);

        assertThat(withdrawn.json().at("/understaffedBookingIds/0").asText())
                .isEqualTo(booked.id().toString());
        assertThat(taskKinds(first)).contains("REBOOK_SESSION");
    }

    @Test
    void ofSixRacersForTwoPlacesOfOneNurseTwoGetThem() throws Exception {
        policy(true, false);
        var lead = events.staff(HERE, Tokens.identity("head-nurse", "cartagena").sub(), "HEAD_NURSE", "ACLS");
        shift(lead, "07:00", 12).expect(201);
        var attempts = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 6; i++) {
            var asked = booking(patient(), chair(), "08:00", 240);
            attempts.add(() -> once("coordinator").post("/v1/bookings", asked));
        }
        try (var racers = Executors.newFixedThreadPool(6)) {
            var statuses = new ArrayList<Integer>();
            for (var answer : racers.invokeAll(attempts)) {
                statuses.add(answer.get().status());
            }

            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
        }
    }

    @Test
    void eachBookingTakesAMonitorUntilNoneIsLeft() {
        policy(false, true);
        var known = as("nurse")
                .get(CLINIC + "/monitors")
                .expect(200)
                .json()
                .get("items")
                .size();
        as("head-nurse")
                .post(CLINIC + "/monitors", Map.of("name", "Monitor " + UUID.randomUUID()))
                .expect(201);
        for (int i = 0; i <= known; i++) {
            var booked = book(patient(), chair(), "08:00", 240).expect(201);
            assertThat(booked.json().hasNonNull("monitorId")).isTrue();
        }
        book(patient(), chair(), "09:00", 240).refused(409, "MONITOR_TAKEN");
        var unknown = booking(patient(), chair(), "08:00", 240);
        unknown.put("monitorId", UUID.randomUUID());
        once("coordinator").post("/v1/bookings", unknown).refused(422, "MONITOR_UNKNOWN");
    }

    @Test
    void aClosureNamesWhomItMeetsAndRefusesTheRest() {
        var met = patient();
        var booked = book(met, chair(), "08:00", 240).expect(201);
        var closure = as("head-nurse")
                .post(
                        CLINIC + "/closures",
                        Map.of(
                                "startsAt", at("00:00").toString(),
                                "endsAt", at("23:59").toString(),
                                "reason", "Fiesta patronal"))
                .expect(201);
        assertThat(closure.json().at("/affectedBookingIds/0").asText())
                .isEqualTo(booked.id().toString());
        assertThat(taskKinds(met)).containsExactly("REBOOK_SESSION");
        var other = patient();
        book(other, chair(), "08:00", 240).refused(409, "CLOSED_THEN");
        assertThat(free(day, day, 60)).isEmpty();
        var tag = closure.json().get("etag").asText();

        as("head-nurse")
                .with("If-Match", tag)
                .post(CLINIC + "/closures/" + closure.json().get("id").asText() + "/cancellation")
                .expect(200);

        book(other, chair(), "08:00", 240).expect(201);
        as("head-nurse")
                .post(
                        CLINIC + "/closures",
                        Map.of(
                                "startsAt",
                                at("10:00").toString(),
                                "endsAt",
                                at("09:00").toString(),
                                "reason",
                                "no time"))
                .refused(422, "BOOKING_TIME_INVALID");
    }

    @Test
    void aCancelledPlaceIsOfferedToTheFirstWhomItSuitsAndThenToTheNext() {
        var chair = chair();
        var booked = book(patient(), chair, "08:00", 240).expect(201);
        var tooLate = waits(patient(), 1, "12:00", "18:00");
        var first = waits(patient(), 1, "07:00", "10:00");
        var second = waits(patient(), 2, "07:00", "10:00");
        as("coordinator")
                .with("If-Match", booked.etag())
                .post("/v1/bookings/" + booked.id() + "/cancellation", Map.of("reason", "PATIENT"))
                .expect(200);
        pass(0);
        var offer = entry(first);
        assertThat(offer.get("state").asText()).isEqualTo("OFFERED");
        assertThat(entry(second).get("state").asText()).isEqualTo("WAITING");
        assertThat(taskKinds(UUID.fromString(offer.get("patientId").asText()))).containsExactly("OFFER_FREED_PLACE");

        pass(31);

        assertThat(entry(first).get("state").asText())
                .as("not confirmed in time")
                .isEqualTo("WAITING");
        var next = entry(second);
        assertThat(next.get("state").asText()).isEqualTo("OFFERED");
        assertThat(entry(tooLate).get("state").asText()).isEqualTo("WAITING");
        var held = as("coordinator")
                .get("/v1/bookings/" + next.get("bookingId").asText())
                .expect(200);
        as("coordinator")
                .with("If-Match", held.etag())
                .post("/v1/bookings/" + held.json().get("id").asText() + "/confirmation")
                .expect(200);
        assertThat(as("coordinator")
                        .get(CLINIC + "/wait-list?limit=100")
                        .expect(200)
                        .json()
                        .findValuesAsText("id"))
                .doesNotContain(second.toString());
        assertThat(taskKinds(UUID.fromString(next.get("patientId").asText()))).isEmpty();
    }

    @Test
    void aPlanWaitsOnceAndOnDaysToCome() {
        var patient = patient();
        var plan = plan(patient);
        var asked = new LinkedHashMap<String, Object>();
        asked.put("patientId", patient);
        asked.put("planId", plan);
        asked.put("fromDay", day.toString());
        asked.put("toDay", day.minusDays(1).toString());
        as("coordinator").post(CLINIC + "/wait-list", asked).refused(422, "WAIT_LIST_DAYS_INVALID");
        asked.put("toDay", day.plusDays(1).toString());
        var added = as("coordinator").post(CLINIC + "/wait-list", asked).expect(201);
        assertThat(added.json().get("minutes").asInt()).isEqualTo(210);
        as("coordinator").post(CLINIC + "/wait-list", asked).refused(409, "WAIT_LIST_TWICE");
        asked.put("patientId", patient());
        as("coordinator").post(CLINIC + "/wait-list", asked).refused(404, "NOT_FOUND");
        Ward.as("coordinator").post(CLINIC + "/wait-list", asked).refused(404, "NOT_FOUND");
        as("coordinator")
                .with("If-Match", added.etag())
                .post(CLINIC + "/wait-list/" + added.id() + "/withdrawal", Map.of("reason", "moved away"))
                .expect(200);
        as("coordinator")
                .with("If-Match", "\"v1\"")
                .post(CLINIC + "/wait-list/" + added.id() + "/withdrawal", Map.of("reason", "again"))
                .refused(409, "WAIT_LIST_STATE");
    }

    @Test
    void aYearOfFullChairsIsSearchedAtOnce() throws SQLException {
        var patient = patient();
        var plan = plan(patient);
        var chairs = List.of(chair(), chair(), chair(), chair());
        var from = LocalDate.ofInstant(clinic.now(), ZONE).plusYears(2);
        fill(plan, chairs, from);
        chair();

        var found = assertTimeout(
                Duration.ofSeconds(5),
                () -> as("coordinator")
                        .get(CLINIC + "/free-slots?minutes=240&limit=100&from=" + from + "&to=" + from.plusDays(365))
                        .expect(200)
                        .json()
                        .get("items"));

        assertThat(found).hasSize(100);
        var mine = new ArrayList<String>();
        for (var slot : free(from, from, 240)) {
            mine.add(slot.get("chairId").asText());
        }
        assertThat(mine)
                .doesNotContainAnyElementsOf(chairs.stream().map(UUID::toString).toList());
        as("coordinator")
                .get(CLINIC + "/free-slots?minutes=240&from=2026-01-01&to=2028-01-01")
                .refused(400, "MALFORMED_PARAMETER");
        as("coordinator").get(CLINIC + "/free-slots?minutes=240&day=2026-02-30").refused(400, "MALFORMED_PARAMETER");
    }

    @Test
    void aSeriesKeepsItsSpacingAndItsTimeOfDayAcrossDaylightSaving() {
        chair();
        var patient = patient();
        var plan = plan(patient);
        var spring = LocalDate.of(day.getYear() + 3, 3, 1);
        try {
            events.reconfigured(HERE, "America/New_York");
            var proposed = as("coordinator")
                    .post(
                            "/v1/plans/" + plan + "/series-proposals",
                            Map.of("firstDay", spring.toString(), "at", "09:00"))
                    .expect(200)
                    .json();
            assertThat(proposed.get("intervalDays").asInt()).isEqualTo(7);
            assertThat(proposed.get("items")).hasSize(6);
            var newYork = ZoneId.of("America/New_York");
            var offsets = new ArrayList<String>();
            for (int i = 0; i < 6; i++) {
                var one = proposed.get("items").get(i);
                var begin = Instant.parse(one.get("startsAt").asText()).atZone(newYork);
                assertThat(begin.toLocalTime()).isEqualTo(LocalTime.of(9, 0));
                assertThat(begin.toLocalDate()).isEqualTo(spring.plusDays(7L * i));
                assertThat(one.hasNonNull("chairId")).isTrue();
                offsets.add(begin.getOffset().getId());
            }
            assertThat(offsets).contains("-05:00", "-04:00");
        } finally {
            events.reconfigured(HERE, "America/Bogota");
        }
        as("coordinator")
                .post("/v1/plans/" + plan + "/series-proposals", Map.of("firstDay", "2027-03-01", "at", "25:00"))
                .refused(400, "MALFORMED_BODY");
        Ward.as("coordinator")
                .post("/v1/plans/" + plan + "/series-proposals", Map.of("firstDay", "2027-03-01", "at", "09:00"))
                .refused(404, "NOT_FOUND");
    }

    private static void fill(UUID plan, List<UUID> chairs, LocalDate from) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session");
                var insert = database.prepareStatement(
                        "INSERT INTO booking (clinic_id, id, version, patient_id, plan_id, chair_id, session_id, starts_at,"
                                + " ends_at, state, booked_by, created_at) SELECT ?, gen_random_uuid(), 0,"
                                + " gen_random_uuid(), ?, ?, gen_random_uuid(), d + interval '8 hours', d + interval '18 hours',"
                                + " 'BOOKED', gen_random_uuid(), now() FROM generate_series(?::timestamptz, ?::timestamptz,"
                                + " interval '1 day') d")) {
            for (var chair : chairs) {
                insert.setObject(1, HERE.id());
                insert.setObject(2, plan);
                insert.setObject(3, chair);
                insert.setString(4, from + "T00:00:00-05:00");
                insert.setString(5, from.plusDays(365) + "T00:00:00-05:00");
                insert.executeUpdate();
            }
        }
    }

    private void policy(boolean roster, boolean monitors) {
        var before = as("head-nurse").get(CLINIC + "/capacity-policy").expect(200);
        as("head-nurse")
                .with("If-Match", before.etag())
                .put(CLINIC + "/capacity-policy", asked(roster, monitors))
                .expect(200);
    }

    private static Map<String, Object> asked(boolean roster, boolean monitors) {
        var policy = new LinkedHashMap<String, Object>();
        policy.put(
                "openingHours",
                List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY").stream()
                        .map(weekday -> hours(weekday, "07:00", "19:00"))
                        .toList());
        policy.put("preparationMinutes", 30);
        policy.put("recoveryMinutes", 60);
        policy.put("turnoverMinutes", 15);
        policy.put("patientsPerNurse", 2);
        policy.put("requiredSkills", List.of("ACLS"));
        policy.put("rosterBinds", roster);
        policy.put("monitorBinds", monitors);
        policy.put("offerMinutes", 30);
        return policy;
    }

    private static Map<String, String> hours(String weekday, String opens, String closes) {
        return Map.of("weekday", weekday, "opens", opens, "closes", closes);
    }

    private static Api as(String user) {
        return Ward.inCartagena(user);
    }

    private static Api once(String user) {
        return as(user).with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private UUID patient() {
        return events.patient(HERE);
    }

    private UUID plan(UUID patient) {
        var draft = as("prescriber")
                .post("/v1/patients/" + patient + "/plans", Map.of("protocolId", "DEMO-OUT", "dosingWeightKg", "64"))
                .expect(201);
        var resource = "/v1/plans/" + draft.id();
        var challenge = as("nurse")
                .post(
                        "/v1/signature-challenges",
                        Map.of(
                                "resource",
                                resource,
                                "hash",
                                draft.json().at("/draft/contentHash").asText(),
                                "meaning",
                                "PRESCRIBES"))
                .expect(201)
                .id();
        as("prescriber")
                .post("/v1/signature-challenges/" + challenge + "/confirmations", Map.of("resource", resource))
                .expect(200);
        as("prescriber")
                .with("If-Match", draft.etag())
                .post(resource + "/signatures", Map.of("signatureIds", List.of(challenge)))
                .expect(200);
        return draft.id();
    }

    private UUID chair() {
        return as("head-nurse")
                .post(CLINIC + "/chairs", Map.of("name", "Sillón " + UUID.randomUUID()))
                .expect(201)
                .id();
    }

    private Answer shift(UUID staff, String from, int hours) {
        return as("head-nurse")
                .post(
                        CLINIC + "/shifts",
                        Map.of(
                                "staffId", staff,
                                "startsAt", at(from).toString(),
                                "endsAt", at(from).plusSeconds(hours * 3600L).toString()));
    }

    private Answer book(UUID patient, UUID chair, String from, int minutes) {
        return once("coordinator").post("/v1/bookings", booking(patient, chair, from, minutes));
    }

    private Map<String, Object> booking(UUID patient, UUID chair, String from, int minutes) {
        var plans = as("prescriber")
                .get("/v1/patients/" + patient + "/plans")
                .expect(200)
                .json()
                .get("items");
        var asked = new LinkedHashMap<String, Object>();
        asked.put("patientId", patient);
        asked.put(
                "planId",
                plans.isEmpty() ? plan(patient) : plans.get(0).get("id").asText());
        asked.put("chairId", chair);
        asked.put("startsAt", at(from).toString());
        asked.put("endsAt", at(from).plusSeconds(minutes * 60L).toString());
        return asked;
    }

    private UUID waits(UUID patient, int priority, String notBefore, String notAfter) {
        return as("coordinator")
                .post(
                        CLINIC + "/wait-list",
                        Map.of(
                                "patientId", patient,
                                "planId", plan(patient),
                                "priority", priority,
                                "fromDay", day.toString(),
                                "toDay", day.toString(),
                                "notBefore", notBefore,
                                "notAfter", notAfter))
                .expect(201)
                .id();
    }

    private static JsonNode entry(UUID id) {
        for (var entry : as("coordinator")
                .get(CLINIC + "/wait-list?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            if (entry.get("id").asText().equals(id.toString())) {
                return entry;
            }
        }
        throw new AssertionError("not on the list");
    }

    private static List<JsonNode> free(LocalDate from, LocalDate to, int minutes) {
        var found = new ArrayList<JsonNode>();
        as("coordinator")
                .get(CLINIC + "/free-slots?limit=100&minutes=" + minutes + "&from=" + from + "&to=" + to)
                .expect(200)
                .json()
                .get("items")
                .forEach(found::add);
        return found;
    }

    private static List<String> taskKinds(UUID patient) {
        var kinds = new ArrayList<String>();
        as("nurse")
                .get("/v1/tasks?patientId=" + patient)
                .expect(200)
                .json()
                .get("items")
                .forEach(task -> kinds.add(task.get("kind").asText()));
        return kinds;
    }

    private Instant at(String time) {
        return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private void pass(long minutes) {
        clinic.minutes(minutes);
        Tenancy.apartFromTheRequest(timer::runDue);
    }
}
