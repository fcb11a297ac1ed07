package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scales by their answers: scored by the shared engine, a reading like any other. */
@QuarkusTest
class ScaleTest {

    @Inject
    Ward ward;

    private UUID session;

    @BeforeEach
    void somebodyIsCheckedIn() {
        ward.opens();
        session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
    }

    private String path() {
        return "/v1/sessions/" + session + "/scales";
    }

    @Test
    void theAnswersOfCadssComeToBothOfItsScores() {
        var taken = Ward.once("nurse")
                .post(path(), Map.of("instrument", "CADSS-23", "items", Collections.nCopies(23, 1)))
                .expect(201)
                .json();

        assertThat(taken.at("/score/score").asInt()).isEqualTo(23);
        assertThat(taken.at("/score/subscores/cadss6").asInt()).isEqualTo(6);
        var reading = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/observations")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(reading.get("id").asText())
                .isEqualTo(taken.get("observationId").asText());
        assertThat(reading.get("cadss23").asInt()).isEqualTo(23);
        assertThat(reading.get("cadss6").asInt()).isEqualTo(6);
        assertThat(Ward.as("prescriber").get(path()).expect(200).json().get("items"))
                .hasSize(1);
    }

    @Test
    void everyScaleOfTheBedsideIsTaken() {
        for (var one : Map.of("RASS", -2, "MOAA-S", 4, "PAIN-NRS", 7).entrySet()) {
            Ward.as("nurse")
                    .post(path(), Map.of("instrument", one.getKey(), "items", Map.of("value", one.getValue())))
                    .expect(201);
        }
        Ward.as("nurse")
                .post(path(), Map.of("instrument", "CADSS-6", "items", List.of(0, 1, 0, 0, 1, 0)))
                .expect(201);
        var aldrete = Ward.as("nurse")
                .post(path(), Map.of("instrument", "ALDRETE-MOD", "items", List.of(2, 2, 2, 2, 1)))
                .expect(201)
                .json();
        assertThat(aldrete.at("/score/band").asText()).isEqualTo("READY");
        assertThat(aldrete.has("observationId")).isFalse();
    }

    @Test
    void answersThatCannotBeScoredAreRefusedWithTheItem() {
        Ward.as("nurse")
                .post(path(), Map.of("instrument", "RASS", "items", Map.of("value", 5)))
                .refused(422, "SCALE_NOT_SCORABLE");
        Ward.as("nurse")
                .post(path(), Map.of("instrument", "CADSS-23", "items", List.of(1, 2)))
                .refused(422, "SCALE_NOT_SCORABLE");
        Ward.as("nurse")
                .post(path(), Map.of("instrument", "HIT-6", "items", List.of(1)))
                .refused(422, "SCALE_UNKNOWN");
        for (var body : List.of(
                "{}",
                "{\"instrument\":\"RASS\"}",
                "{\"instrument\":\"RASS\",\"items\":null}",
                "{\"instrument\":\"RASS\",\"items\":\"x\"}",
                "{\"instrument\":\"RASS\",\"items\":{\"value\":1e-100000000}}",
                "{\"instrument\":\"RASS\",\"items\":[null]}")) {
            assertThat(Ward.as("nurse").post(path(), body).status()).as(body).isBetween(400, 422);
        }
        Ward.as("coordinator")
                .post(path(), Map.of("instrument", "RASS", "items", List.of(0)))
                .refused(403, "FORBIDDEN");
        Ward.inCartagena("nurse")
                .post(path(), Map.of("instrument", "RASS", "items", List.of(0)))
                .refused(404, "NOT_FOUND");
    }
}
