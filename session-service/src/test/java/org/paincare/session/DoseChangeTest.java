package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.http.Answer;

/** What a nurse may change by the signed order alone, and what two people answer for. */
@QuarkusTest
class DoseChangeTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void insideATitrationANurseRaisesStepByStepAndNoFurther() {
        var session = running(order -> {
            order.put(
                    "titration",
                    Map.of(
                            "stepMgPerKgPerHour",
                            "0.0625",
                            "minimumIntervalMinutes",
                            30,
                            "ceilingMgPerKgPerHour",
                            "0.375",
                            "holdCriteria",
                            List.of("RASS -2 or under")));
            order.put("reasons", Map.of("ABOVE_PROTOCOL_CEILING", "slow responder"));
            order.put("statedDoseMg", "42");
            order.put("statedVolumeMl", "42");
        });
        clinic.minutes(29);
        assertThat(Ward.blocked(rate(session, "20", Map.of()).refused(422, "GUARD_REFUSES")))
                .anyMatch(code -> code.startsWith("STEP") || code.contains("TITRATION") || code.contains("INTERVAL"));
        clinic.minutes(2);
        rate(session, "21", Map.of("reason", "little relief")).refused(422, "GUARD_REFUSES");
        rate(session, "20", Map.of("holdCriterionMet", true)).refused(422, "GUARD_REFUSES");

        rate(session, "20", Map.of()).expect(200);

        clinic.minutes(31);
        rate(session, "24", Map.of()).expect(200);
        clinic.minutes(31);
        rate(session, "28", Map.of("reason", "over the ceiling")).refused(422, "GUARD_REFUSES");
        var entries = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json()
                .get("entries");
        assertThat(entries.findValuesAsText("authority")).containsExactly("STANDING_ORDER", "STANDING_ORDER");
    }

    @Test
    void theOrderedBolusIsGivenOnceAndNoFaster() {
        var session = running(order -> {
            order.put("bolusMgPerKg", "0.1");
            order.put("bolusSeconds", 300);
            order.put("statedDoseMg", "38.4");
            order.put("statedVolumeMl", "38.4");
        });
        assertThat(Ward.blocked(bolus(session, "nurse", "6.5", 300, Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("BOLUS_OVER_ORDERED:REF-0.2.8");
        assertThat(Ward.blocked(bolus(session, "nurse", "6.4", 299, Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("BOLUS_FASTER_THAN_ORDERED:REF-0.2.8");
        for (Object seconds : List.of(0, -1, 86_401)) {
            bolus(session, "nurse", "1", (int) seconds, Map.of()).refused(400, "VALIDATION_FAILED");
        }

        bolus(session, "nurse", "4", 300, Map.of()).expect(200);
        bolus(session, "nurse", "2.4", 300, Map.of()).expect(200);

        var over = bolus(session, "nurse", "0.1", 300, Map.of()).refused(422, "GUARD_REFUSES");
        assertThat(Ward.blocked(over)).containsExactly("BOLUS_OVER_ORDERED:REF-0.2.8");
        assertThat(over.json().at("/blockedBy/0/limit").asText()).isEqualTo("6.4");
        assertThat(over.json().at("/blockedBy/0/value").asText()).isEqualTo("6.5");
    }

    @Test
    void aRateOverASoftLimitIsSignedByASecondPersonForExactlyThatChange() {
        var session = running(order -> {});
        clinic.minutes(31);
        var asked = Map.<String, Object>of("authority", "PRESCRIBER_ORDER", "reason", "no relief, vitals stable");
        var refusal = rate(session, "prescriber", "33", asked).refused(422, "GUARD_REFUSES");
        assertThat(Ward.blocked(refusal)).containsExactly("SECOND_SIGNATURE_MISSING:REF-0.2.8");
        var needed = refusal.json().get("neededSignature");
        var resource = needed.get("resource").asText();
        var hash = needed.get("hash").asText();
        var own = Ward.signed(resource, hash, "prescriber", "CO_SIGNS").getFirst();
        rate(session, "prescriber", "33", with(asked, own)).refused(422, "SAME_SIGNER");
        var nurse = Ward.signed(resource, hash, "nurse", "CO_SIGNS").getFirst();
        rate(session, "prescriber", "33", with(asked, nurse)).refused(422, "SIGNER_NOT_ALLOWED");
        var second = Ward.signed(resource, hash, "pharmacist", "CO_SIGNS").getFirst();
        rate(session, "prescriber", "34", with(asked, second)).refused(422, "SIGNATURE_INVALID");

        rate(session, "prescriber", "33", with(asked, second)).expect(200);

        var entries = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json()
                .get("entries");
        assertThat(entries.get(1).hasNonNull("coSignedBy")).isTrue();
        clinic.minutes(31);
        rate(session, "prescriber", "20", Map.of("reason", "drowsy")).expect(200);
        assertThat(Ward.blocked(bolus(session, "prescriber", "20", 300, asked).refused(422, "GUARD_REFUSES")))
                .containsExactly("SECOND_SIGNATURE_MISSING:REF-0.2.8");
    }

    private UUID running(java.util.function.Consumer<Map<String, Object>> change) {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        var order = ward.order();
        change.accept(order);
        ward.sign(ward.ordered(session, order).expect(201)).expect(200);
        ward.prepared(session);
        ward.preChecked(session);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        ward.command("nurse", session, "start", Map.of()).expect(200);
        return session;
    }

    private Answer rate(UUID session, String rate, Map<String, Object> more) {
        return rate(session, "nurse", rate, more);
    }

    private Answer rate(UUID session, String who, String rate, Map<String, Object> more) {
        var asked = new LinkedHashMap<String, Object>(more);
        asked.put("rateMlPerHour", rate);
        return ward.command(who, session, "rate-changes", asked);
    }

    private Answer bolus(UUID session, String who, String mg, int seconds, Map<String, Object> more) {
        var asked = new LinkedHashMap<String, Object>(more);
        asked.put("doseMg", mg);
        asked.put("overSeconds", seconds);
        return ward.command(who, session, "boluses", asked);
    }

    private static Map<String, Object> with(Map<String, Object> asked, UUID signature) {
        var signed = new LinkedHashMap<>(asked);
        signed.put("secondSignatureId", signature);
        return signed;
    }
}
