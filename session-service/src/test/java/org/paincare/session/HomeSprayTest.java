package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Home intranasal rescue as an order: enabled by the clinic, with its consents, held to the sprays of a day. */
@QuarkusTest
class HomeSprayTest extends HomeClinic {

    @Test
    void anOrderComesToTheMostOfADayAndIsRefusedOnceTheClinicGivesItUp() {
        var session = sprays(patient());
        var order = order("80", "0.8");

        var drafted = once("prescriber")
                .post("/v1/sessions/" + session + "/dose-orders", order)
                .expect(201);

        assertThat(drafted.json().get("route").asText()).isEqualTo("INTRANASAL");
        assertThat(drafted.json().get("protocolId").asText()).isEqualTo("IN-YUA");
        assertThat(drafted.json().get("statedDoseMg").asText()).isEqualTo("80");
        assertThat(drafted.json().has("startRateMgPerKgPerHour")).isFalse();
        assertThat(drafted.json().at("/sprays/mgPerSpray").asText()).isEqualTo("10");
        assertThat(drafted.json().at("/sprays/spraysPerDay").asInt()).isEqualTo(8);
        assertThat(drafted.json().at("/sprays/spraysPerWeek").asInt()).isEqualTo(24);
        assertThat(drafted.json().toString()).contains("10 mg × 8 = 80 mg");

        events.reconfigured(HERE, "America/Bogota");

        var refused = once("prescriber")
                .post("/v1/sessions/" + session + "/dose-orders", order)
                .refused(422, "DOSE_LIMIT");
        assertThat(refused.json().get("findings").findValuesAsText("code")).contains("PROTOCOL_DISABLED");
    }

    @Test
    void aTenfoldConcentrationAndADoseThatIsNotTheSpraysAreSeen() {
        var session = sprays(patient());
        var tenfold = order("80", "8");
        tenfold.put("concentrationMgPerMl", "10");
        var stated = order("800", "8");

        for (var wrong : List.of(tenfold, stated)) {
            var preview = as("prescriber")
                    .post("/v1/dose-order-previews", Map.of("sessionId", session, "order", wrong))
                    .expect(200)
                    .json()
                    .get("preview");
            assertThat(preview.get("outcome").asText()).isNotEqualTo("ACCEPTED");
            assertThat(preview.get("findings")).isNotEmpty();
        }
    }
}
