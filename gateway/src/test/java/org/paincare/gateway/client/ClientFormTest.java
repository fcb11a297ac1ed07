package org.paincare.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paincare.gateway.problem.ProblemCode;

class ClientFormTest {

    private static final String GOOD = """
            {"clientId": "lab", "name": "Laboratorio", "contact": {"name": "Mesa", "email": "mesa@lab.example"},
             "scopes": ["system/Observation.c"], "origins": ["https://app.lab.example"], "monthlyQuota": 1000}""";

    private static ClientForm form(String json) {
        return new ClientForm(Set.of("Observation", "Patient"), false, ClientForm.read(Buffer.buffer(json)));
    }

    private static Refused refused(String field, String value) {
        ObjectNode body = ClientForm.read(Buffer.buffer(GOOD));
        ObjectNode with = ClientForm.read(Buffer.buffer("{\"" + field + "\":" + value + "}"));
        body.set(field, with.get(field));
        return catchThrowableOfType(
                Refused.class, () -> new ClientForm(Set.of("Observation", "Patient"), false, body).registration());
    }

    @Test
    void whatIsLeftOutHasItsUsualValue() {
        var terms = form(GOOD).registration().terms();

        assertThat(terms.status()).isEqualTo(ApiClient.Status.ACTIVE);
        assertThat(terms.rateClass().name()).isEqualTo("STANDARD");
        assertThat(terms.monthlyQuota()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clientId | '\"\"' | /clientId",
                "clientId | '\"a b\"' | /clientId",
                "clientId | 7 | /clientId",
                "name | '\"a\\u0000b\"' | /name",
                "name | '\"\\ud800\"' | /name",
                "name | '[\"x\"]' | /name",
                "contact | '\"x\"' | /contact",
                "contact | '{\"name\": \"x\"}' | /contact/email",
                "contact | '{\"name\": \"x\", \"email\": \"no\"}' | /contact/email",
                "contact | '{\"name\": \"x\", \"email\": \"a@b.c\", \"phone\": \"1\"}' | /contact/phone",
                "scopes | '[]' | /scopes",
                "scopes | '[null]' | /scopes/0",
                "scopes | '[\"system/Dragon.c\"]' | /scopes/0",
                "scopes | '[\"system/Observation.read\"]' | /scopes/0",
                "scopes | '\"system/Observation.c\"' | /scopes",
                "origins | '[\"http://app.lab.example\"]' | /origins/0",
                "origins | '[\"https://app.lab.example/\"]' | /origins/0",
                "origins | '[\"https://*\"]' | /origins/0",
                "origins | '[\"http://localhost:5173\"]' | /origins/0",
                "rateClass | '\"BOUNDLESS\"' | /rateClass",
                "rateClass | null | /rateClass",
                "monthlyQuota | 0 | /monthlyQuota",
                "monthlyQuota | 1e3 | /monthlyQuota",
                "monthlyQuota | 1e-100000000 | /monthlyQuota",
                "monthlyQuota | 99999999999999999999999 | /monthlyQuota",
                "monthlyQuota | '\"5\"' | /monthlyQuota",
                "status | '\"ACTIVE\"' | /status"
            })
    void eachFieldHasItsForm(String field, String value, String pointer) {
        Refused refused = refused(field, value);

        assertThat(refused.violations()).extracting("pointer").containsExactly(pointer);
    }

    @Test
    void longTextsAndListsAreRefused() {
        assertThat(refused("name", "\"" + "x".repeat(10_000) + "\"").violations())
                .hasSize(1);
        assertThat(refused("scopes", "[" + "\"system/Observation.c\",".repeat(50) + "\"system/Patient.r\"]")
                        .violations())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{\"a\":1,\"a\":2}", "{} {}", "{\"name\": \"\u0001\"}"})
    void whatIsNoObjectIsRefused(String body) {
        Refused refused = catchThrowableOfType(Refused.class, () -> ClientForm.read(Buffer.buffer(body)));

        assertThat(refused.code()).isEqualTo(ProblemCode.MALFORMED_BODY);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};

        Refused refused = catchThrowableOfType(Refused.class, () -> ClientForm.read(Buffer.buffer(bytes)));

        assertThat(refused.code()).isEqualTo(ProblemCode.MALFORMED_BODY);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Refused refused = catchThrowableOfType(Refused.class, () -> form("{}").registration());

        assertThat(refused.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        assertThat(refused.violations())
                .extracting("pointer")
                .containsExactlyInAnyOrder("/clientId", "/contact", "/name", "/scopes");
    }
}
