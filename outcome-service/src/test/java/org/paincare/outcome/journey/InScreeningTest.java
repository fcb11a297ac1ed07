package org.paincare.outcome.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.paincare.outcome.OutcomeServers.as;
import static org.paincare.outcome.OutcomeServers.with;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
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

/** A patient in screening: who sees her forms, and what of her answers reaches the clinic at once. */
@QuarkusTest
class InScreeningTest {

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
        her.isInScreening();
    }

    private String patient(String path) {
        return "/v1/patients/" + her.patient + path;
    }

    @Test
    void anotherClinicSeesNoneOfIt() {
        as("nurse", "cartagena").get(patient("/assessments")).then().statusCode(404);
        as("nurse", "cartagena").get(patient("/course")).then().statusCode(404);
        as("nurse", "cartagena").get(patient("/safety-alerts")).then().statusCode(404);
        var id = as("nurse").get(patient("/assessments")).jsonPath().getString("items[0].id");
        as("nurse", "cartagena").get("/v1/assessments/" + id).then().statusCode(404);
        with(Tokens.patient("bogota", UUID.randomUUID()))
                .get("/v1/assessments/" + id)
                .then()
                .statusCode(404);
        with(Tokens.patient("bogota", her.patient))
                .get("/v1/assessments/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void theClinicSeesWhatIsDueOnWhichDayAndAPatientOnlyHerOwn() {
        var today = DAY_ONE.minusDays(28);
        var due = "/v1/assessments?limit=100&from=" + today + "&to=" + today.plusDays(40);
        var page = as("coordinator")
                .get(due.replace("limit=100", "limit=3"))
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(3))
                .extract()
                .jsonPath();
        as("coordinator")
                .get(due.replace("limit=100", "limit=3") + "&cursor=" + page.getString("next"))
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(page.getString("items[0].id"))));
        with(Tokens.patient("bogota", her.patient))
                .get(due)
                .then()
                .body("items.patientId.unique()", equalTo(java.util.List.of(her.patient.toString())))
                .body("items.state.unique()", equalTo(java.util.List.of("OPEN")));
        as("coordinator", "cartagena")
                .get(due)
                .then()
                .statusCode(200)
                .body("items.patientId", not(hasItem(her.patient.toString())));
        as("coordinator")
                .get("/v1/assessments?state=COMPLETED&from=" + today.minusDays(2) + "&to=" + today.minusDays(1))
                .then()
                .body("items.size()", equalTo(0));
        for (var wrong : new String[] {"from=2026-02-30", "to=x", "state=NONE", "limit=0", "cursor=x"}) {
            as("coordinator").get("/v1/assessments?" + wrong).then().statusCode(400);
        }
    }

    private UUID pressure(Instant at, int systolic, int diastolic, Object... more) {
        var first = Ids.next();
        for (var side : List.of(List.of("DIASTOLIC_BP", diastolic), List.of("SYSTOLIC_BP", systolic))) {
            var fields = new ArrayList<Object>(List.of(
                    "factId",
                    side.getFirst().equals("SYSTOLIC_BP") ? first : Ids.next(),
                    "code",
                    side.getFirst(),
                    "state",
                    "PRESENT",
                    "value",
                    side.getLast().toString(),
                    "unit",
                    "mm[Hg]",
                    "source",
                    "CLINICIAN",
                    "observedAt",
                    at));
            if (side.getFirst().equals("SYSTOLIC_BP")) {
                fields.addAll(List.of(more));
            }
            her.tellPatient("FactRecorded", fields.toArray());
        }
        return first;
    }

    @Test
    void aHighPressureAtRestTwiceInARowReachesTheClinicAndOneAloneDoesNot() {
        var at = Journey.at(DAY_ONE.minusDays(28), 8);
        pressure(at, 165, 85);
        pressure(at.plusSeconds(600), 150, 85);
        pressure(at.plusSeconds(1200), 161, 80);
        as("prescriber").get(patient("/safety-alerts")).then().body("items.size()", equalTo(0));

        var mistaken = pressure(at.plusSeconds(1800), 130, 80);
        // Read wrongly: it was high as well, and diastolic alone is enough the next time.
        pressure(at.plusSeconds(1800), 172, 80, "supersedesFactId", mistaken);
        pressure(at.plusSeconds(2400), 140, 100);

        as("prescriber")
                .get(patient("/safety-alerts"))
                .then()
                .body("items.trigger", equalTo(List.of("RESTING_HIGH_TWICE", "RESTING_HIGH_TWICE")))
                .body("items.rule.unique()", equalTo(List.of("A4")))
                .body("items.level.unique()", equalTo(List.of("HIGH")))
                .body("items[0].explanation.en", containsString("/100."));
    }

    @Test
    void itemNineReachesTheClinicEvenFromADraftAndTheAnswerNamesWhomToCall() {
        var assessment =
                as("nurse").get(patient("/assessments?state=OPEN&limit=100")).jsonPath();
        String id = assessment.getString("items.find { it.code == 'PHQ-9' }.id");

        with(Tokens.patient("bogota", her.patient))
                .header("If-Match", "\"v1\"")
                .body(
                        "{\"items\": [null,null,null,null,null,null,null,null,2], \"submit\": false, \"source\": \"OWN\"}")
                .post("/v1/assessments/" + id + "/answers")
                .then()
                .statusCode(201)
                .body("assessment.state", equalTo("OPEN"))
                .body("answers[0].submitted", equalTo(false))
                .body("answers[0].result", nullValue())
                .header("ETag", "\"v2\"")
                .body("emergencyNotice.number", equalTo("123"));
        with(Tokens.patient("bogota", her.patient))
                .get("/v1/assessments/" + id)
                .then()
                .header("ETag", "\"v2\"");

        as("nurse")
                .get(patient("/safety-alerts"))
                .then()
                .body("items[0].rule", equalTo("A1"))
                .body("items[0].level", equalTo("URGENT"))
                .body("items[0].assessmentId", equalTo(id));
        with(Tokens.patient("bogota", her.patient))
                .get(patient("/safety-alerts"))
                .then()
                .body("items[0].state", equalTo("RAISED"))
                .body("items[0].rule", nullValue());
        as("nurse")
                .get("/v1/safety-alerts?state=RAISED&limit=100")
                .then()
                .body("items.patientId", hasItem(her.patient.toString()));

        clinic.itIs(DAY_ONE.minusDays(28), 12);
        as("nurse")
                .get(patient("/safety-alerts"))
                .then()
                .body("items[0].escalations", equalTo(1))
                .body("items[0].escalatedTo", equalTo("head-nurse"));
        var told = ToldByUs.of(
                her.patient, all -> all.stream().anyMatch(one -> one.name().equals("SafetyAlertEscalated")));
        assertThat(told)
                .filteredOn(one -> one.name().equals("SafetyAlertEscalated"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.data().path("escalatedTo").asText()).isEqualTo("HEAD_NURSE"));
    }
}
