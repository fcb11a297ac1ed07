package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between the vial and the pump: its strength is the vial's own, and its time is short. */
@QuarkusTest
class PreparedDrugTest {

    private static final String NOT_CHECKED = "PREPARATION_CHECKED:REF-0.1.9";

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    /** Two people wrote 50 mg/mL on the syringe, the ledger gave out a vial of 10 mg/mL. */
    @Test
    void theVialThatWasDispensedIsTheOneThatWasPrepared() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        ward.signedOrder(session);
        var weak = dispensed(session, "10");
        dispensed(session, ward.vial("MIDAZOLAM", "5"));

        var preparation = prepared(session, 360);

        assertThat(open(preparation)).containsExactly("PREPARATION_NOT_CHECKED", "PREPARATION_NOT_AS_DISPENSED");
        assertThat(open(checked(preparation))).containsExactly("PREPARATION_NOT_AS_DISPENSED");
        readyToStart(session);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "start", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly(NOT_CHECKED);
        takenBack(weak);
        dispensed(session, "50");

        ward.command("nurse", session, "start", Map.of()).expect(200);
    }

    @Test
    void whatWasPreparedTooLongAgoIsNotGiven() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        ward.signedOrder(session);
        dispensed(session, "50");
        assertThat(open(checked(prepared(session, 30)))).isEmpty();
        clinic.minutes(31);
        readyToStart(session);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "start", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly(NOT_CHECKED);

        checked(prepared(session, 30));

        ward.command("nurse", session, "start", Map.of()).expect(200);
    }

    private void readyToStart(UUID session) {
        ward.preChecked(session);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
    }

    /** 1 mL of a vial of that strength; the ledger's entry. */
    private JsonNode dispensed(UUID session, String mgPerMl) {
        return dispensed(session, ward.vial("KETAMINE", mgPerMl));
    }

    private JsonNode dispensed(UUID session, UUID vial) {
        return ward.move(
                        "nurse",
                        Map.of(
                                "type", "DISPENSE_TO_SESSION",
                                "containerId", vial,
                                "sessionId", session,
                                "volumeMl", "1",
                                "reason", "as the order asks"))
                .expect(201)
                .json();
    }

    private void takenBack(JsonNode entry) {
        ward.move("nurse", Map.of("reverses", entry.get("id").asText(), "reason", "the wrong vial was taken"))
                .expect(201);
    }

    private static JsonNode prepared(UUID session, int beyondUseMinutes) {
        var asked = new LinkedHashMap<String, Object>();
        asked.put("vialConcentrationMgPerMl", "50");
        asked.put("drawnMl", "1");
        asked.put("diluentMl", "49");
        asked.put("labelledMgPerMl", "1");
        asked.put("primingMl", "5");
        asked.put("diluent", "NaCl 0,9 %");
        asked.put("beyondUseMinutes", beyondUseMinutes);
        return Ward.as("nurse")
                .post("/v1/sessions/" + session + "/preparations", asked)
                .expect(201)
                .json();
    }

    private static JsonNode checked(JsonNode preparation) {
        return Ward.as("nurse2")
                .post(
                        "/v1/preparations/" + preparation.get("id").asText() + "/check",
                        Map.of("vialConcentrationMgPerMl", "50", "labelledMgPerMl", "1"))
                .expect(200)
                .json();
    }

    private static List<String> open(JsonNode preparation) {
        return preparation.get("open").findValuesAsText("code");
    }
}
