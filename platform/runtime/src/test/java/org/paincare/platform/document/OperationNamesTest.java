package org.paincare.platform.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.junit.jupiter.api.Test;

class OperationNamesTest {

    private final OperationNames names = new OperationNames();

    @Test
    void aNameIsMadeOfMethodAndPath() {
        assertThat(names.of(HttpMethod.GET, "/v1/patients")).isEqualTo("getPatients");
        assertThat(names.of(HttpMethod.GET, "/v1/patients/{patientId}")).isEqualTo("getPatient");
        assertThat(names.of(HttpMethod.GET, "/v1/patients/{patientId}/consents"))
                .isEqualTo("getPatientConsents");
        assertThat(names.of(HttpMethod.PUT, "/v1/patients/{patientId}/diary-days/{day}"))
                .isEqualTo("putPatientDiaryDay");
        assertThat(names.of(HttpMethod.POST, "/v1/sessions/{sessionId}/start")).isEqualTo("postSessionStart");
        assertThat(names.of(HttpMethod.GET, "/v1/patients/{patientId}/trajectory.svg"))
                .isEqualTo("getPatientTrajectorySvg");
    }

    @Test
    void twoPathsOfOneNameAreToldApartByTheirVariables() {
        assertThat(names.of(HttpMethod.GET, "/v1/access")).isEqualTo("getAccess");
        assertThat(names.of(HttpMethod.GET, "/v1/access/{id}")).isEqualTo("getAccessById");
        assertThatIllegalStateException()
                .isThrownBy(() -> names.of(HttpMethod.GET, "/v1/access/{id}"))
                .withMessageContaining("getAccessById");
    }
}
