package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

/** A booking keeps to the clinic's hours, roster, monitors and closures. */
@QuarkusTest
class CapacityTest extends RunningClinic {

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
    void aRetiredChairTakesNothingNewAndNamesWhatIsBookedThere() {
        var chair = as("head-nurse")
                .post(CLINIC + "/chairs", Map.of("name", "Sillón " + UUID.randomUUID()))
                .expect(201);
        var met = patient();
        var booked = book(met, chair.id(), "08:00", 240).expect(201);
        var held = booking(patient(), chair.id(), "14:00", 240);
        held.put("holdMinutes", 60);
        var hold = once("coordinator").post("/v1/bookings", held).expect(201);
        var path = CLINIC + "/chairs/" + chair.id() + "/retirement";
        var why = Map.of("reason", "the backrest is broken for good");
        as("head-nurse").post(path, why).refused(428, "PRECONDITION_REQUIRED");
        as("nurse").with("If-Match", chair.etag()).post(path, why).refused(403, "FORBIDDEN");
        as("head-nurse").with("If-Match", chair.etag()).post(path, Map.of()).refused(400, "VALIDATION_FAILED");
        Ward.as("head-nurse").with("If-Match", chair.etag()).post(path, why).refused(404, "NOT_FOUND");

        var retired =
                as("head-nurse").with("If-Match", chair.etag()).post(path, why).expect(200);

        assertThat(retired.json().get("affectedBookingIds"))
                .extracting(id -> id.asText())
                .containsExactly(booked.id().toString(), hold.id().toString());
        assertThat(taskKinds(met)).containsExactly("REBOOK_SESSION");
        book(patient(), chair.id(), "18:00", 60).refused(422, "CHAIR_UNKNOWN");
        as("coordinator")
                .with("If-Match", hold.etag())
                .post("/v1/bookings/" + hold.id() + "/confirmation")
                .refused(422, "CHAIR_UNKNOWN");
        assertThat(free(day, day, 60))
                .noneMatch(
                        slot -> slot.get("chairId").asText().equals(chair.id().toString()));
        as("coordinator")
                .with("If-Match", booked.etag())
                .post(
                        "/v1/bookings/" + booked.id() + "/move",
                        Map.of(
                                "chairId", chair(),
                                "startsAt", at("08:00").toString(),
                                "endsAt", at("12:00").toString(),
                                "reason", "CAPACITY"))
                .expect(200);
        as("head-nurse")
                .post(
                        CLINIC + "/chairs",
                        Map.of("name", chair.json().get("name").asText()))
                .expect(201);
    }

    @Test
    void aRetiredMonitorGoesWithNobodyAnyMore() {
        var monitor = as("head-nurse")
                .post(CLINIC + "/monitors", Map.of("name", "Monitor " + UUID.randomUUID()))
                .expect(201);
        var asked = booking(patient(), chair(), "08:00", 240);
        asked.put("monitorId", monitor.id());
        var booked = once("coordinator").post("/v1/bookings", asked).expect(201);

        var retired = as("head-nurse")
                .with("If-Match", monitor.etag())
                .post(CLINIC + "/monitors/" + monitor.id() + "/retirement", Map.of("reason", "its screen is dark"))
                .expect(200);

        assertThat(retired.json().at("/affectedBookingIds/0").asText())
                .isEqualTo(booked.id().toString());
        var another = booking(patient(), chair(), "14:00", 240);
        another.put("monitorId", monitor.id());
        once("coordinator").post("/v1/bookings", another).refused(422, "MONITOR_UNKNOWN");
    }
}
