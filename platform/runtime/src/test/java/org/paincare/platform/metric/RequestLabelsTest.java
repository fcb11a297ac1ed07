package org.paincare.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** A caller's own path is no label. */
class RequestLabelsTest {

    private static final String ID = "0197a000-0000-7000-8000-00000000b060";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    RequestLabelsTest() {
        registry.config().meterFilter(new RequestLabels().byTemplate());
    }

    private String label(String status, String uri) {
        return registry.timer("http.server.requests", "status", status, "uri", uri)
                .getId()
                .getTag("uri");
    }

    @Test
    void aTemplateIsOne() {
        assertThat(label("200", "/v1/patients/{patientId}")).isEqualTo("/v1/patients/{patientId}");
        assertThat(label("422", "/v1/patients")).isEqualTo("/v1/patients");
        assertThat(label("404", "NOT_FOUND")).isEqualTo("NOT_FOUND");
    }

    @Test
    void whatACallerMadeUpIsNone() {
        assertThat(label("405", "/v1/patients/ana")).isEqualTo(RequestLabels.UNMATCHED);
        assertThat(label("415", "/v1/patients/ana")).isEqualTo(RequestLabels.UNMATCHED);
        assertThat(label("401", "/v1/patients/" + ID)).isEqualTo(RequestLabels.UNMATCHED);
        assertThat(label("400", "/v1/patients/%zz")).isEqualTo(RequestLabels.UNMATCHED);
        assertThat(label("400", "/" + "a".repeat(201))).isEqualTo(RequestLabels.UNMATCHED);
        assertThat(label("400", "/v1/phones/5551234")).isEqualTo(RequestLabels.UNMATCHED);
    }

    @Test
    void whatIsNoRequestKeepsItsLabels() {
        assertThat(registry.counter("others", "uri", "/" + ID).getId().getTag("uri"))
                .isEqualTo("/" + ID);
    }
}
