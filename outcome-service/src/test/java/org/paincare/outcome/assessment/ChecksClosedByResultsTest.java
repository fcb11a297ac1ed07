package org.paincare.outcome.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
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

/** A laboratory check of the calendar is done when its result is in the record: nobody ticks it off a second time. */
@QuarkusTest
class ChecksClosedByResultsTest {

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
        clinic.itIs(SCREENING.plusDays(1), 9);
    }

    private UUID fact(String code, String state, String source, Instant at, Object... more) {
        var id = Ids.next();
        var fields = new ArrayList<Object>(
                List.of("factId", id, "code", code, "state", state, "source", source, "observedAt", at));
        fields.addAll(List.of(more));
        her.tellPatient("FactRecorded", fields.toArray());
        return id;
    }

    private JsonPath open() {
        return as("nurse")
                .get("/v1/tasks?patientId=" + her.patient + "&limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String status(String code, String field) {
        return as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?limit=100")
                .jsonPath()
                .getString("items.find { it.code == '" + code + "' && it.schedule == 'BASELINE' }." + field);
    }

    @Test
    void liverTestsAreDoneWhenBothResultsCameAndSayWhichOnes() {
        var now = Journey.at(SCREENING, 10);
        assertThat(open().<String>getList("items.kind")).contains("LIVER_TESTS", "URINALYSIS", "BLOOD_PRESSURE");
        var alt = fact("ALT_ULN_MULTIPLE", "PRESENT", "LABORATORY", now, "value", "0.8", "unit", "{ratio}");
        assertThat(status("LIVER_TESTS", "state")).isEqualTo("OPEN");

        var ast = fact("AST_ULN_MULTIPLE", "PRESENT", "LABORATORY", now, "value", "0.7", "unit", "{ratio}");

        as("nurse")
                .get("/v1/assessments/" + status("LIVER_TESTS", "id"))
                .then()
                .statusCode(200)
                .body("assessment.state", equalTo("COMPLETED"))
                .body("answers.size()", equalTo(1))
                .body("answers[0].source", equalTo("RESULT"))
                .body("answers[0].items.done", equalTo(true))
                .body("answers[0].factIds", hasItems(alt.toString(), ast.toString()))
                .body("answers[0].enteredBy", nullValue());
        as("nurse").get("/v1/tasks/" + status("LIVER_TESTS", "id")).then().body("state", equalTo("DONE"));
        assertThat(open().<String>getList("items.kind")).contains("URINALYSIS").doesNotContain("LIVER_TESTS");
        // A later result finds it closed and changes nothing.
        fact("AST_ULN_MULTIPLE", "PRESENT", "LABORATORY", now.plusSeconds(60), "value", "0.9", "unit", "{ratio}");
        as("nurse").get("/v1/assessments/" + status("LIVER_TESTS", "id")).then().body("answers.size()", equalTo(1));
        as("prescriber")
                .get("/v1/patients/" + her.patient + "/timeline?limit=100")
                .then()
                .statusCode(200)
                .body("items.title.en", hasItems("Answered: LIVER_TESTS"));
    }

    @Test
    void aCorrectedOrUnknownResultClosesNothing() {
        var now = Journey.at(SCREENING, 10);
        fact("HAEMATURIA", "ABSENT", "PATIENT", now);
        fact("HAEMATURIA", "UNKNOWN", "LABORATORY", now);
        var alt = fact("ALT_ULN_MULTIPLE", "PRESENT", "LABORATORY", now, "value", "0.8", "unit", "{ratio}");
        fact("ALT_ULN_MULTIPLE", "UNKNOWN", "LABORATORY", now, "supersedesFactId", alt);
        fact("AST_ULN_MULTIPLE", "PRESENT", "LABORATORY", now, "value", "0.7", "unit", "{ratio}");

        assertThat(status("LIVER_TESTS", "state")).isEqualTo("OPEN");
        assertThat(status("URINALYSIS", "state")).isEqualTo("OPEN");
    }

    private io.restassured.response.ValidatableResponse read(String code) {
        return as("nurse").get("/v1/assessments/" + status(code, "id")).then().statusCode(200);
    }

    @Test
    void aResultCorrectedToNothingOpensTheCheckAgainAndOneThatBringsItBackClosesIt() {
        var now = Journey.at(SCREENING, 10);
        var first = fact("HAEMATURIA", "ABSENT", "LABORATORY", now);
        var seen = status("URINALYSIS", "etag");
        assertThat(status("URINALYSIS", "state")).isEqualTo("COMPLETED");

        var mixedUp = fact("HAEMATURIA", "UNKNOWN", "LABORATORY", now, "supersedesFactId", first);

        read("URINALYSIS")
                .body("assessment.state", equalTo("OPEN"))
                .body("assessment.etag", not(equalTo(seen)))
                .body("answers.size()", equalTo(2))
                .body("answers[0].withdrawn", equalTo(true))
                .body("answers[0].items", equalTo(java.util.Map.of()))
                .body("answers[0].factIds", equalTo(List.of(first.toString())))
                .body("answers[1].items.done", equalTo(true))
                .body("answers[1].withdrawn", nullValue());
        assertThat(open().<String>getList("items.kind")).contains("URINALYSIS");
        as("prescriber")
                .get("/v1/patients/" + her.patient + "/timeline?limit=100")
                .then()
                .body("items.kind", hasItems("CHECK_REOPENED"));

        var again = fact("HAEMATURIA", "ABSENT", "LABORATORY", now, "supersedesFactId", mixedUp);

        read("URINALYSIS")
                .body("assessment.state", equalTo("COMPLETED"))
                .body("answers.size()", equalTo(3))
                .body("answers[0].factIds", equalTo(List.of(again.toString())))
                .body("answers[0].items.done", equalTo(true));
        var told = ToldByUs.of(her.patient, all -> dueOf("URINALYSIS", all) >= 2);
        assertThat(dueOf("URINALYSIS", told)).as("opened, and opened again").isEqualTo(2);
    }

    private static long dueOf(String check, List<ToldByUs.Told> told) {
        return told.stream()
                .filter(one -> one.name().equals("CheckFollowUp")
                        && one.data().path("check").asText().equals(check)
                        && one.data().path("step").asText().equals("DUE"))
                .count();
    }

    @Test
    void aTestCorrectedToItsOppositeAnswersAnewAndTheCheckStaysDone() {
        her.isEligible();
        her.planIsActive();
        her.sessionBooked(1);
        var at = Journey.at(DAY_ONE.minusDays(1), 10);
        clinic.itIs(DAY_ONE.minusDays(1), 11);
        var negative = fact("PREGNANCY_TEST", "PRESENT", "LABORATORY", at, "valueCode", "NEGATIVE");
        var id = as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?limit=100")
                .jsonPath()
                .getString("items.find { it.code == 'PREGNANCY' }.id");

        fact("PREGNANCY_TEST", "PRESENT", "LABORATORY", at, "valueCode", "POSITIVE", "supersedesFactId", negative);

        as("nurse")
                .get("/v1/assessments/" + id)
                .then()
                .body("assessment.state", equalTo("COMPLETED"))
                .body("answers[0].items.negative", equalTo(false))
                .body("answers[1].items.negative", equalTo(true));

        // Another test an hour later says otherwise: the latest counts.
        fact("PREGNANCY_TEST", "PRESENT", "SESSION", at.plusSeconds(1800), "valueCode", "NEGATIVE");
        as("nurse")
                .get("/v1/assessments/" + id)
                .then()
                .body("answers.size()", equalTo(3))
                .body("answers[0].items.negative", equalTo(true));
    }

    @Test
    void whatAPersonAmendedIsTheirsWhateverResultsSayLater() {
        var now = Journey.at(SCREENING, 10);
        var first = fact("HAEMATURIA", "ABSENT", "LABORATORY", now);
        as("nurse")
                .header("If-Match", status("URINALYSIS", "etag"))
                .body(
                        "{\"items\": {\"done\": true}, \"submit\": true, \"source\": \"PHONE\", \"reason\": \"read it myself\"}")
                .post("/v1/assessments/" + status("URINALYSIS", "id") + "/answers")
                .then()
                .statusCode(201);

        fact("HAEMATURIA", "UNKNOWN", "LABORATORY", now, "supersedesFactId", first);

        read("URINALYSIS").body("assessment.state", equalTo("COMPLETED")).body("answers[0].source", equalTo("PHONE"));
    }

    @Test
    void correctedAfterTheEndTheCheckWasMissedAndAResultTakenInTimeStillClosesIt() {
        var taken = Journey.at(SCREENING, 10);
        var first = fact("HAEMATURIA", "ABSENT", "LABORATORY", taken);
        her.isEligible();
        her.planIsActive();
        her.sessionBooked(1);
        clinic.itIs(DAY_ONE, 12);
        assertThat(status("LIVER_TESTS", "state")).isEqualTo("EXPIRED");

        var mixedUp = fact("HAEMATURIA", "UNKNOWN", "LABORATORY", taken, "supersedesFactId", first);

        assertThat(status("URINALYSIS", "state")).isEqualTo("EXPIRED");
        var told = ToldByUs.of(her.patient, all -> all.stream().anyMatch(this::saysUrineMissed));
        assertThat(told).anyMatch(this::saysUrineMissed);

        fact("HAEMATURIA", "ABSENT", "LABORATORY", taken, "supersedesFactId", mixedUp);
        fact("ALT_ULN_MULTIPLE", "PRESENT", "LABORATORY", taken, "value", "0.8", "unit", "{ratio}");
        fact("AST_ULN_MULTIPLE", "PRESENT", "LABORATORY", taken, "value", "0.7", "unit", "{ratio}");

        assertThat(status("URINALYSIS", "state")).isEqualTo("COMPLETED");
        assertThat(status("LIVER_TESTS", "state")).isEqualTo("COMPLETED");
        assertThat(status("BLOOD_PRESSURE", "state")).isEqualTo("EXPIRED");
    }

    private boolean saysUrineMissed(ToldByUs.Told one) {
        return one.name().equals("CheckFollowUp")
                && one.data().path("check").asText().equals("URINALYSIS")
                && one.data().path("step").asText().equals("MISSED");
    }

    @Test
    void nobodySaysThatAResultAnswered() {
        as("nurse")
                .header("If-Match", status("LIVER_TESTS", "etag"))
                .body("{\"items\": {\"done\": true}, \"submit\": true, \"source\": \"RESULT\"}")
                .post("/v1/assessments/" + status("LIVER_TESTS", "id") + "/answers")
                .then()
                .statusCode(422)
                .body("code", equalTo("SOURCE_NOT_ALLOWED"));
        her.put(SCREENING, Journey.HEADACHE).then().statusCode(201);
        as("nurse")
                .body("{\"content\": {\"headache\": false}, \"source\": \"RESULT\", \"reason\": \"x\"}")
                .put("/v1/patients/" + her.patient + "/diary-days/" + SCREENING.minusDays(1))
                .then()
                .statusCode(422)
                .body("code", equalTo("SOURCE_NOT_ALLOWED"));
        assertThat(open().<String>getList("items.kind")).contains("LIVER_TESTS");
    }

    @Test
    void aResultTakenBeforeTheCheckOpensIsFoundWhenItDoes() {
        her.isEligible();
        her.planIsActive();
        her.sessionBooked(1);
        clinic.itIs(DAY_ONE.minusDays(1), 8);
        // Taken 23 hours before the session, known before the day's checks open at 9.
        fact("PREGNANCY_TEST", "PRESENT", "LABORATORY", Journey.at(DAY_ONE.minusDays(1), 10), "valueCode", "NEGATIVE");

        clinic.itIs(DAY_ONE.minusDays(1), 11);

        as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?limit=100")
                .then()
                .body("items.findAll { it.code == 'PREGNANCY' }.state", hasItems("COMPLETED"))
                .body("items.findAll { it.code == 'PREGNANCY' }.state", not(hasItems("OPEN")));
    }
}
