package org.paincare.outcome.journey;

import static org.hamcrest.Matchers.equalTo;
import static org.paincare.outcome.OutcomeServers.as;

import java.util.List;
import java.util.Map;
import org.paincare.outcome.Journey;
import org.paincare.platform.Ids;

/** Twelve weeks after her first session: what lies before the review, what is refused, the signed decision to go on. */
record WeekTwelveReview(Journey her) {

    private String patient(String path) {
        return "/v1/patients/" + her.patient + path;
    }

    void isDueDecidedAndSigned() {
        as("prescriber")
                .get(patient("/programme-reviews"))
                .then()
                .statusCode(200)
                .body("items[0].state", equalTo("DUE"))
                .body("items[0].dueOn", equalTo(her.dayOne.plusDays(84).toString()))
                .body("items[0].basis.since", equalTo(her.dayOne.toString()))
                .body("items[0].basis.sessions", equalTo(6))
                .body("items[0].basis.courseState", equalTo("RESPONSE"))
                .body("items[0].basis.latestResponse", equalTo("R50"))
                .body("items[0].basis.comfort.find { it.code == 'FELT_SAFE' }.mean", equalTo(9.0f))
                .body("items[0].basis.comfort.find { it.code == 'AT_EASE' }.lowest", equalTo(4));
        var goal = Ids.next();
        as("prescriber")
                .body("{\"decision\": \"CONTINUE\", \"goals\": [{\"goalId\": \"" + goal
                        + "\", \"attainment\": \"REACHED\"}, {\"goalId\": \"" + goal
                        + "\", \"attainment\": \"WORSE\"}]}")
                .post(patient("/programme-reviews"))
                .then()
                .statusCode(422)
                .body("code", equalTo("GOAL_REPEATED"));
        as("prescriber")
                .body("{\"decision\": \"WIDEN\"}")
                .post(patient("/programme-reviews"))
                .then()
                .statusCode(422)
                .body("code", equalTo("INTERVAL_REQUIRED"));
        her.tellPatient(
                "GoalsStated",
                "version",
                1,
                "goals",
                List.of(Map.of("goalId", goal.toString(), "domain", "SLEEP", "baseline0To10", 2)),
                "occurredAt",
                Journey.at(her.dayOne, 8));
        as("prescriber")
                .body("{\"decision\": \"CONTINUE\", \"goals\": [{\"goalId\": \"" + Ids.next()
                        + "\", \"attainment\": \"REACHED\"}]}")
                .post(patient("/programme-reviews"))
                .then()
                .statusCode(422)
                .body("code", equalTo("GOAL_UNKNOWN"));
        var review = as("prescriber")
                .body("{\"decision\": \"CONTINUE\", \"goals\": [{\"goalId\": \"" + goal
                        + "\", \"attainment\": \"REACHED\"}]}")
                .post(patient("/programme-reviews"))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        var path = "/v1/programme-reviews/" + review.getString("id");
        var challenge = as("nurse")
                .body("{\"resource\": \"" + path + "\", \"hash\": \"" + review.getString("contentHash")
                        + "\", \"meaning\": \"PROGRAMME_REVIEW\"}")
                .post("/v1/signature-challenges")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        as("prescriber")
                .body("{\"resource\": \"" + path + "\"}")
                .post("/v1/signature-challenges/" + challenge + "/confirmations")
                .then()
                .statusCode(200);
        as("prescriber")
                .header("If-Match", review.getString("etag"))
                .body("{\"signatureId\": \"" + challenge + "\"}")
                .post(path + "/signatures")
                .then()
                .statusCode(200)
                .body("state", equalTo("SIGNED"));
        as("prescriber")
                .header("If-Match", "\"v1\"")
                .body("{\"signatureId\": \"" + challenge + "\"}")
                .post(path + "/signatures")
                .then()
                .statusCode(409)
                .body("code", equalTo("REVIEW_STATE"));
    }
}
