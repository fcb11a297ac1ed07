package org.paincare.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClinicClaimTest {

    private static final String ID = "'0197a000-0000-7000-8000-00000000b060'";
    private static final String OTHER = "'0197a000-0000-7000-8000-00000000ca50'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'clinic_id': ID}",
                "{'organization': {'bogota': {'clinic_id': [ID]}}}",
                "{'organization': {'bogota': {'clinic_id': [ID]}}, 'clinic_id': ID}"
            })
    void aTokenIsForTheClinicOfItsClaimOrOfItsOneOrganisation(String claims) {
        assertThat(clinic(claims)).isEqualTo(ID.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'clinic_id': null}",
                "{'clinic_id': [ID]}",
                "{'organization': null}",
                "{'organization': ['bogota']}",
                "{'organization': {'bogota': 'x'}}",
                "{'organization': {'bogota': {'clinic_id': [ID, OTHER]}}}",
                "{'organization': {'bogota': {'clinic_id': [ID]}, 'cartagena': {'clinic_id': [OTHER]}}}",
                "{'organization': {'bogota': {'clinic_id': [ID]}}, 'clinic_id': OTHER}",
                "{'organization': {}, 'clinic_id': ID}"
            })
    void aTokenThatDoesNotSayOneThingIsForNone(String claims) {
        assertThat(clinic(claims)).isNull();
    }

    private static String clinic(String claims) {
        return ClinicClaim.of(
                new JsonObject(claims.replace("ID", ID).replace("OTHER", OTHER).replace('\'', '"')));
    }
}
