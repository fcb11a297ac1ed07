package org.paincare.outcome.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.paincare.outcome.OutcomeServers.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The stateless scoring endpoint as outside checks use it. */
@QuarkusTest
class ScoringEndpointTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyPublishedVectorScoresExactlySoOverHttp() throws IOException {
        for (var vector : vectors()) {
            var id = vector.path("id").asText();
            var body = JSON.createObjectNode();
            body.set("items", vector.path("items"));
            body.set("policy", vector.path("policy"));

            var answer = as("nurse")
                    .body(body.toString())
                    .post("/v1/instruments/" + vector.path("instrument").asText() + "/score");

            if (vector.path("expected").path("status").asText().equals("INVALID")) {
                assertThat(answer.statusCode()).as(id).isEqualTo(422);
                assertThat(answer.jsonPath().getString("code")).as(id).isEqualTo("ANSWER_INVALID");
                assertThat(answer.jsonPath().getList("violations")).as(id).isNotEmpty();
            } else {
                assertThat(answer.statusCode()).as(id).isEqualTo(200);
                assertThat(answer.asString())
                        .as(id)
                        .isEqualTo(vector.path("expected").toString());
            }
        }
    }

    @Test
    void aRefusedScoreSaysWhy() {
        as("nurse").body("{\"items\": [1,2]}").post("/v1/instruments/NO-SUCH/score").then().statusCode(404)
                .body("code", equalTo("INSTRUMENT_NOT_FOUND"));
        as("nurse").body("{\"items\": [1,2]").post("/v1/instruments/PHQ-9/score").then().statusCode(400);
        as("nurse").body("{}").post("/v1/instruments/PHQ-9/score").then().statusCode(400);
        as("nurse").body("{\"items\": null}").post("/v1/instruments/PHQ-9/score").then().statusCode(400);
        as("nurse").body("{\"items\": [], \"more\": 1}").post("/v1/instruments/PHQ-9/score").then().statusCode(400);
        as("nurse").body("{\"items\": [1,2]}").post("/v1/instruments/PHQ-9/score").then().statusCode(422)
                .body("code", equalTo("ITEM_COUNT_WRONG"));
        as("nurse").body("{\"items\": [9,1,1,1,1,1,1,1,1]}").post("/v1/instruments/PHQ-9/score").then()
                .statusCode(422)
                .body("code", equalTo("ANSWER_INVALID"))
                .body("violations[0].pointer", equalTo("/items/0"));
        as("nurse").body("{\"items\": [\"1\",1,1,1,1,1,1,1,1]}").post("/v1/instruments/PHQ-9/score").then()
                .statusCode(422);
        as("nurse").body("{\"items\": [1e400,1,1,1,1,1,1,1,1]}").post("/v1/instruments/PHQ-9/score").then()
                .statusCode(org.hamcrest.Matchers.oneOf(400, 422));
        as("clinic-admin").body("{\"items\": [1]}").post("/v1/instruments/PHQ-9/score").then().statusCode(403);
    }

    @Test
    void textShipsOnlyWhereTheLicenceLetsIt() {
        as("coordinator").get("/v1/instruments").then().statusCode(200)
                .body("items.id", hasItem("PHQ-9"))
                .body("items.licence.holder", everyItem(notNullValue()));
        as("coordinator").header("Accept-Language", "es").get("/v1/instruments/PHQ-9").then().statusCode(200)
                .body("items[0].text", equalTo("Poco interés o placer en hacer las cosas"))
                .body("items[0].options.size()", equalTo(4))
                .header("ETag", notNullValue());
        as("coordinator").get("/v1/instruments/HIT-6").then().statusCode(200)
                .body("items[0].textStatus", equalTo("TEXT_NOT_LICENSED"))
                .body("licence.mayShipText", equalTo(false));
        as("coordinator").get("/v1/instruments/hit-6").then().statusCode(404);
    }

    private static List<JsonNode> vectors() throws IOException {
        var all = JSON.readTree(ScoringEndpointTest.class.getResourceAsStream("/instrument-vectors.json"));
        return StreamSupport.stream(all.spliterator(), false).toList();
    }
}
