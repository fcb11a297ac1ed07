package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** Orders that are refused, and what a signature is worth. */
@QuarkusTest
class DoseOrderTest {

    @Inject
    Ward ward;

    @Inject
    Events events;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void theArithmeticIsExplained() {
        var session = ward.bookedSession(ward.patient());

        var preview = Ward.as("nurse")
                .post("/v1/dose-order-previews", Map.of("sessionId", session, "order", ward.order()))
                .expect(200)
                .json()
                .get("preview");

        assertThat(preview.get("sessionTotalMg").asText()).isEqualTo("32");
        assertThat(preview.get("startPumpRateMlPerHour").asText()).isEqualTo("16");
        assertThat(preview.get("arithmetic").findValuesAsText("formula")).contains("0.25 mg/kg/h × 64 kg = 16 mg/h");
        assertThat(preview.get("outcome").asText()).isNotEqualTo("REFUSED");
    }

    @Test
    void aClinicsOwnSoftLimitAsksForAReasonEarlier() {
        var session = ward.bookedSession(ward.patient());
        var asked = Map.of("sessionId", session, "order", ward.order());
        events.reconfigured(DemoClinic.BOGOTA, "America/Bogota", "SOFT_SESSION_TOTAL_PER_KG=0.4");
        try {
            var findings = Ward.as("nurse")
                    .post("/v1/dose-order-previews", asked)
                    .expect(200)
                    .json();
            assertThat(findings.findValuesAsText("code")).contains("SESSION_TOTAL_HIGH");
            assertThat(findings.findValuesAsText("limit")).contains("0.4");
        } finally {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota");
        }
        assertThat(Ward.as("nurse")
                        .post("/v1/dose-order-previews", asked)
                        .expect(200)
                        .json()
                        .findValuesAsText("code"))
                .doesNotContain("SESSION_TOTAL_HIGH");
    }

    @Test
    void aTenfoldConcentrationIsRefused() {
        var session = ward.bookedSession(ward.patient());
        var order = ward.order();
        order.put("concentrationMgPerMl", "10");

        var refusal = ward.ordered(session, order).refused(422, "DOSE_LIMIT");

        assertThat(refusal.json().get("findings").findValuesAsText("level")).contains("HARD");
    }

    @Test
    void aTenfoldRateIsRefusedByItsLimit() {
        var session = ward.bookedSession(ward.patient());
        var order = ward.order();
        order.put("startRateMgPerKgPerHour", "2.5");
        order.put("statedDoseMg", "320");
        order.put("statedVolumeMl", "320");
        order.put("statedPumpRateMlPerHour", "160");

        var refusal = ward.ordered(session, order).refused(422, "DOSE_LIMIT");

        assertThat(refusal.json().get("findings").findValuesAsText("ruleId")).contains("G-RATE-OUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-100000000", "NaN", "-1", "0x10", "1234567890123456789012345678901234567890", "1,5", ""})
    void aNumberThatIsNoneIsRefused(String number) {
        var session = ward.bookedSession(ward.patient());
        var order = ward.order();
        order.put("statedDoseMg", number);
        ward.ordered(session, order).refused(400, "MALFORMED_BODY");
    }

    @Test
    void aDoseAsANumberOrInAnotherUnitIsRefused() {
        var session = ward.bookedSession(ward.patient());
        var number = ward.order();
        number.put("statedDoseMg", 32);
        ward.ordered(session, number).refused(400, "MALFORMED_BODY");
        var unit = ward.order();
        unit.put("statedDoseMcg", "32000");
        ward.ordered(session, unit).refused(400, "UNKNOWN_FIELD");
    }

    @Test
    void aVoidSignatureStaysVoidWhenTheContentComesBack() {
        var session = ward.bookedSession(ward.patient());
        var content = ward.order();
        var order = ward.ordered(session, content).expect(201);
        var resource = "/v1/dose-orders/" + order.id();
        var ids = Ward.signed(resource, order.json().get("contentHash").asText(), "prescriber", "PRESCRIBES");
        var signed = Ward.as("prescriber")
                .with("If-Match", order.etag())
                .post(resource + "/signatures", Map.of("signatureIds", ids))
                .expect(200);
        var other = new LinkedHashMap<>(content);
        other.put("reasons", Map.of("SESSION_TOTAL_LOW", "another reason"));
        var edited = edit(signed, other);
        var back = edit(edited, content);
        assertThat(back.json().get("contentHash")).isEqualTo(order.json().get("contentHash"));

        var again = Ward.as("prescriber")
                .with("If-Match", back.etag())
                .post(resource + "/signatures", Map.of("signatureIds", ids));

        again.refused(409, "SIGNATURE_USED");
    }

    private static Answer edit(Answer order, Map<String, Object> content) {
        return Ward.as("prescriber")
                .with("If-Match", order.etag())
                .put("/v1/dose-orders/" + order.json().get("id").asText(), content)
                .expect(200);
    }

    @Test
    void onlyAPrescriberOrdersAndOnlyOverTheExactContent() {
        var session = ward.bookedSession(ward.patient());
        Ward.once("nurse")
                .post("/v1/sessions/" + session + "/dose-orders", ward.order())
                .refused(403, "FORBIDDEN");
        var order = ward.ordered(session, ward.order()).expect(201);
        var resource = "/v1/dose-orders/" + order.id();
        var hash = order.json().get("contentHash").asText();
        var sign = Ward.as("prescriber").with("If-Match", order.etag());
        var byNurse = Ward.signed(resource, hash, "nurse", "PRESCRIBES");
        sign.post(resource + "/signatures", Map.of("signatureIds", byNurse)).refused(422, "SIGNER_NOT_ALLOWED");
        var overOther = Ward.signed(resource, "0".repeat(64), "prescriber", "PRESCRIBES");
        sign.post(resource + "/signatures", Map.of("signatureIds", overOther)).refused(422, "SIGNATURE_INVALID");
        var twice = List.of(
                Ward.signed(resource, hash, "prescriber", "PRESCRIBES").getFirst(),
                Ward.signed(resource, hash, "prescriber", "CO_SIGNS").getFirst());
        sign.post(resource + "/signatures", Map.of("signatureIds", twice)).refused(422, "SAME_SIGNER");
    }
}
