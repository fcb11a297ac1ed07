package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.http.Api;

@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "session"), @ResourceArg(name = "kafka", value = "true")})
class ApiDocumentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kilograms",
                "Milligrams",
                "MilligramsPerKilogram",
                "MilligramsPerKilogramPerHour",
                "MilligramsPerMillilitre",
                "Millilitres",
                "MillilitresPerHour"
            })
    void aQuantityIsADecimalInAString(String quantity) {
        var document = Api.at("http://localhost:" + RestAssured.port)
                .with("Accept", "application/json")
                .get("/q/openapi?format=json")
                .expect(200)
                .json();

        var schema = document.at("/components/schemas/" + quantity);

        assertThat(schema.path("type").asText()).isEqualTo("string");
        var pattern = schema.path("pattern").asText();
        assertThat("64.5").matches(pattern);
        assertThat("1e5").doesNotMatch(pattern);
    }
}
