package org.paincare.outcome.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.paincare.outcome.OutcomeServers.as;
import static org.paincare.outcome.OutcomeServers.with;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.testing.Tokens;

/** A patient without an account answers by the link that the clinic sends her. */
@QuarkusTest
class AnswerByLinkTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);
    private static final String PAGE = "https://clinic.example/answers#";

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;
    private JsonPath open;

    @BeforeEach
    void aPatientWithOpenForms() {
        clinic.itIs(DAY_ONE.minusDays(28), 9);
        events.clinicsAreConfigured();
        her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        as("clinic-admin")
                .body("{\"template\": \"" + PAGE + "{token}\"}")
                .put("/v1/answer-frontend")
                .then()
                .statusCode(200);
        open = as("nurse").get(patient("/assessments?state=OPEN&limit=100")).jsonPath();
    }

    private String patient(String path) {
        return "/v1/patients/" + her.patient + path;
    }

    private String form(String code) {
        return open.getString("items.find { it.code == '" + code + "' }.id");
    }

    private JsonPath link(String... codes) {
        var ids = java.util.Arrays.stream(codes)
                .map(code -> "\"" + form(code) + "\"")
                .toList();
        return as("coordinator")
                .body(codes.length == 0 ? "{}" : "{\"assessmentIds\": " + ids + "}")
                .post(patient("/answer-links"))
                .then()
                .statusCode(201)
                .body("url", startsWith(PAGE))
                .extract()
                .jsonPath();
    }

    private static String token(JsonPath link) {
        return link.getString("url").substring(PAGE.length());
    }

    private static RequestSpecification holding(String scheme, String token) {
        return given().header("Authorization", scheme + " " + token).contentType("application/json");
    }

    private static String opened(JsonPath link) {
        return holding("AnswerLink", token(link))
                .post("/v1/answer-session")
                .then()
                .statusCode(201)
                .body("expiresAt", notNullValue())
                .extract()
                .jsonPath()
                .getString("answerToken");
    }

    @Test
    void sheOpensItOnceSavesSubmitsAndThenItIsOver() {
        var link = link("PHQ-9", "HIT-6");
        var session = opened(link);

        holding("AnswerLink", token(link))
                .post("/v1/answer-session")
                .then()
                .statusCode(409)
                .body("code", equalTo("ANSWER_LINK_USED"));
        holding("AnswerSession", session)
                .header("Accept-Language", "es")
                .get("/v1/answer-session")
                .then()
                .statusCode(200)
                .body("answerToken", nullValue())
                .body("items.asked.assessment.code", equalTo(List.of("PHQ-9", "HIT-6")))
                .body("items[0].instrument.items[8].text", startsWith("Pensamientos"))
                .body("items[1].instrument.items[0].textStatus", equalTo("TEXT_NOT_LICENSED"))
                .body("items[0].asked.emergencyNotice.number", equalTo("123"));

        answer(session, "PHQ-9", "\"v1\"", "[null,null,null,null,null,null,null,null,1]", false)
                .statusCode(201)
                .header("ETag", "\"v2\"")
                .body("over", equalTo(false))
                .body("asked.emergencyNotice.number", equalTo("123"));
        as("nurse").get(patient("/safety-alerts")).then().body("items.trigger", hasItem("ITEM9_POSITIVE"));
        answer(session, "PHQ-9", "\"v1\"", "[1,1,1,1,1,1,1,1,1]", true).statusCode(412);
        answer(session, "PHQ-9", "\"v2\"", "[1,1,1,1,1,1,1,1,1]", true)
                .statusCode(201)
                .body("asked.assessment.state", equalTo("COMPLETED"));
        answer(session, "PHQ-9", "\"v3\"", "[0,0,0,0,0,0,0,0,0]", true)
                .statusCode(409)
                .body("code", equalTo("ASSESSMENT_NOT_OPEN"));
        answer(session, "MIDAS", "\"v1\"", "[1,1,1,1,1]", true).statusCode(404);
        answer(session, "HIT-6", "\"v1\"", "[8,8,8,8,8,10]", true)
                .statusCode(201)
                .body("over", equalTo(true));

        holding("AnswerSession", session)
                .get("/v1/answer-session")
                .then()
                .statusCode(409)
                .body("code", equalTo("ANSWER_LINK_ENDED"))
                .body("currentState", equalTo("SUBMITTED"));
        as("nurse")
                .get(patient("/answer-links"))
                .then()
                .body("items[0].state", equalTo("SUBMITTED"))
                .body("items[0].url", nullValue());
        as("nurse")
                .get("/v1/assessments/" + form("PHQ-9"))
                .then()
                .body("answers[0].source", equalTo("OWN"))
                .body("answers[0].enteredBy", equalTo(link.getString("link.id")));
    }

    private io.restassured.response.ValidatableResponse answer(
            String session, String code, String ifMatch, String items, boolean submit) {
        return holding("AnswerSession", session)
                .header("If-Match", ifMatch)
                .body("{\"items\": " + items + ", \"submit\": " + submit + "}")
                .post("/v1/answer-session/assessments/" + form(code) + "/answers")
                .then();
    }

    @Test
    void aScannerThatOnlyLooksUsesNothingUpAndALostAnswerIsAskedForAgain() {
        var link = link();

        holding("AnswerLink", token(link))
                .get("/v1/answer-session")
                .then()
                .statusCode(401)
                .body("code", equalTo("ANSWER_LINK_INVALID"))
                .header("WWW-Authenticate", startsWith("AnswerLink"));
        var first = holding("AnswerLink", token(link))
                .header("Idempotency-Key", "phone-1")
                .post("/v1/answer-session")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("answerToken");
        var again = holding("AnswerLink", token(link))
                .header("Idempotency-Key", "phone-1")
                .post("/v1/answer-session")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("answerToken");
        assertThat(again).isEqualTo(first);
    }

    @Test
    void ofTenWhoOpenItAtOnceOneGetsIn() {
        var token = token(link("PHQ-9"));

        var all = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        holding("AnswerLink", token).post("/v1/answer-session").statusCode()))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
    }

    @Test
    void after72HoursOrTakenBackItOpensNothing() {
        var old = link("PHQ-9");
        var session = opened(old);
        var unwanted = link("HIT-6");
        var id = unwanted.getString("link.id");
        as("nurse")
                .body("")
                .post("/v1/answer-links/" + id + "/withdrawal")
                .then()
                .statusCode(428);
        as("nurse", "cartagena")
                .header("If-Match", "\"v0\"")
                .post("/v1/answer-links/" + id + "/withdrawal")
                .then()
                .statusCode(404);
        as("nurse")
                .header("If-Match", "\"v0\"")
                .post("/v1/answer-links/" + id + "/withdrawal")
                .then()
                .statusCode(200)
                .body("state", equalTo("TAKEN_BACK"));
        holding("AnswerLink", token(unwanted))
                .post("/v1/answer-session")
                .then()
                .statusCode(409)
                .body("currentState", equalTo("TAKEN_BACK"));

        clinic.itIs(DAY_ONE.minusDays(25), 10);

        holding("AnswerSession", session)
                .get("/v1/answer-session")
                .then()
                .statusCode(409)
                .body("currentState", equalTo("EXPIRED"))
                .body("emergencyNotice.number", equalTo("123"));
        as("nurse").get(patient("/answer-links")).then().body("items.state", equalTo(List.of("TAKEN_BACK", "EXPIRED")));
    }

    @Test
    void whatIsNoTokenOfThisKindLetsNobodyIn() {
        var link = link("PHQ-9");
        var token = token(link);
        var turned = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        for (var wrong : List.of(
                "",
                "x",
                turned,
                token.substring(2),
                "%00",
                "A".repeat(5000),
                UUID.randomUUID().toString())) {
            holding("AnswerLink", wrong)
                    .post("/v1/answer-session")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
        given().contentType("application/json")
                .post("/v1/answer-session")
                .then()
                .statusCode(401);
        holding("AnswerSession", token).get("/v1/answer-session").then().statusCode(401);
        holding("Bearer", token).post("/v1/answer-session").then().statusCode(401);
        holding("AnswerLink", opened(link)).post("/v1/answer-session").then().statusCode(401);
        with(token).get(patient("/assessments")).then().statusCode(401);
    }

    @Test
    void oneLinkAnswersOnlySoOftenInAMinute() {
        var session = opened(link("PHQ-9"));

        var statuses = IntStream.range(0, 2 * AnswerLinks.RULES.callsPerMinute() + 1)
                .map(i -> holding("AnswerSession", session)
                        .get("/v1/answer-session")
                        .statusCode())
                .distinct()
                .boxed()
                .toList();

        assertThat(statuses).containsExactlyInAnyOrder(200, 429);
        holding("AnswerSession", session)
                .get("/v1/answer-session")
                .then()
                .statusCode(429)
                .header("Retry-After", "60")
                .body("code", equalTo("TOO_MANY_REQUESTS"));
    }

    @Test
    void onlyStaffOfHerClinicMakeLinksAndOnlyToWhatSheMayAnswer() {
        with(Tokens.patient("bogota", her.patient))
                .body("{}")
                .post(patient("/answer-links"))
                .then()
                .statusCode(403);
        as("nurse", "cartagena")
                .body("{}")
                .post(patient("/answer-links"))
                .then()
                .statusCode(404);
        var staffs = form("LIVER_TESTS");
        for (var wrong : List.of("\"" + staffs + "\"", "\"" + UUID.randomUUID() + "\"")) {
            as("nurse")
                    .body("{\"assessmentIds\": [" + wrong + "]}")
                    .post(patient("/answer-links"))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("NOTHING_TO_ANSWER"));
        }
        as("nurse")
                .body("{\"assessmentIds\": [null]}")
                .post(patient("/answer-links"))
                .then()
                .statusCode(400);
        as("nurse")
                .body("{\"assessmentIds\": []}")
                .post(patient("/answer-links"))
                .then()
                .statusCode(400);
        as("nurse")
                .body("{\"template\": \"" + PAGE + "{token}\"}")
                .put("/v1/answer-frontend")
                .then()
                .statusCode(403);
        as("clinic-admin")
                .body("{\"template\": \"http://elsewhere.example/#{token}\"}")
                .put("/v1/answer-frontend")
                .then()
                .statusCode(422)
                .body("code", equalTo("ANSWER_FRONTEND_INVALID"));
        for (int i = 0; i < AnswerLinks.RULES.perPatientPerDay(); i++) {
            link("PHQ-9");
        }
        as("nurse")
                .body("{}")
                .post(patient("/answer-links"))
                .then()
                .statusCode(429)
                .body("code", equalTo("TOO_MANY_REQUESTS"));
    }
}
