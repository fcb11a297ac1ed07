package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.patient.FactsTest.current;
import static org.paincare.patient.FactsTest.items;
import static org.paincare.patient.FactsTest.record;
import static org.paincare.patient.FactsTest.violations;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;

/** Every dose hangs on a weight: a slip of unit or digit is asked back, and what was entered stays beside the kilograms. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class WeightTest {

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aWeightInPoundsSentAsKilogramsIsAskedBackAndRecordedOnlyWhereItIsConfirmed() {
        var patient = Woman.registered();
        record(patient, Woman.number("WEIGHT_KG", 64, "kg", Woman.now().minus(Duration.ofDays(20))))
                .expect(201);
        var pounds = Woman.number("WEIGHT_KG", 141, "kg");

        assertThat(violations(record(patient, pounds).refused(422, "FACT_REFUSED")))
                .containsExactly("/0/value LOOKS_LIKE_ANOTHER_UNIT");
        assertThat(violations(
                        record(patient, Woman.number("WEIGHT_KG", 90, "kg")).refused(422, "FACT_REFUSED")))
                .containsExactly("/0/value CHANGE_NOT_CONFIRMED");
        pounds.put("confirmed", true);
        var recorded = items(record(patient, pounds).expect(201)).getFirst();

        assertThat(recorded.get("warnings").toString()).isEqualTo("[\"CHANGED_MUCH\",\"CHANGE_CONFIRMED\"]");
        assertThat(current(patient).getFirst().get("warnings")).isEqualTo(recorded.get("warnings"));
    }

    @Test
    void aWeightEnteredInPoundsIsKeptAsEnteredBesideItsKilograms() {
        var patient = Woman.registered();
        var pounds = items(record(patient, Woman.number("WEIGHT_KG", 141, "[lb_av]"))
                        .expect(201))
                .getFirst();
        var kilograms = items(
                        record(patient, Woman.number("WEIGHT_KG", 64, "kg")).expect(201))
                .getFirst();

        assertThat(pounds.get("value").decimalValue()).isEqualByComparingTo("63.956524");
        assertThat(pounds.get("unit").asText()).isEqualTo("kg");
        assertThat(pounds.at("/entered/value").decimalValue()).isEqualByComparingTo("141");
        assertThat(pounds.at("/entered/unit").asText()).isEqualTo("[lb_av]");
        assertThat(kilograms.has("entered")).isFalse();
        assertThat(Bogota.as("nurse")
                        .get("/v1/patients/" + patient + "/facts/"
                                + pounds.get("id").asText())
                        .expect(200)
                        .json()
                        .get("entered"))
                .isEqualTo(pounds.get("entered"));
        var said = Woman.number("WEIGHT_KG", 64, "kg");
        said.put("entered", Map.of("value", 1, "unit", "kg"));
        record(patient, said).refused(400, "UNKNOWN_FIELD");
    }

    @Test
    void aWeightThatChangedMuchCarriesAWarningAndOneThatDidNotCarriesNone() {
        var patient = Woman.registered();
        var facts = record(
                        patient,
                        List.of(
                                Woman.number("WEIGHT_KG", 64, "kg", Woman.now().minus(Duration.ofDays(3))),
                                Woman.number(
                                        "WEIGHT_KG", 70.4, "kg", Woman.now().minus(Duration.ofDays(2))),
                                Woman.number("WEIGHT_KG", 71, "kg")))
                .expect(201);

        assertThat(items(facts))
                .extracting(f -> f.path("warnings").toString())
                .containsExactly("", "[\"CHANGED_MUCH\"]", "");
    }

    @Test
    void aWeightOfTwoYearsAgoAndOneThatIsAmendedSayNothingAboutTodays() {
        var patient = Woman.registered();
        record(patient, Woman.number("WEIGHT_KG", 64, "kg", Woman.now().minus(Duration.ofDays(700))))
                .expect(201);
        var wrong = items(record(patient, Woman.number("WEIGHT_KG", 154, "kg")).expect(201))
                .getFirst();
        var right = Woman.number("WEIGHT_KG", 70, "kg");
        right.put("supersedesFactId", wrong.get("id").asText());

        record(patient, right).expect(201);
    }
}
