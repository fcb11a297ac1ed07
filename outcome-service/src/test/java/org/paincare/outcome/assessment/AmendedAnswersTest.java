package org.paincare.outcome.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;

/** What an amendment takes away stays for people to close, and what it brings back is seen again. */
@QuarkusTest
class AmendedAnswersTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);

    private static final String A2 = "items.findAll { it.rule == 'A2' }.";

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;

    @BeforeEach
    void inScreening() {
        clinic.itIs(DAY_ONE.minusDays(28), 9);
        events.clinicsAreConfigured();
        her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        clinic.itIs(DAY_ONE.minusDays(20), 12);
    }

    private String urineIsAskedBefore(int session) {
        var day = her.day(session);
        her.sessionBooked(session);
        clinic.itIs(day.minusDays(1), 12);
        return as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?state=OPEN&limit=100")
                .jsonPath()
                .getString("items.find { it.code == 'URINARY_SYMPTOMS' }.id");
    }

    private String opened() {
        return as("nurse")
                .body("{\"instrument\": \"PHQ-9\"}")
                .post("/v1/patients/" + her.patient + "/assessments")
                .then()
                .statusCode(201)
                .extract()
                .path("assessment.id");
    }

    private void answers(String form, String items, boolean submit, String more) {
        var etag = as("nurse").get("/v1/assessments/" + form).header("ETag");
        as("nurse")
                .header("If-Match", etag)
                .body("{\"items\": " + items + ", \"submit\": " + submit + ", \"source\": \"PAPER\"" + more + "}")
                .post("/v1/assessments/" + form + "/answers")
                .then()
                .statusCode(201);
    }

    private List<String> alerts(String what) {
        return as("prescriber")
                .get("/v1/patients/" + her.patient + "/safety-alerts?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList(what);
    }

    private void close(String alert) {
        as("prescriber")
                .body("{}")
                .post("/v1/safety-alerts/" + alert + "/acknowledgement")
                .then()
                .statusCode(200);
        for (var step : List.of("action", "closure")) {
            var etag = as("prescriber").get("/v1/safety-alerts/" + alert).header("ETag");
            as("prescriber")
                    .header("If-Match", etag)
                    .body("{\"note\": \"spoke with her\"}")
                    .post("/v1/safety-alerts/" + alert + "/" + step)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void selfHarmAmendedAwayIsNotClosedByItAndBroughtBackRaisesAnew() {
        var form = opened();
        answers(form, "[0,0,0,0,0,0,0,0,null]", false, "");
        answers(form, "[0,0,0,0,0,0,0,0,2]", false, "");
        answers(form, "[0,0,0,0,0,0,0,0,2]", true, "");
        assertThat(alerts("items.findAll { it.trigger == 'ITEM9_POSITIVE' }.state"))
                .as("once, however often it was saved")
                .containsExactly("RAISED");

        answers(form, "[0,0,0,0,0,0,0,0,0]", true, ", \"reason\": \"misread the paper\"");
        assertThat(alerts("items.findAll { it.trigger == 'ITEM9_POSITIVE' }.state"))
                .containsExactly("RAISED");
        close(alerts("items.findAll { it.rule == 'A1' }.id").getFirst());

        answers(form, "[0,0,0,0,0,0,0,0,2]", true, ", \"reason\": \"it was a two after all\"");
        assertThat(alerts("items.findAll { it.trigger == 'ITEM9_POSITIVE' }.state"))
                .containsExactly("RAISED", "CLOSED");
        assertThat(alerts("items.findAll { it.rule == 'A1' }.level")).containsOnly("URGENT");

        answers(form, "[1,0,0,0,0,0,0,0,2]", true, ", \"reason\": \"first item too\"");
        assertThat(alerts("items.findAll { it.trigger == 'ITEM9_POSITIVE' }.state"))
                .as("still the same")
                .hasSize(2);
    }

    @Test
    void bloodInTheUrineAmendedAwayAndBroughtBackRaisesAnewAndADraftIsEnoughToShowIt() {
        her.isEligible();
        her.planIsActive();
        var form = urineIsAskedBefore(1);
        answers(form, "{\"haematuria\": true}", false, "");
        assertThat(alerts("items.findAll { it.rule == 'A5' }.trigger"))
                .as("said before it was submitted")
                .containsExactly("HAEMATURIA");
        answers(form, "{\"symptoms\": true, \"haematuria\": true}", true, "");
        answers(form, "{\"symptoms\": true}", true, ", \"reason\": \"no blood\"");
        assertThat(alerts("items.findAll { it.rule == 'A5' }.state"))
                .as("once, and nothing closes by itself")
                .containsExactly("RAISED");
        close(alerts("items.findAll { it.rule == 'A5' }.id").getFirst());

        answers(form, "{\"symptoms\": true, \"haematuria\": true}", true, ", \"reason\": \"blood after all\"");
        assertThat(alerts("items.findAll { it.trigger == 'HAEMATURIA' }.state")).containsExactly("RAISED", "CLOSED");

        // Symptoms on two days of 28, one of them amended away and back.
        var second = urineIsAskedBefore(2);
        answers(second, "{\"symptoms\": true}", true, "");
        assertThat(alerts("items.findAll { it.trigger == 'URINARY_REPEATED' }.assessmentId"))
                .containsExactly(second);
        close(alerts("items.findAll { it.trigger == 'URINARY_REPEATED' }.id").getFirst());
        answers(form, "{\"symptoms\": false, \"haematuria\": true}", true, ", \"reason\": \"not that day\"");
        assertThat(alerts("items.findAll { it.trigger == 'URINARY_REPEATED' }.state"))
                .as("blood is a report of that day too")
                .containsExactly("CLOSED");
        answers(form, "{\"symptoms\": false}", true, ", \"reason\": \"not that day\"");
        answers(form, "{\"symptoms\": true}", true, ", \"reason\": \"that day after all\"");
        assertThat(alerts("items.findAll { it.trigger == 'URINARY_REPEATED' }.state"))
                .as("it was one day alone in between")
                .containsExactly("RAISED", "CLOSED");
    }

    @Test
    void aSevereTotalAmendedAwayAndBackIsSeenAgain() {
        var form = opened();
        answers(form, "[3,3,3,3,3,3,2,0,0]", false, "");
        answers(form, "[3,3,3,3,3,3,2,0,0]", true, "");
        assertThat(alerts(A2 + "trigger")).containsExactly("PHQ9_SEVERE");
        close(alerts(A2 + "id").getFirst());

        answers(form, "[3,3,3,3,3,3,1,0,0]", true, ", \"reason\": \"one less\"");
        answers(form, "[3,3,3,3,3,3,2,0,0]", true, ", \"reason\": \"as it was\"");

        assertThat(alerts(A2 + "state")).containsExactly("RAISED", "CLOSED");
    }

    /** Reference 6.7: what is asked before a session is asked in the 24 hours before it. */
    @Test
    void whatWasAnsweredBeforeTheSessionWasPutOffIsAskedAgainBeforeItTakesPlace() {
        her.isEligible();
        her.planIsActive();
        var form = urineIsAskedBefore(1);
        answers(form, "{\"symptoms\": false}", true, "");

        her.tellSession(
                "SessionMoved",
                "sessionId",
                her.sessionBooked(1),
                "planId",
                her.plan,
                "previousStartsAt",
                Journey.at(DAY_ONE, 9),
                "startsAt",
                Journey.at(DAY_ONE.plusDays(7), 9),
                "endsAt",
                Journey.at(DAY_ONE.plusDays(7), 13));
        clinic.itIs(DAY_ONE.plusDays(6), 12);

        var urine = as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?limit=100")
                .jsonPath();
        assertThat(urine.getList("items.findAll { it.code == 'URINARY_SYMPTOMS' }.state"))
                .containsExactly("COMPLETED", "OPEN");
        assertThat(urine.getList("items.findAll { it.code == 'URINARY_SYMPTOMS' }.sessionId.unique()"))
                .hasSize(1);
        answers(
                urine.getString("items.find { it.code == 'URINARY_SYMPTOMS' && it.state == 'OPEN' }.id"),
                "{\"symptoms\": true, \"haematuria\": true}",
                true,
                "");
        assertThat(alerts("items.findAll { it.rule == 'A5' }.trigger")).containsExactly("HAEMATURIA");
    }

    @Test
    void aFormOnPaperThatComesInLateShowsTheRiseOfTheOneAfterIt() {
        var second = opened();
        answers(second, "[2,2,2,2,2,2,0,0,0]", true, "");
        assertThat(alerts(A2 + "trigger")).isEmpty();

        var first = opened();
        answers(
                first,
                "[1,1,1,1,1,1,1,0,0]",
                true,
                ", \"occurredAt\": \"" + Journey.at(DAY_ONE.minusDays(25), 9) + "\"");

        assertThat(alerts(A2 + "trigger")).containsExactly("PHQ9_RISE");
        assertThat(alerts(A2 + "assessmentId")).containsExactly(second);
        // The same two forms again show nothing new.
        answers(first, "[1,1,1,1,1,1,0,0,0]", true, ", \"reason\": \"one less\"");
        assertThat(alerts(A2 + "trigger")).hasSize(1);
    }
}
