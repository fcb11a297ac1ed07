package org.paincare.testing.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumerContractTest {

    private static final String ENROLMENT = "org.paincare.patient.EnrolmentChanged.v1";
    private static final JsonMapper TOLERANT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    record Enrolment(String patientId, String to, List<String> failedClasses) {}

    enum PreventiveClass {
        BETA_BLOCKER,
        ANTICONVULSANT,
        TCA,
        ONABOTULINUMTOXIN_A
    }

    record NarrowEnrolment(List<PreventiveClass> failedClasses) {}

    @Test
    void aTolerantReaderPassesOnEveryEvent() {
        for (var type : Contracts.load().eventTypes()) {
            assertThatCode(() -> ConsumerContract.assertReads(
                            type.toString(), data -> data.path("patientId").asText()))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() ->
                        ConsumerContract.assertReads(ENROLMENT, data -> TOLERANT.treeToValue(data, Enrolment.class)))
                .doesNotThrowAnyException();
    }

    @Test
    void aReaderThatRefusesUnknownFieldsFails() {
        assertThatThrownBy(() ->
                        ConsumerContract.assertReads(ENROLMENT, data -> STRICT.treeToValue(data, Enrolment.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("referred, unknown fields in the root");
    }

    @Test
    void aReaderThatRefusesUnknownFieldsDeepInsideFails() {
        assertThatThrownBy(() -> ConsumerContract.assertReads(
                        ENROLMENT, data -> data.path("diagnosis").size() > 3 ? refuse() : "read"))
                .hasMessageContaining("induction, unknown fields in /diagnosis");
    }

    @Test
    void aReaderThatNeedsAnOptionalFieldFails() {
        assertThatThrownBy(() -> ConsumerContract.assertReads(
                        ENROLMENT, data -> required(data, "failedClasses").size()))
                .hasMessageContaining("induction, without /failedClasses");
    }

    @Test
    void aReaderThatKnowsOnlyTodaysValuesOfAnExtensibleEnumFails() {
        assertThatThrownBy(() -> ConsumerContract.assertReads(
                        ENROLMENT, data -> TOLERANT.treeToValue(data, NarrowEnrolment.class)))
                .hasMessageContaining("induction, unknown value in /failedClasses/*")
                .hasMessageNotContaining("induction, unknown fields");
    }

    @Test
    void aReaderWhoseResultChangesWithUnknownFieldsFails() {
        record Size(int fields) {}
        assertThatThrownBy(() -> ConsumerContract.assertReads(ENROLMENT, data -> new Size(data.size())))
                .hasMessageContaining("read as Size[fields=9] instead of Size[fields=4]");
    }

    @Test
    void anEventNobodyPublishesIsNoContract() {
        assertThatThrownBy(() -> ConsumerContract.assertReads("org.paincare.patient.NobodyKnows.v1", data -> data))
                .hasMessageContaining("no contract");
    }

    private static JsonNode required(JsonNode data, String name) {
        if (!data.has(name)) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return data.get(name);
    }

    private static String refuse() {
        throw new IllegalArgumentException("unknown field");
    }
}
