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
