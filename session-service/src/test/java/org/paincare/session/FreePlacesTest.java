package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;

/** Places that are free, become free, or are wanted in a series. */
@QuarkusTest
class FreePlacesTest extends RunningClinic {

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
    void aSuspendedClinicOffersNobodyAFreedPlace() {
        var booked = book(patient(), chair(), "08:00", 240).expect(201);
        var waiting = waits(patient(), 1, "07:00", "10:00");
        try {
            events.becomes(HERE, "SUSPENDED");
            as("coordinator")
                    .with("If-Match", booked.etag())
                    .post("/v1/bookings/" + booked.id() + "/cancellation", Map.of("reason", "CLINIC"))
                    .expect(200);
            pass(0);

            assertThat(entry(waiting).get("state").asText()).isEqualTo("WAITING");
        } finally {
            events.becomes(HERE, "ACTIVE");
        }
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
                Duration.ofSeconds(15),
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
    void freePlacesAreTurnedOverPageByPageWithoutAGapOrARepeat() {
        chair();
        chair();
        var days = CLINIC + "/free-slots?minutes=120&from=" + day + "&to=" + day.plusDays(2);
        var whole = new ArrayList<String>();
        as("coordinator")
                .get(days + "&limit=100")
                .expect(200)
                .json()
                .get("items")
                .forEach(slot -> whole.add(slot.toString()));
        var pages = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    as("coordinator").get(days + "&limit=3" + next).expect(200).json();
            assertThat(page.get("items").size()).isBetween(1, 3);
            page.get("items").forEach(slot -> pages.add(slot.toString()));
            clinic.minutes(1);
            next = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : null;
        } while (next != null && pages.size() < 100);

        assertThat(pages).startsWith(whole.getFirst()).doesNotHaveDuplicates();
        assertThat(pages.subList(0, Math.min(pages.size(), whole.size())))
                .isEqualTo(whole.subList(0, Math.min(pages.size(), whole.size())));
        as("coordinator").get(days + "&limit=3&cursor=bm90IGEgY3Vyc29y").refused(400, "INVALID_CURSOR");
        var first = as("coordinator")
                .get(days + "&limit=3")
                .expect(200)
                .json()
                .get("next")
                .asText();
        as("coordinator")
                .get(CLINIC + "/free-slots?minutes=60&from=" + day + "&to=" + day.plusDays(2) + "&cursor=" + first)
                .refused(400, "INVALID_CURSOR");
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
}
