package org.paincare.outcome.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.paincare.outcome.OutcomeServers.as;
import static org.paincare.outcome.OutcomeServers.with;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.outcome.ToldByUs;
import org.paincare.platform.Ids;
import org.paincare.testing.Tokens;

/** One patient from screening to relapse, as the other services, her diary and her answers tell it. */
@QuarkusTest
class WholeProgrammeTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;

    @BeforeEach
    void clinics() {
        clinic.itIs(DAY_ONE.minusDays(28), 9);
        events.clinicsAreConfigured();
        her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.welcomesMessages();
        her.isInScreening();
    }

    private String patient(String path) {
        return "/v1/patients/" + her.patient + path;
    }

    @Test
    void fromScreeningToRelapse() {
        baselineFormsAreAnswered();
        seriesIsGivenAndHelps();
        reviewIsSigned();
        twoBadWindowsAreARelapse();
        theSummaryAndThePictureShowIt();
        everythingToldKeepsItsContract();
    }

    private void baselineFormsAreAnswered() {
        as("nurse")
                .get(patient("/assessments?state=OPEN&limit=50"))
                .then()
                .statusCode(200)
                .body("items.findAll { it.schedule == 'BASELINE' }.code", hasItems("HIT-6", "PHQ-9", "LIVER_TESTS"));

        var hit6 = submit("HIT-6", "[11,11,11,11,11,11]", 0);
        assertThat(hit6.getInt("answers[0].result.score")).isEqualTo(66);
        assertThat(hit6.getString("answers[0].result.band")).isEqualTo("SEVERE");
        var phq9 = submit("PHQ-9", "[2,2,1,1,1,1,1,2,0]", 0);
        assertThat(phq9.getInt("answers[0].result.score")).isEqualTo(11);
        assertThat(phq9.getString("emergencyNotice.number")).isEqualTo("123");
        as("nurse").get(patient("/safety-alerts")).then().statusCode(200).body("items", empty());

        clinic.itIs(DAY_ONE, 8);
        her.diaryFrom(DAY_ONE.minusDays(28), 28, 14, 22);
        her.isEligible();
        as("nurse")
                .get(patient("/windows"))
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("provisionalBaseline.value", equalTo(14.0f))
                .body("provisionalBaseline.counts.headacheDays", equalTo(22));
    }

    private JsonPath submit(String code, String items, int windowIndex) {
        var open = as("nurse").get(patient("/assessments?state=OPEN&limit=100")).jsonPath();
        Map<String, Object> assessment =
                open.getMap("items.find { it.code == '" + code + "' && it.windowIndex == " + windowIndex + " }");
        return with(Tokens.patient("bogota", her.patient))
                .header("If-Match", assessment.get("etag"))
                .body("{\"items\": " + items + ", \"submit\": true, \"source\": \"OWN\"}")
                .post("/v1/assessments/" + assessment.get("id") + "/answers")
                .then()
                .statusCode(201)
                .body("assessment.state", equalTo("COMPLETED"))
                .extract()
                .jsonPath();
    }

    private void seriesIsGivenAndHelps() {
        her.planIsActive();
        var first = her.sessionBooked(1);
        as("nurse")
                .get(patient("/assessments?state=OPEN&limit=100"))
                .then()
                .body("items.findAll { it.sessionId == '" + first + "' }.code", hasItem("PAIN-NRS"));
        clinic.itIs(DAY_ONE, 12);
        her.sessionStarted(first, 1, 1);
        her.tellSession(
                "AdverseEventRecorded",
                "adverseEventId",
                Ids.next(),
                "sessionId",
                first,
                "code",
                "NAUS",
                "grade",
                2,
                "serious",
                false,
                "causality",
                "PROBABLE",
                "occurredAt",
                Journey.at(DAY_ONE, 10));
        her.sessionEnded(first, 1, 1, "criticalPressure", true);

        as("nurse")
                .get(patient("/course"))
                .then()
                .statusCode(200)
                .body("measure", equalTo("MIGRAINE_DAYS"))
                .body("courses[0].state", equalTo("ONSET_PENDING"));
        as("nurse")
                .get(patient("/windows"))
                .then()
                .body("items[0].window.windowIndex", equalTo(0))
                .body("items[0].window.value", equalTo(14.0f))
                .body("items[0].window.status", equalTo("SCORED"));
        as("prescriber")
                .get(patient("/pacing"))
                .then()
                .body("items[0].kind", equalTo("LOWER_DOSE"))
                .body("items[0].doseMgPerKg", equalTo("0.375"))
                .body("items[0].reasons", hasItem("ADVERSE_EVENT_GRADE_2"))
                .body("items[0].evidence.failedClasses.size()", equalTo(4));
        her.tellSession(
                "DischargeCompleted",
                "sessionId",
                first,
                "comfort",
                List.of(
                        java.util.Map.of("code", "FELT_SAFE", "score", 9),
                        java.util.Map.of("code", "AT_EASE", "score", 4)),
                "occurredAt",
                Journey.at(DAY_ONE, 12));
        pressureAlertIsHandled();

        her.tellSession(
                "PlanRevised",
                "planId",
                her.plan,
                "revision",
                2,
                "previousRevision",
                1,
                "state",
                "ACTIVE",
                "phase",
                "INDUCTION",
                "sessionsPlanned",
                6,
                "intervalDays",
                7,
                "doseMgPerKg",
                "0.375",
                "occurredAt",
                Journey.at(DAY_ONE, 15));
        for (int i = 2; i <= 6; i++) {
            clinic.itIs(her.day(i), 12);
            her.sessionHeld(her.sessionBooked(i), i, 2);
            if (i == 5) {
                her.diaryFrom(DAY_ONE, 28, 6, 10);
            }
        }
        // Day 35: window 1 (to day 28) closed on day 30, while the series was still running.
        as("nurse")
                .get(patient("/responses"))
                .then()
                .statusCode(200)
                .body("items[0].response.category", equalTo("R50"))
                .body("items[0].response.changePercent", equalTo(-57.14f))
                .body("items[0].response.explanation.en", notNullValue());
        as("nurse")
                .get(patient("/course"))
                .then()
                .body("courses[0].state", equalTo("RESPONSE"))
                .body("courses[0].maintenanceDue", equalTo(true))
                .body("courses[0].sessions.responded.unique()", equalTo(List.of(true)))
                .body("courses[0].sessions[0].byPoints", equalTo(true))
                .body("courses[0].sessions[0].explanation.en", containsString("from 7 to 4"))
                .body("courses[0].seriesEndedOn", equalTo(her.day(6).toString()));
        as("prescriber").get(patient("/pacing")).then().body("items[0].kind", equalTo("START_MAINTENANCE"));
    }

    private void pressureAlertIsHandled() {
        var alert = as("nurse").get(patient("/safety-alerts?state=RAISED")).jsonPath();
        assertThat(alert.getList("items.trigger"))
                .containsExactlyInAnyOrder("DIARY_SILENT", "MOH_RISK", "CRITICAL_IN_SESSION");
        var critical = "items.find { it.trigger == 'CRITICAL_IN_SESSION' }.";
        assertThat(alert.getString(critical + "level")).isEqualTo("URGENT");
        String path = "/v1/safety-alerts/" + alert.getString(critical + "id");
        as("prescriber")
                .header("If-Match", "\"v0\"")
                .body("{\"note\": \"seen\"}")
                .post(path + "/closure")
                .then()
                .statusCode(409)
                .body("code", equalTo("ALERT_STATE"))
                .body("currentState", equalTo("RAISED"));
        as("nurse")
                .body("{}")
                .post(path + "/acknowledgement")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACKNOWLEDGED"));
        as("nurse")
                .header("If-Match", "\"v1\"")
                .body("{\"note\": \"x\"}")
                .post(path + "/action")
                .then()
                .statusCode(403);
        as("prescriber")
                .body("{\"note\": \"dose lowered\"}")
                .post(path + "/action")
                .then()
                .statusCode(428);
        as("prescriber")
                .header("If-Match", "\"v1\"")
                .body("{\"note\": \"dose lowered\"}")
                .post(path + "/action")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTED"));
        as("prescriber")
                .header("If-Match", "\"v2\"")
                .body("{\"note\": \"stable\"}")
                .post(path + "/closure")
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"))
                .body("steps.size()", equalTo(3));
    }

    private void reviewIsSigned() {
        clinic.itIs(DAY_ONE.plusDays(56), 9);
        her.diaryFrom(DAY_ONE.plusDays(28), 28, 6, 10);
        clinic.itIs(DAY_ONE.plusDays(84), 9);
        new WeekTwelveReview(her).isDueDecidedAndSigned();
    }

    private void twoBadWindowsAreARelapse() {
        her.diaryFrom(DAY_ONE.plusDays(56), 28, 12, 18);
        clinic.itIs(DAY_ONE.plusDays(112), 9);
        as("nurse").get(patient("/course")).then().body("courses[0].state", equalTo("RESPONSE"));
        her.diaryFrom(DAY_ONE.plusDays(84), 28, 12, 18);
        clinic.itIs(DAY_ONE.plusDays(115), 9);
        as("nurse")
                .get(patient("/course"))
                .then()
                .body("courses[0].state", equalTo("RELAPSE"))
                .body(
                        "courses[0].timeToRelapse.lastSessionOn",
                        equalTo(her.day(6).toString()))
                .body("courses[0].changes.to", equalTo(List.of("ONSET_PENDING", "RESPONSE", "RESPONSE", "RELAPSE")));
        as("nurse")
                .get(patient("/safety-alerts?state=RAISED&limit=50"))
                .then()
                .body("items.trigger", hasItem("RELAPSE"));
    }

    private void theSummaryAndThePictureShowIt() {
        as("nurse")
                .get(patient("/summary"))
                .then()
                .statusCode(200)
                .body("measure", equalTo("MIGRAINE_DAYS"))
                .body("course.state", equalTo("RELAPSE"))
                .body("course.treatmentDays", equalTo(6))
                .body("course.baseline.value", equalTo(14.0f))
                .body("course.latest.index", equalTo(4))
                .body("course.latest.response", equalTo("NON_RESPONDER"))
                .body("diary.recordedOfLast28", equalTo(25))
                .body("safetyAlerts.trigger", hasItem("RELAPSE"))
                .body("nextReview.index", equalTo(2));
        as("nurse", "cartagena").get(patient("/summary")).then().statusCode(404);
        as("coordinator").get(patient("/summary")).then().statusCode(403);
        as("nurse")
                .accept("image/svg+xml")
                .get(patient("/trajectory.svg?language=es"))
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .header("Cache-Control", equalTo("no-store"))
                .body(org.hamcrest.Matchers.containsString("recaída"));
        as("nurse")
                .get(patient("/trajectory.svg?language=xx"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        as("nurse", "cartagena").get(patient("/trajectory.svg")).then().statusCode(404);
    }

    private void everythingToldKeepsItsContract() {
        var told = ToldByUs.of(
                her.patient,
                all -> all.stream()
                        .anyMatch(one -> one.data().path("to").asText().equals("RELAPSE")));
        assertThat(told)
                .extracting(ToldByUs.Told::name)
                .contains(
                        "AssessmentDue",
                        "AssessmentCompleted",
                        "AssessmentMissed",
                        "AssessmentReminder",
                        "WindowClosed",
                        "ResponseClassified",
                        "CourseChanged",
                        "PacingProposed",
                        "SafetyAlertRaised",
                        "ProgrammeReviewRecorded");
        assertThat(told.stream()
                        .filter(one -> one.name().equals("PacingProposed"))
                        .map(one -> one.data().path("kind").asText()))
                .containsSubsequence("LOWER_DOSE", "START_MAINTENANCE");
    }
}
