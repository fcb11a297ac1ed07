package org.paincare.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProducerContractTest {

    private static final String OTHER_ID = "0197ffff-0000-7000-8000-000000000001";

    private final GoldenExample weight =
            Contracts.load().examples("org.paincare.patient.FactRecorded.v1").getFirst();
    private final GoldenExample clinic = Contracts.load()
            .examples("org.paincare.patient.ClinicConfigured.v1")
            .getFirst();

    @Test
    void aValidEventPasses() {
        assertThatCode(() -> ProducerContract.assertValid(weight.headers(), weight.data()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id, 42, format",
        "ce_specversion, 0.3, enum",
        "ce_source, /paincare/session, owner",
        "ce_subject, 0197ffff-0000-7000-8000-000000000001, stream",
        "ce_time, yesterday, format",
        "ce_clinicid, bogota, format",
        "ce_sequence, 0, pattern",
        "ce_causationid, none, format",
        "ce_datacontenttype, text/plain, enum",
        "traceparent, 00-x, pattern",
        "ce_patientname, Ana, additionalProperties",
        "ce_type, org.paincare.patient.NobodyKnows.v1, unknownEvent"
    })
    void aWrongHeaderIsNamed(String header, String value, String keyword) {
        var headers = with(weight.headers(), header, value);
        assertThat(ProducerContract.violations(headers, weight.data()))
                .extracting(Violation::keyword)
                .contains(keyword);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id",
        "ce_specversion",
        "ce_source",
        "ce_subject",
        "ce_time",
        "ce_clinicid",
        "ce_sequence",
        "ce_datacontenttype",
        "traceparent",
        "ce_type"
    })
    void aMissingHeaderIsNamed(String header) {
        var headers = new HashMap<>(weight.headers());
        headers.remove(header);
        assertThat(ProducerContract.violations(headers, weight.data()))
                .extracting(Violation::pointer, Violation::keyword)
                .contains(tuple("/" + header, "required"));
    }

    @Test
    void anotherPatientInTheDataThanOnTheStreamIsRefused() {
        var data = ((ObjectNode) weight.data()).put("patientId", OTHER_ID);
        assertThatThrownBy(() -> ProducerContract.assertValid(weight.headers(), data))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FactRecorded")
                .hasMessageContaining("/patientId: stream");
    }

    @Test
    void aClinicFactTravelsOnTheStreamOfItsOwnClinic() {
        var headers = with(clinic.headers(), "ce_clinicid", OTHER_ID);
        assertThat(ProducerContract.violations(headers, clinic.data()))
                .extracting(Violation::pointer)
                .containsExactly("/ce_clinicid");
    }

    @Test
    void aFieldOutsideTheContractIsRefused() {
        var data = ((ObjectNode) weight.data()).put("givenName", "Ana");
        assertThatThrownBy(() -> ProducerContract.assertValid(weight.headers(), data))
                .hasMessageContaining("/givenName: additionalProperties");
    }

    @Test
    void aDoseAsJsonNumberOrWithTooManyDigitsIsRefused() {
        var started = Contracts.load()
                .examples("org.paincare.session.SessionStarted.v1")
                .getFirst();
        var number = ((ObjectNode) started.data()).put("orderedDoseMg", 32.0);
        var digits = ((ObjectNode) started.data()).put("orderedDoseMg", "32.0000001");
        assertThat(ProducerContract.violations(started.headers(), number))
                .extracting(Violation::keyword)
                .contains("type");
        assertThat(ProducerContract.violations(started.headers(), digits))
                .extracting(Violation::keyword)
                .contains("pattern");
    }

    @Test
    void theRecordGoesToItsTopicUnderTheKeyOfItsStream() {
        var key = weight.headers().get("ce_subject");
        assertThatCode(() -> ProducerContract.assertRecord("paincare.patient.v1", key, weight.headers(), weight.data()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        ProducerContract.assertRecord("paincare.session.v1", key, weight.headers(), weight.data()))
                .hasMessageContaining("belongs on paincare.patient.v1");
        assertThatThrownBy(() ->
                        ProducerContract.assertRecord("paincare.patient.v1", OTHER_ID, weight.headers(), weight.data()))
                .hasMessageContaining("the Kafka key is " + OTHER_ID);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }
}
