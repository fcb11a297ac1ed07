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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.local.DemoClinic;

/** Oxygen limits hang on the altitude: whoever changes it brings the medical director's signature. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class AltitudeSignatureTest {

    private static final String BOGOTA = "/v1/clinics/" + DemoClinic.BOGOTA.id();

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void anotherAltitudeIsSignedByTheMedicalDirector() {
        var before = Bogota.as("nurse").get(BOGOTA).expect(200);
        var higher = settings(before.json(), 2650);
        var admin = Bogota.as("clinic-admin").with("If-Match", before.etag());
        admin.put(BOGOTA, higher).refused(422, "ALTITUDE_SIGNATURE_REQUIRED");
        higher.put("altitudeSignatureId", UUID.randomUUID());
        admin.put(BOGOTA, higher).refused(422, "SIGNATURE_INVALID");
        higher.put("altitudeSignatureId", signAltitude(2651, "medical-director"));
        admin.put(BOGOTA, higher).refused(422, "SIGNATURE_INVALID");
        higher.put("altitudeSignatureId", signAltitude(2650, "prescriber"));
        admin.put(BOGOTA, higher).refused(422, "SIGNER_NOT_ALLOWED");
        higher.put("altitudeSignatureId", signAltitude(2650, "medical-director"));
        var etag = before.etag();
        try {
            var changed = admin.put(BOGOTA, higher).expect(200);
            etag = changed.etag();

            assertThat(changed.json().at("/altitudeSignature/signedBy").asText())
                    .isEqualTo(
                            Tokens.identity("medical-director", "bogota").sub().toString());
            assertThat(Bogota.as("auditor")
                            .get(BOGOTA + "/versions")
                            .expect(200)
                            .json()
                            .at("/items/0/altitudeSignature/signatureId")
                            .asText())
                    .isEqualTo(higher.get("altitudeSignatureId"));
            Bogota.as("clinic-admin").with("If-Match", etag).put(BOGOTA, higher).refused(409, "SIGNATURE_USED");
        } finally {
            var back = settings(before.json(), 2640);
            back.put("altitudeSignatureId", signAltitude(2640, "medical-director"));
            Bogota.as("clinic-admin").with("If-Match", etag).put(BOGOTA, back).expect(200);
        }
        Bogota.as("nurse")
                .post(BOGOTA + "/altitude-previews", Map.of("altitudeMetres", 2, "altitudeProfile", "BOGOTA"))
                .refused(422, "UNKNOWN_ALTITUDE_PROFILE");
        Bogota.inCartagena("nurse")
                .post(BOGOTA + "/altitude-previews", Map.of("altitudeMetres", 2640, "altitudeProfile", "BOGOTA"))
                .refused(404, "NOT_FOUND");
    }

    private static Map<String, Object> settings(JsonNode clinic, int altitudeMetres) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("name", clinic.get("name").asText());
        settings.put("languages", List.of("es", "en"));
        settings.put("altitudeMetres", altitudeMetres);
        settings.put("altitudeProfile", "BOGOTA");
        settings.put("reason", "Moved up the hill");
        return settings;
    }

    private static String signAltitude(int metres, String signer) {
        var toSign = Bogota.as("clinic-admin")
                .post(BOGOTA + "/altitude-previews", Map.of("altitudeMetres", metres, "altitudeProfile", "BOGOTA"))
                .expect(200)
                .json();
        return Woman.signature(
                toSign.get("resource").asText(),
                toSign.get("contentHash").asText(),
                toSign.get("meaning").asText(),
                signer);
    }
}
