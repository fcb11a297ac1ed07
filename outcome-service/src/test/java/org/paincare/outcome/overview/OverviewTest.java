package org.paincare.outcome.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.paincare.outcome.OutcomeServers.as;
import static org.paincare.outcome.OutcomeServers.with;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.outcome.ToldByUs;
import org.paincare.platform.Ids;
import org.paincare.testing.Tokens;

/** This service's parts of the timeline and of a clinic's day, and what of an alert reaches the clinic when. */
@QuarkusTest
class OverviewTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);
    private static final LocalDate SCREENING = DAY_ONE.minusDays(28);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;

    @BeforeEach
    void inScreening() {
        clinic.itIs(SCREENING, 9);
        events.clinicsAreConfigured();
        her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
    }

    private String timeline(String query) {
        return "/v1/patients/" + her.patient + "/timeline?" + query;
    }

    private String assessment(String code) {
        return as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?state=OPEN&limit=100")
                .jsonPath()
                .getString("items.find { it.code == '" + code + "' }.id");
    }

    private static void answer(String id, String etag, String items, String more) {
        as("nurse")
                .header("If-Match", etag)
                .body("{\"items\": " + items + ", \"source\": \"PHONE\"" + more + "}")
                .post("/v1/assessments/" + id + "/answers")
                .then()
                .statusCode(201);
    }

    @Test
    void anAlertReachesTheTopicWithinFiveSecondsAndStaysWhenItsAnswerIsCorrected() {
        var id = assessment("PHQ-9");
        var began = System.nanoTime();
        answer(id, "\"v1\"", "[0,0,0,0,0,0,0,0,2]", ", \"submit\": true");
        var told = ToldByUs.of(
                her.patient, all -> all.stream().anyMatch(one -> one.name().equals("SafetyAlertRaised")));
        var seconds = (System.nanoTime() - began) / 1e9;

        assertThat(told).extracting(ToldByUs.Told::name).contains("SafetyAlertRaised");
        assertThat(seconds)
                .as("from the request to the record read from the broker")
                .isLessThan(5.0);

        answer(id, "\"v2\"", "[0,0,0,0,0,0,0,0,0]", ", \"submit\": true, \"reason\": \"misheard\"");

        as("nurse")
                .get("/v1/patients/" + her.patient + "/safety-alerts")
                .then()
                .body("items.findAll { it.rule == 'A1' }.size()", equalTo(1))
                .body("items.find { it.rule == 'A1' }.state", equalTo("RAISED"))
                .body("items.find { it.rule == 'A1' }.level", equalTo("URGENT"));
    }

    @Test
    void theNumberToCallIsTheClinicsOwnElseItsCountrys() {
        assertThat(number()).isEqualTo("123");
        events.clinicHas("EMERGENCY_NUMBER", "+5716012345678", "CO");
        assertThat(number()).isEqualTo("+5716012345678");
        events.clinicHas("STRICT_BLOOD_PRESSURE", "false", "US");
        assertThat(number()).isEqualTo("911");
        events.clinicHas("STRICT_BLOOD_PRESSURE", "false", "CO");
        assertThat(number()).isEqualTo("123");
    }

    @Test
    void anUrgentAlertIsToBeSeenWithinTheClinicsOwnTime() {
        events.clinicHas("ALERT_URGENT_MINUTES", "30", "CO");
        try {
            answer(assessment("PHQ-9"), "\"v1\"", "[0,0,0,0,0,0,0,0,3]", ", \"submit\": true");
            var alert = as("nurse")
                    .get("/v1/patients/" + her.patient + "/safety-alerts")
                    .jsonPath();
            var raised = java.time.Instant.parse(alert.getString("items.find { it.rule == 'A1' }.raisedAt"));

            assertThat(java.time.Instant.parse(alert.getString("items.find { it.rule == 'A1' }.acknowledgeBy")))
                    .isEqualTo(raised.plusSeconds(1800));
        } finally {
            events.clinicHas("STRICT_BLOOD_PRESSURE", "false", "CO");
        }
    }

    private String number() {
        return as("nurse")
                .get("/v1/assessments/" + assessment("PHQ-9"))
                .jsonPath()
                .getString("emergencyNotice.number");
    }

    @Test
    void theTimelineIsReadInPagesEachItemOnceByWhoMayReadIt() {
        her.put(SCREENING, Journey.HEADACHE).then().statusCode(201);
        her.put(SCREENING.minusDays(1), Journey.NO_HEADACHE).then().statusCode(201);
        answer(assessment("PHQ-9"), "\"v1\"", "[0,0,0,0,0,0,0,0,1]", ", \"submit\": true");

        var all = as("prescriber")
                .get(timeline("limit=100"))
                .then()
                .statusCode(200)
                .body("items.kind", hasItems("ANSWERS_SUBMITTED", "DIARY_DAY_WRITTEN", "SAFETY_ALERT_RAISED"))
                .body("items.find { it.kind == 'ANSWERS_SUBMITTED' }.title.es", equalTo("Respondido: PHQ-9"))
                .body("partial", nullValue())
                .extract()
                .jsonPath();
        var ids = new ArrayList<String>();
        String next = null;
        do {
            var page = as("prescriber")
                    .get(timeline("limit=1") + (next == null ? "" : "&cursor=" + next))
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            next = page.getString("next");
        } while (next != null);
        assertThat(ids).isEqualTo(all.getList("items.id")).doesNotHaveDuplicates();
        assertThat(all.<String>getList("items.occurredAt")).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        as("prescriber").get(all.getString("items[0].link")).then().statusCode(200);

        as("coordinator")
                .get(timeline("limit=100"))
                .then()
                .statusCode(200)
                .body("items.kind", everyItem(in(List.of("ANSWERS_SUBMITTED"))));
        with(Tokens.patient("bogota", her.patient))
                .get(timeline("limit=100"))
                .then()
                .statusCode(200)
                .body("items.kind", hasItem("SAFETY_ALERT_RAISED"))
                .body("items.find { it.kind == 'SAFETY_ALERT_RAISED' }.title.en", equalTo("Safety alert"));
        with(Tokens.patient("bogota", Ids.next()))
                .get(timeline("limit=100"))
                .then()
                .statusCode(404);
        as("nurse", "cartagena").get(timeline("limit=100")).then().statusCode(404);
        as("nurse")
                .get("/v1/patients/" + UUID.randomUUID() + "/timeline")
                .then()
                .statusCode(404);
    }

    @Test
    void theTimelineIsNarrowedByTimeAndKindAndRefusesWhatIsNeither() {
        her.put(SCREENING, Journey.HEADACHE).then().statusCode(201);
        her.put(SCREENING.minusDays(1), Journey.NO_HEADACHE).then().statusCode(201);

        as("nurse")
                .get(timeline("kind=DIARY_DAY_WRITTEN&from=" + Journey.at(SCREENING, 0)))
                .then()
                .body("items.title.en", equalTo(List.of("Diary: " + SCREENING)));
        as("nurse")
                .get(timeline("to=" + Journey.at(SCREENING, 0) + "&kind=NOTHING&kind=DIARY_DAY_WRITTEN"))
                .then()
                .body("items.title.en", equalTo(List.of("Diary: " + SCREENING.minusDays(1))));
        as("nurse").get(timeline("kind=NOTHING")).then().body("items.size()", equalTo(0));
        for (var wrong : List.of(
                "from=2026-02-30T00:00:00Z",
                "from=2026-02-01",
                "to=x",
                "kind=a",
                "kind=" + "A".repeat(10_000),
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=x")) {
            as("nurse").get(timeline(wrong)).then().statusCode(400);
        }
        as("ops").get(timeline("limit=100")).then().statusCode(403);
    }

    @Test
    void aDayShowsWhatIsDueAndWhatWaitsToBeSeen() {
        answer(assessment("PHQ-9"), "\"v1\"", "[0,0,0,0,0,0,0,0,1]", ", \"submit\": true");
        var today = "/v1/clinics/" + Events.BOGOTA + "/today";
        var due = DAY_ONE;

        as("nurse")
                .get(today)
                .then()
                .statusCode(200)
                .body("day", equalTo(SCREENING.toString()))
                .body("zone", equalTo("America/Bogota"))
                .body("from", equalTo(SCREENING + "T05:00:00Z"));
        as("nurse").get(today + "?day=" + due).then().body("day", equalTo(due.toString()));
        as("pharmacist")
                .get(today)
                .then()
                .statusCode(200)
                .body("safetyAlerts", nullValue())
                .body("tasks.more", equalTo(false));
        as("nurse", "cartagena").get(today).then().statusCode(404);
        as("nurse").get("/v1/clinics/" + UUID.randomUUID() + "/today").then().statusCode(404);
        with(Tokens.patient("bogota", her.patient)).get(today).then().statusCode(403);
        for (var wrong : List.of("2026-02-30", "x", "0001-01-01", "9999-12-31", "2026-1-1")) {
            as("nurse").get(today + "?day=" + wrong).then().statusCode(400);
        }
        as("nurse")
                .get(today)
                .then()
                .body("safetyAlerts.items.state", not(hasItem("CLOSED")))
                .body("safetyAlerts.items.link", everyItem(org.hamcrest.Matchers.startsWith("/v1/safety-alerts/")));
    }
}
