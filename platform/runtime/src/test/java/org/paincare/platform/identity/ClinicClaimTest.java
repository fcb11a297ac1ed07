package org.paincare.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClinicClaimTest {

    private static final UUID BOGOTA = UUID.fromString("0197a000-0000-7000-8000-00000000b060");
    private static final String ID = "'0197a000-0000-7000-8000-00000000b060'";
    private static final String OTHER = "'0197a000-0000-7000-8000-00000000ca50'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'clinic_id': ID}",
                "{'organization': {'bogota': {'clinic_id': [ID]}}}",
                "{'organization': {'bogota': {'id': 'x', 'clinic_id': [ID]}}, 'clinic_id': ID}"
            })
    void aTokenIsForTheClinicOfItsClaimOrOfItsOneOrganisation(String claims) throws Exception {
        assertThat(clinic(claims)).isEqualTo(BOGOTA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'clinic_id': 'bogota'}",
                "{'clinic_id': [ID]}",
                "{'clinic_id': null}",
                "{'organization': {}}",
                "{'organization': ['bogota']}",
                "{'organization': 'bogota'}",
                "{'organization': null}",
                "{'organization': {'bogota': {}}}",
                "{'organization': {'bogota': {'clinic_id': ID}}}",
                "{'organization': {'bogota': {'clinic_id': [ID, OTHER]}}}",
                "{'organization': {'bogota': {'clinic_id': [1]}}}",
                "{'organization': {'bogota': ['clinic_id']}}",
                "{'organization': {'bogota': {'clinic_id': [ID]}, 'cartagena': {'clinic_id': [OTHER]}}}"
            })
    void aTokenThatNamesNoneOrSeveralIsForNone(String claims) throws Exception {
        assertThat(clinic(claims)).isNull();
    }

    @Test
    void aTokenWhoseClaimsDisagreeIsForNone() throws Exception {
        assertThat(clinic("{'clinic_id': OTHER, 'organization': {'bogota': {'clinic_id': [ID]}}}"))
                .isNull();
        assertThat(clinic("{'clinic_id': ID, 'organization': {}}")).isNull();
        assertThat(clinic("{'clinic_id': 7, 'organization': {'bogota': {'clinic_id': [ID]}}}"))
                .isNull();
    }

    private static UUID clinic(String claims) throws Exception {
        return ClinicClaim.of(new ObjectMapper()
                .readTree(claims.replace("ID", ID).replace("OTHER", OTHER).replace('\'', '"')));
    }
}
