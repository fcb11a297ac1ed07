package org.paincare.session;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.paincare.testing.http.Answer;

/** A clinic that orders home sprays, while a test runs. */
abstract class HomeClinic extends RunningClinic {

    @BeforeEach
    void theClinicUsesIt() {
        // Soon: a weight of today has to count on that day.
        day = LocalDate.ofInstant(clinic.now(), ZONE).plusDays(2);
        events.reconfigured(HERE, "America/Bogota", "ENABLED_PROTOCOLS=IN-YUA");
    }

    @AfterEach
    void itDoesNotAnyMore() {
        events.reconfigured(HERE, "America/Bogota");
    }

    /** A session of a signed plan of home sprays: two at a use, eight a day, twenty-four a week. */
    UUID sprays(UUID patient) {
        for (var consent : List.of("SEDATION_RISK", "TREATMENT_OFF_LABEL", "CONTROLLED_SUBSTANCE_AGREEMENT")) {
            events.consented(HERE, patient, consent);
        }
        var asked = new LinkedHashMap<String, Object>(Map.of("protocolId", "IN-YUA", "dosingWeightKg", "64"));
        asked.put("sprays", Map.of("spraysPerUse", 2, "spraysPerDay", 8, "spraysPerWeek", 24));
        var draft = as("prescriber")
                .post("/v1/patients/" + patient + "/plans", asked)
                .expect(201);
        signed(draft);
        return UUID.fromString(book(patient, chair(), "08:00", 240)
                .expect(201)
                .json()
                .get("sessionId")
                .asText());
    }

    Map<String, Object> order(String mg, String ml) {
        var order = new LinkedHashMap<String, Object>();
        order.put("weightKg", "64");
        order.put("weightMeasuredAt", clinic.now().toString());
        order.put("vialConcentrationMgPerMl", "100");
        order.put("concentrationMgPerMl", "100");
        order.put("statedDoseMg", mg);
        order.put("statedVolumeMl", ml);
        return order;
    }

    /** The order of the session's plan, signed; its id. */
    UUID ordered(UUID session) {
        return ordered(session, order("80", "0.8"));
    }

    UUID ordered(UUID session, Map<String, Object> order) {
        var draft = once("prescriber")
                .post("/v1/sessions/" + session + "/dose-orders", order)
                .expect(201);
        var resource = "/v1/dose-orders/" + draft.id();
        signs(draft, resource, "PRESCRIBES");
        return draft.id();
    }

    private static void signs(Answer draft, String resource, String meaning) {
        var id = challenge(resource, draft.json().get("contentHash").asText(), meaning);
        as("prescriber")
                .with("If-Match", draft.etag())
                .post(resource + "/signatures", Map.of("signatureIds", List.of(id)))
                .expect(200);
    }

    /** Signed by the prescriber. */
    static UUID challenge(String resource, String hash, String meaning) {
        var id = as("nurse")
                .post("/v1/signature-challenges", Map.of("resource", resource, "hash", hash, "meaning", meaning))
                .expect(201)
                .id();
        as("prescriber")
                .post("/v1/signature-challenges/" + id + "/confirmations", Map.of("resource", resource))
                .expect(200);
        return id;
    }
}
