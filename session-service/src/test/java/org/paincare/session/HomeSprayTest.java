package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Home intranasal rescue as an order: enabled by the clinic, with its consents, held to the sprays of a day. */
@QuarkusTest
class HomeSprayTest extends RunningClinic {

    @BeforeEach
    void theClinicUsesIt() {
        // Soon: a weight of today has to count on that day.
        day = LocalDate.ofInstant(clinic.now(), ZONE).plusDays(2);
        events.reconfigured(HERE, "America/Bogota", "ENABLED_PROTOCOLS=IN-YUA");
    }

    @AfterEach
    void itDoesNotAnyMore() {
        events.reconfigured(HERE, "America/Bogota");
    }

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

    /** A session of a signed plan of home sprays: two at a use, eight a day, twenty-four a week. */
    private UUID sprays(UUID patient) {
        for (var consent : List.of("SEDATION_RISK", "TREATMENT_OFF_LABEL", "CONTROLLED_SUBSTANCE_AGREEMENT")) {
            events.consented(HERE, patient, consent);
        }
        var asked = new LinkedHashMap<String, Object>(Map.of("protocolId", "IN-YUA", "dosingWeightKg", "64"));
        asked.put("sprays", Map.of("spraysPerUse", 2, "spraysPerDay", 8, "spraysPerWeek", 24));
        var draft = as("prescriber")
                .post("/v1/patients/" + patient + "/plans", asked)
                .expect(201);
        signed(draft);
        return UUID.fromString(book(patient, chair(), "08:00", 240)
                .expect(201)
                .json()
                .get("sessionId")
                .asText());
    }

    private Map<String, Object> order(String mg, String ml) {
        var order = new LinkedHashMap<String, Object>();
        order.put("weightKg", "64");
        order.put("weightMeasuredAt", clinic.now().toString());
        order.put("vialConcentrationMgPerMl", "100");
        order.put("concentrationMgPerMl", "100");
        order.put("statedDoseMg", mg);
        order.put("statedVolumeMl", ml);
        return order;
    }
}
