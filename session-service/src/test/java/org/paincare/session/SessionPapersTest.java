package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is printed of a session. */
@QuarkusTest
class SessionPapersTest {

    @Inject
    Ward ward;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void papersNameTheirSignerAndHash() {
        var session = ward.bookedSession(ward.patient());
        var documents = "/v1/sessions/" + session + "/documents/";
        Ward.as("nurse").get(documents + "order-label").refused(409, "ORDER_STATE");
        ward.infusing(session);
        for (var document : List.of("order-label", "discharge-instructions")) {
            var paper = Ward.as("nurse")
                    .with("Accept-Language", "es")
                    .get(documents + document)
                    .expect(200);
            assertThat(paper.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(paper.header("X-Content-Hash")).matches("[0-9a-f]{64}");
            assertThat(paper.response().body()).startsWith("%PDF-");
        }
        Ward.as("nurse").get(documents + "note").refused(404, "NOT_FOUND");
        Ward.as("nurse")
                .put("/v1/sessions/" + session + "/note", Map.of("body", "Sin novedad."))
                .expect(200);
        Ward.as("nurse").get(documents + "note").expect(200);
        saysWhatIsPrinted(session, documents);
        Ward.inCartagena("nurse").get(documents + "order-label").refused(404, "NOT_FOUND");
    }

    /** Every paper of a session word for word, in both languages; the same facts in each. */
    private static void saysWhatIsPrinted(UUID session, String documents) {
        var order = Ward.as("nurse").get("/v1/sessions/" + session).expect(200).json();
        var patient = order.get("patientId").asText();

        assertThat(Papers.words("nurse", documents + "order-label", "es"))
                .contains(
                        "KETAMINA - rótulo de la orden",
                        patient,
                        session.toString(),
                        "Concentración",
                        "mg/mL",
                        "Dosis de la orden",
                        "Velocidad inicial de la bomba",
                        "Preparado por",
                        "Comprobado por",
                        "Firmado por",
                        "registro profesional",
                        "Huella firmada")
                .doesNotContain("SIN PREPARAR", "BORRADOR", "order label");
        assertThat(Papers.words("nurse", documents + "order-label", "en"))
                .contains("KETAMINE - order label", patient, "Ordered dose", "Checked by", "Signed hash")
                .doesNotContain("NOT PREPARED", "rótulo");
        assertThat(Papers.words("nurse", documents + "discharge-instructions", "es"))
                .contains(
                        "Instrucciones después de su sesión",
                        "No conduzca ni maneje máquinas hasta mañana",
                        "No firme documentos legales",
                        "Si aparecen ideas de hacerse daño",
                        "Número de urgencias: 123",
                        "BORRADOR SIN FIRMA");
        assertThat(Papers.words("nurse", documents + "discharge-instructions", "en"))
                .contains(
                        "Instructions after your session",
                        "Do not drive or use machines until tomorrow",
                        "If thoughts of harming yourself come up",
                        "Emergency number: 123",
                        "UNSIGNED DRAFT")
                .doesNotContain("urgencias");
        assertThat(Papers.words("nurse", documents + "note", "es"))
                .contains("Nota de la sesión", "INFUSING", "Sin novedad.", "Ninguno registrado", "BORRADOR SIN FIRMA");
        assertThat(Papers.words("nurse", documents + "note", "en"))
                .contains("Session note", "Ketamine given", "Sin novedad.", "None recorded", "UNSIGNED DRAFT");
    }
}
