package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.testing.PaincareTestResource;

/** Results in the laboratory's units feed the rules that ask for them; a weight in pounds is one in kilograms. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class LabResultsTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void liverValuesExcludeByTheLaboratorysUpperLimit() {
        var patient = Woman.complete();
        var path = "/v1/patients/" + patient + "/lab-results";
        var wrong = result("ALT", "201", "U/L", "40", null);

        var kept =
                Bogota.as("nurse").post(path, Map.of("items", List.of(wrong))).expect(201);

        assertThat(fact(patient, "ALT_ULN_MULTIPLE").get("value").decimalValue())
                .isEqualByComparingTo("5.025");
        assertThat(Evaluated.blocking(Woman.evaluate(patient))).isEqualTo("E17");
        var right = result("ALT", "20.1", "U/L", "40", null);
        right.put("supersedesResultId", kept.json().findValue("id").asText());
        Bogota.as("nurse").post(path, Map.of("items", List.of(right))).expect(201);
        assertThat(Woman.decision(Woman.evaluate(patient))).isEqualTo("ELIGIBLE");
        Bogota.as("nurse").post(path, Map.of("items", List.of(right))).refused(409, "FACT_ALREADY_SUPERSEDED");
        assertThat(Bogota.as("nurse")
                        .get(path + "?analyte=ALT")
                        .expect(200)
                        .json()
                        .get("items"))
                .hasSize(2);
        Bogota.inCartagena("nurse").get(path).refused(404, "NOT_FOUND");
        Bogota.as("coordinator").get(path).refused(403, "FORBIDDEN");
    }

    @Test
    void everyAnalyteBecomesTheFactThatRulesRead() {
        var patient = Woman.registered();
        Bogota.as("nurse")
                .post(
                        "/v1/patients/" + patient + "/lab-results",
                        Map.of(
                                "items",
                                List.of(
                                        result("EGFR", "28", "mL/min/{1.73_m2}", null, null),
                                        result("HCG", "25", "m[IU]/mL", null, null),
                                        result("CREATININE", "180", "umol/L", null, null),
                                        result("BILIRUBIN_TOTAL", "34", "umol/L", "17", null),
                                        result("ECG_QTC", "431", "ms", null, "SINUS_RHYTHM"))))
                .expect(201);

        assertThat(fact(patient, "EGFR").get("value").decimalValue()).isEqualByComparingTo("28");
        assertThat(fact(patient, "PREGNANCY_TEST").get("valueCode").asText()).isEqualTo("POSITIVE");
        var bilirubin = fact(patient, "BILIRUBIN_ULN_MULTIPLE");
        assertThat(bilirubin.get("value").decimalValue()).isEqualByComparingTo("2");
        assertThat(bilirubin.at("/entered/value").decimalValue()).isEqualByComparingTo("34");
        assertThat(bilirubin.at("/entered/unit").asText()).isEqualTo("umol/L");
        assertThat(fact(patient, "EGFR").has("entered")).isFalse();
        assertThat(fact(patient, "ECG").get("state").asText()).isEqualTo("PRESENT");
    }

    @ParameterizedTest
    @CsvSource({
        "ALT, 30, U/L, , , /items/0/upperLimitOfNormal REQUIRED",
        "ALT, 30, U/L, 4, , /items/0/upperLimitOfNormal OUT_OF_RANGE",
        "ALT, 30, ukat/L, 40, , /items/0/unit WRONG_UNIT",
        "ALT, 0, U/L, 40, , /items/0/value OUT_OF_RANGE",
        "CREATININE, 95, mg/dL, , , /items/0/value OUT_OF_RANGE",
        "CREATININE, 0.00000001, mg/dL, , , /items/0/value OUT_OF_RANGE",
        "EGFR, 90, mL/min/{1.73_m2}, 60, , /items/0/upperLimitOfNormal NOT_ALLOWED",
        "ECG_QTC, 431, ms, , , /items/0/finding UNKNOWN",
        "ECG_QTC, 431, ms, , JAZZ, /items/0/finding UNKNOWN",
        "EGFR, 90, mL/min/{1.73_m2}, , PACED, /items/0/finding UNKNOWN",
        "MOOD, 1, U/L, , , /items/0/analyte UNKNOWN"
    })
    void whatNoLaboratoryMeasuresIsRefused(
            String analyte, String value, String unit, @Nullable String limit, @Nullable String finding, String why) {
        var path = "/v1/patients/" + Bogota.patient() + "/lab-results";

        assertThat(FactsTest.violations(Bogota.as("nurse")
                        .post(path, Map.of("items", List.of(result(analyte, value, unit, limit, finding))))
                        .refused(422, "LAB_RESULT_REFUSED")))
                .containsExactly(why);
    }

    @Test
    void hostileResultsAreRefusedAndNothingIsKept() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/lab-results";
        for (var body : List.of(
                "{}",
                "{\"items\":[]}",
                "{\"items\":[null]}",
                "{\"items\":[{\"analyte\":\"ALT\",\"value\":1e-100000000,\"unit\":\"U/L\",\"observedAt\":\"2026-01-01T00:00:00Z\"}]}",
                "{\"items\":[{\"analyte\":\"ALT\",\"value\":\"30\",\"unit\":\"U/L\",\"observedAt\":\"2026-01-01T00:00:00Z\"}]}")) {
            assertThat(Bogota.as("nurse").post(path, body).status()).isEqualTo(400);
        }
        var ahead = result("EGFR", "90", "mL/min/{1.73_m2}", null, null);
        ahead.put("observedAt", Woman.now().plusSeconds(3600).toString());
        var good = result("EGFR", "90", "mL/min/{1.73_m2}", null, null);
        Bogota.as("nurse").post(path, Map.of("items", List.of(good, ahead))).refused(422, "FACT_REFUSED");
        good.put("supersedesResultId", UUID.randomUUID().toString());
        Bogota.as("nurse").post(path, Map.of("items", List.of(good))).refused(422, "LAB_RESULT_REFUSED");
        assertThat(Bogota.as("nurse").get(path).expect(200).json().get("items")).isEmpty();
    }

    @Test
    void aWeightInPoundsIsConvertedAndOneWithoutItsUnitIsRefused() {
        var patient = Woman.registered();

        Woman.say(patient, "/facts", Woman.number("HEIGHT_CM", 160, "cm"));
        var mistaken = Woman.number("WEIGHT_KG", 141, "kg");
        assertThat(FactsTest.violations(Bogota.as("nurse")
                        .post("/v1/patients/" + patient + "/facts", mistaken)
                        .refused(422, "FACT_REFUSED")))
                .containsExactly("/0/value IMPLAUSIBLE_FOR_HEIGHT");
        Woman.say(patient, "/facts", Woman.number("WEIGHT_KG", 141, "[lb_av]"));

        assertThat(fact(patient, "WEIGHT_KG").get("value").decimalValue()).isEqualByComparingTo("63.956524");
        assertThat(fact(patient, "WEIGHT_KG").get("unit").asText()).isEqualTo("kg");
        var other = Woman.registered();
        Woman.say(other, "/facts", Woman.number("HEIGHT_CM", 160, "cm"));
        mistaken.put("confirmed", true);
        Woman.say(other, "/facts", mistaken);
    }

    private static Map<String, Object> result(
            String analyte, String value, String unit, @Nullable String limit, @Nullable String finding) {
        var result = new LinkedHashMap<String, Object>();
        result.put("analyte", analyte);
        result.put("value", new java.math.BigDecimal(value));
        result.put("unit", unit);
        if (limit != null) {
            result.put("upperLimitOfNormal", new java.math.BigDecimal(limit));
        }
        if (finding != null) {
            result.put("finding", finding);
        }
        result.put("observedAt", Woman.now().minusSeconds(30).toString());
        return result;
    }

    private static JsonNode fact(UUID patient, String code) {
        return Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/facts?current=true&code=" + code)
                .expect(200)
                .json()
                .get("items")
                .get(0);
    }
}
