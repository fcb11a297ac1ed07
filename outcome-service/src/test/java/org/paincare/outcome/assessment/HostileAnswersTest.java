package org.paincare.outcome.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
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

/** Whatever a caller sends is answered by a coded refusal, and nothing of it is kept. */
@QuarkusTest
class HostileAnswersTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final String LONG = "x".repeat(10_000);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;

    @BeforeEach
    void aPatient() {
        clinic.itIs(TODAY, 9);
        events.clinicsAreConfigured();
        her = new Journey(events, TODAY.plusDays(20));
        her.isRegistered();
        her.isInScreening();
        clinic.itIs(TODAY, 10);
    }

    private static void refused(String what, io.restassured.response.Response answer) {
        assertThat(answer.statusCode()).as("%s: %s", what, answer.asString()).isBetween(400, 499);
        assertThat(answer.jsonPath().getString("code")).as(what).isNotEmpty();
    }

    @Test
    void noDayThatCannotBeIsWritten() {
        var path = "/v1/patients/" + her.patient + "/diary-days/" + TODAY;
        for (var content : List.of(
                "{\"headache\": false, \"symptoms\": [null]}",
                "{\"headache\": false, \"lost\": [null]}",
                "{\"headache\": true, \"durationMinutes\": 60, \"features\": [null]}",
                "{\"headache\": true, \"durationMinutes\": 60, \"features\": [\"UNILATERAL\", \"SIDEWAYS\"]}",
                "{\"headache\": true, \"durationMinutes\": 60.5}",
                "{\"headache\": true, \"durationMinutes\": \"60\"}",
                "{\"headache\": true, \"durationMinutes\": 1441}",
                "{\"headache\": true, \"durationMinutes\": 0}",
                "{\"headache\": true, \"durationMinutes\": 1e9}",
                "{\"headache\": true, \"durationMinutes\": 60, \"peakNrs\": 11}",
                "{\"headache\": false, \"medications\": [null]}",
                "{\"headache\": false, \"medications\": [{}]}",
                "{\"headache\": false, \"medications\": [{\"medicationClass\": \"TRIPTAN\", \"doses\": 0}]}",
                "{\"headache\": false, \"medications\": [{\"medicationClass\": \"TRIPTAN\", \"doses\": 1, \"drug\": \"a\\u0000b\"}]}",
                "{\"headache\": false, \"medications\": [{\"medicationClass\": \"TRIPTAN\", \"doses\": 1, \"drug\": \""
                        + LONG + "\"}]}",
                "{\"headache\": false, \"sleepHours\": -0.5}",
                "{\"headache\": false, \"sleepHours\": 24.01}",
                "{\"headache\": false, \"sleepHours\": \"8\"}",
                "{\"headache\": false, \"sleepHours\": 1e-2147483648}",
                "{\"headache\": false, \"concentration\": 10.5}",
                "{\"headache\": false, \"attacks\": -1}",
                "{\"headache\": false, \"auraMinutes\": 20}",
                "{\"headache\": null}",
                "{\"headache\": 1}",
                "[]",
                "{\"headache\": false, \"mood\": 3}")) {
            refused(
                    content.length() > 200 ? content.substring(0, 200) : content,
                    as("nurse")
                            .body("{\"content\": " + content + ", \"source\": \"PAPER\"}")
                            .put(path));
        }
        refused(
                "reason",
                as("nurse")
                        .body("{\"content\": {\"headache\": false}, \"source\": \"PAPER\", \"reason\": \"" + LONG
                                + "\"}")
                        .put(path));
        refused("range", as("nurse").get("/v1/patients/" + her.patient + "/diary-days?from=2026-02-30&to=2026-03-01"));
        refused("no day", as("nurse").get(path));
        // As small as a number can be said is still between 0 and 24.
        as("nurse")
                .body("{\"content\": {\"headache\": false, \"sleepHours\": 1e-300}, \"source\": \"PAPER\"}")
                .put(path)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(201, 400, 422));
    }

    @Test
    void noFormTakesAnswersThatAreNotItsOwn() {
        var opened = as("nurse")
                .body("{\"instrument\": \"PHQ-9\"}")
                .post("/v1/patients/" + her.patient + "/assessments")
                .then()
                .statusCode(201)
                .extract();
        String id = opened.path("assessment.id");
        String etag = opened.path("assessment.etag");
        for (var items : List.of(
                "[6,8,8,8,8,8]",
                "[0,0,0,0,0,0,0,0,\"2\"]",
                "[0,0,0,0,0,0,0,0,2.5]",
                "[0,0,0,0,0,0,0,0,4]",
                "[0,0,0,0,0,0,0,0,-1]",
                "[0,0,0,0,0,0,0,0,true]",
                "[0,0,0,0,0,0,0,0,[2]]",
                "[0,0,0,0,0,0,0,0,{}]",
                "[0,0,0,0,0,0,0,0,0,0]",
                "[0,0,0,0,0,0,0,0,1e999999999]",
                "[0,0,0,0,0,0,0,0,1e-999999999]",
                "{\"10\": 1}",
                "{\"9\": 1, \"q\\u00001\": 1}",
                "\"000000000\"",
                "7",
                "null")) {
            for (var submit : List.of(true, false)) {
                refused(
                        items,
                        as("nurse")
                                .header("If-Match", etag)
                                .body("{\"items\": " + items + ", \"submit\": " + submit + ", \"source\": \"PHONE\"}")
                                .post("/v1/assessments/" + id + "/answers"));
            }
        }
        for (var more : List.of(
                "\"occurredAt\": \"-999999999-01-01T00:00:00Z\"",
                "\"occurredAt\": \"2026-02-30T00:00:00Z\"",
                "\"occurredAt\": \"2027-01-01T00:00:00Z\"",
                "\"occurredAt\": 5",
                "\"occurredAt\": \"1899-12-31T23:59:59Z\"",
                "\"occurredAt\": \"2026-03-10T09:00:00\"",
                "\"occurredAt\": [2026, 3, 10]",
                "\"policy\": \"NO_SUCH\"",
                "\"policy\": \"\\u0000\"",
                "\"reason\": \"a\\u0000b\"",
                "\"reason\": \"" + LONG + "\"",
                "\"more\": 1")) {
            refused(
                    more.length() > 100 ? "long" : more,
                    as("nurse")
                            .header("If-Match", etag)
                            .body("{\"items\": [0,0,0,0,0,0,0,0,0], \"submit\": true, \"source\": \"PHONE\", " + more
                                    + "}")
                            .post("/v1/assessments/" + id + "/answers"));
        }
        for (var tag : List.of("\"v99\"", "v0", "*x", "\"\"")) {
            refused(
                    tag,
                    as("nurse")
                            .header("If-Match", tag)
                            .body("{\"items\": [0,0,0,0,0,0,0,0,0], \"submit\": true, \"source\": \"PHONE\"}")
                            .post("/v1/assessments/" + id + "/answers"));
        }
        for (var body : List.of(
                "{\"instrument\": \"a\\u0000\"}", "{\"instrument\": null}", "{\"instrument\": \"NO-SUCH\"}", "[]")) {
            refused(body, as("nurse").body(body).post("/v1/patients/" + her.patient + "/assessments"));
        }
        as("nurse")
                .get("/v1/assessments/" + id)
                .then()
                .statusCode(200)
                .body("assessment.state", equalTo("OPEN"))
                .body("answers.size()", equalTo(0));
        assertThat(as("prescriber")
                        .get("/v1/patients/" + her.patient + "/safety-alerts?limit=100")
                        .jsonPath()
                        .getList("items.findAll { it.rule in ['A1', 'A2'] }"))
                .isEmpty();
    }

    @Test
    void noListIsAskedForInAWayThatBreaksIt() {
        for (var query : List.of(
                "assessments?state=NOPE",
                "assessments?limit=0",
                "assessments?limit=1000000000000",
                "assessments?cursor=%00",
                "assessments?cursor=AAAA",
                "safety-alerts?state=NOPE",
                "safety-alerts?cursor=zzz")) {
            refused(query, as("prescriber").get("/v1/patients/" + her.patient + "/" + query));
        }
        for (var path : List.of(
                "/v1/patients/nobody/course",
                "/v1/patients/00000000-0000-0000-0000-000000000000/course",
                "/v1/patients/" + her.patient + "/trajectory.svg?language=zz%00",
                "/v1/assessments/%00",
                "/v1/instruments/PHQ-9%00",
                "/v1/instruments/..%2F..%2Frules")) {
            refused(path, as("prescriber").urlEncodingEnabled(false).get(path));
        }
    }
}
