package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.testing.Tokens;

/** What patients take at home: charted whatever it crosses, counted with everything else, shown where care is read. */
@QuarkusTest
class HomeDoseTest extends HomeClinic {

    @Test
    void whatWasTakenIsNeverRefusedAndRaisesWhatItCrosses() {
        var patient = patient();
        var session = sprays(patient);
        var order = ordered(session);
        assertThat(Papers.wordsFor(
                        Tokens.of("nurse", "cartagena"), "/v1/sessions/" + session + "/documents/order-label", "en"))
                .contains("Each spray", "10 mg", "Sprays at one use, at most", "15 min")
                .contains("Sprays within 24 hours, at most", "Sprays within 7 days, at most")
                .doesNotContain("Start rate of the pump");
        clinic.minutes(30);
        var now = clinic.now();

        var first = taken(patient, now.minusSeconds(1500), 2);

        assertThat(first.get("orderId").asText()).isEqualTo(order.toString());
        assertThat(first.get("sessionId").asText()).isEqualTo(session.toString());
        assertThat(first.get("mg").asText()).isEqualTo("20");
        assertThat(first.get("strength").asText()).isEqualTo("ORDERED");
        assertThat(first.get("findings")).isEmpty();
        assertThat(taskKinds(patient)).doesNotContain("REVIEW_HOME_SPRAYS");

        var second = taken(patient, now.minusSeconds(1200), 8);

        assertThat(second.get("spraysIn24Hours").asInt()).isEqualTo(10);
        assertThat(codes(second))
                .containsExactly("SPRAYS_OVER_ORDERED_USE", "SPRAYS_OVER_ORDERED_DAY", "SPRAYS_TOO_SOON");
        assertThat(taskKinds(patient)).contains("REVIEW_HOME_SPRAYS");

        var third = taken(patient, now, 11);

        assertThat(codes(third)).contains("SPRAYS_PER_DAY_ABOVE_LIMIT");
        var limit = finding(third, "SPRAYS_PER_DAY_ABOVE_LIMIT");
        assertThat(limit.get("level").asText()).isEqualTo("HARD");
        assertThat(limit.get("value").asText()).isEqualTo("21");
        assertThat(limit.get("limit").asText()).isEqualTo("20");
        assertThat(limit.get("source").asText()).isEqualTo("YUA23");
        var preview = as("prescriber")
                .post("/v1/dose-order-previews", Map.of("sessionId", session, "order", order("80", "0.8")))
                .expect(200);
        assertThat(preview.json().toString()).contains("210 mg");

        var chart = as("nurse")
                .get("/v1/sessions/" + session + "/chart")
                .expect(200)
                .json();
        assertThat(chart.get("homeUses").findValuesAsText("sprays")).containsExactly("2", "8", "11");
        var timeline = as("nurse").get("/v1/sessions/" + session + "/timeline").expect(200);
        assertThat(timeline.json().toString()).contains("HOME_SPRAYS").contains("11 sprays of 10 mg, 110 mg (PHONE)");
        assertThat(as("nurse")
                        .get("/v1/patients/" + patient + "/timeline")
                        .expect(200)
                        .json()
                        .toString())
                .contains("HOME_SPRAYS_TAKEN");
    }

    @Test
    void withoutAnOrderItIsChartedAndHoldsBackWhatIsGivenHere() {
        var patient = patient();
        plan(patient);
        // In the morning of the session: hours count to when it is meant to begin.
        var session = UUID.fromString(book(patient, chair(), "08:00", 240)
                .expect(201)
                .json()
                .get("sessionId")
                .asText());

        ordered(session, ward.order());

        var taken = taken(patient, clinic.now(), 3);

        assertThat(taken.has("orderId")).isFalse();
        assertThat(taken.get("strength").asText()).isEqualTo("PUBLISHED");
        assertThat(codes(taken)).containsExactly("SPRAYS_WITHOUT_ORDER");
        var preview = as("prescriber")
                .post("/v1/dose-order-previews", Map.of("sessionId", session, "order", ward.order()))
                .expect(200)
                .json()
                .get("preview");
        assertThat(codes(preview)).contains("HOME_USE_RECENT").doesNotContain("SESSION_INTERVAL_SHORT");
        assertThat(preview.toString()).contains("30 mg");
        // The order was signed before anybody knew: it is not followed until a prescriber says why.
        step(session, "check-in");
        preCheckBegins(session);
        assertThat(blockedOf(read(session), "MAKE_READY")).contains("HOME_USE_RECENT:G-HOME-USE-INTERVAL");
        as("prescriber")
                .post(
                        "/v1/sessions/" + session + "/waivers",
                        Map.of("ruleId", "G-HOME-USE-INTERVAL", "reason", "three sprays, no effect left"))
                .expect(200);
        assertThat(blockedOf(read(session), "MAKE_READY")).doesNotContain("HOME_USE_RECENT:G-HOME-USE-INTERVAL");
    }

    private void preCheckBegins(UUID session) {
        as("nurse")
                .post(
                        "/v1/sessions/" + session + "/pre-checks",
                        Map.of("items", List.of(Map.of("item", "CONSENT_VALID", "outcome", "PASS"))))
                .expect(200);
    }

    @Test
    void aCorrectionStandsForWhatItCorrectsOnceAndBothStay() {
        var patient = patient();
        var session = sprays(patient);
        ordered(session);
        var now = clinic.now();
        var wrong = taken(patient, now, 20);
        var path = "/v1/home-doses/" + wrong.get("id").asText() + "/corrections";
        var asked = Map.of("sprays", 2, "reason", "2 written as 20");

        var right = once("nurse").post(path, asked).expect(201).json();

        assertThat(right.get("supersedes").asText()).isEqualTo(wrong.get("id").asText());
        assertThat(right.get("spraysIn24Hours").asInt()).isEqualTo(2);
        assertThat(right.get("findings")).isEmpty();
        once("nurse").post(path, asked).refused(409, "CONFLICT");
        var none = once("nurse")
                .post(
                        "/v1/home-doses/" + right.get("id").asText() + "/corrections",
                        Map.of("sprays", 0, "reason", "none were taken"))
                .expect(201)
                .json();
        assertThat(none.get("mg").asText()).isEqualTo("0");
        var told = events.told(patient, "HomeDoseCharted");
        assertThat(told).extracting(one -> one.get("doseMg").asText()).containsExactly("200", "20", "0");
        assertThat(told.getFirst().get("strength").asText()).isEqualTo("ORDERED");
        assertThat(told.getFirst().has("supersedesHomeDoseId")).isFalse();
        assertThat(told.getLast().get("supersedesHomeDoseId")).isEqualTo(right.get("id"));
        var all = as("pharmacist")
                .get("/v1/patients/" + patient + "/home-doses?limit=2")
                .expect(200)
                .json();
        assertThat(all.get("items")).hasSize(2);
        var rest = as("pharmacist")
                .get("/v1/patients/" + patient + "/home-doses?limit=2&cursor="
                        + all.get("next").asText())
                .expect(200)
                .json()
                .get("items");
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).get("correctedBy").asText())
                .isEqualTo(right.get("id").asText());
        assertThat(as("nurse")
                        .get("/v1/sessions/" + session + "/chart")
                        .expect(200)
                        .json()
                        .get("homeUses"))
                .isEmpty();
    }

    @Test
    void whoMayNotAndWhatCannotBeIsRefusedByCode() {
        var patient = patient();
        var path = "/v1/patients/" + patient + "/home-doses";
        var now = clinic.now();
        as("nurse").post(path, dose(now, 2)).refused(400, "IDEMPOTENCY_KEY_REQUIRED");
        once("coordinator").post(path, dose(now, 2)).refused(403, "FORBIDDEN");
        once("pharmacist").post(path, dose(now, 2)).refused(403, "FORBIDDEN");
        Ward.once("nurse").post(path, dose(now, 2)).refused(404, "NOT_FOUND");
        once("nurse")
                .post("/v1/patients/" + UUID.randomUUID() + "/home-doses", dose(now, 2))
                .refused(404, "NOT_FOUND");
        once("nurse").post(path, dose(now.plusSeconds(60), 2)).refused(422, "OCCURRED_IN_FUTURE");
        once("nurse").post(path, dose(now.minusSeconds(366 * 86_400L), 2)).refused(422, "OCCURRED_TOO_EARLY");
        assertThat(once("nurse")
                        .post(path, dose(Instant.parse("-100000-01-01T00:00:00Z"), 2))
                        .status())
                .isIn(400, 422);
        for (Object sprays : List.of(0, -1, 1001, 2.5, "2", 4_000_000_000L, List.of(2), true)) {
            var asked = dose(now, 2);
            asked.put("sprays", sprays);
            assertThat(once("nurse").post(path, asked).status())
                    .as("%s", sprays)
                    .isEqualTo(400);
        }
        for (Object mg :
                List.of("1e-100000000", "NaN", "-1", 10, "1234567890123456789012345678901234567890", "0.0000001")) {
            var asked = dose(now, 2);
            asked.put("mgPerSpray", mg);
            once("nurse").post(path, asked).refused(400, "MALFORMED_BODY");
        }
        for (Object mg : List.of("0", "1000.000001")) {
            var asked = dose(now, 2);
            asked.put("mgPerSpray", mg);
            once("nurse").post(path, asked).refused(400, "VALIDATION_FAILED");
        }
        for (Object note : List.of("x", "x".repeat(2001), "nul \u0000 here", List.of())) {
            var asked = dose(now, 2);
            asked.put("note", note);
            assertThat(once("nurse").post(path, asked).status()).as("%s", note).isEqualTo(400);
        }
        assertThat(as("nurse").get(path).expect(200).json().get("items")).isEmpty();
    }

    @Test
    void aVisitForHomeSpraysIsNotInfusedAndClosesWithTheDrugHandedOver() {
        var patient = patient();
        var session = sprays(patient);
        step(session, "check-in");
        var unordered = read(session);
        assertThat(blockedOf(unordered, "CLOSE")).contains("ORDERED_FOR_HOME:HOME-VISIT");
        ordered(session);
        once("nurse")
                .post(
                        "/v1/sessions/" + session + "/pre-checks",
                        Map.of("items", List.of(Map.of("item", "CONSENT_VALID", "outcome", "PASS"))))
                .expect(200);
        assertThat(blockedOf(read(session), "MAKE_READY")).contains("GIVEN_HERE:HOME-NOT-INFUSED");
        var container = container();
        moved(Map.of("type", "DISPENSE_TO_SESSION", "containerId", container, "sessionId", session, "volumeMl", "10"));
        assertThat(blockedOf(read(session), "CLOSE"))
                .containsExactly("SESSION_BALANCES:REF-4-2", "NOTE_SIGNED:REF-3.1");
        // Handed to the patient: from here on it is out of the clinic's stock, taken or not.
        moved(Map.of("type", "ADMINISTER", "sessionId", session, "volumeMl", "10"));
        assertThat(blockedOf(read(session), "CLOSE")).containsExactly("NOTE_SIGNED:REF-3.1");
        var resource = "/v1/sessions/" + session + "/note";
        var note = as("nurse")
                .put(resource, Map.of("body", "Aerosol entregado y explicado."))
                .expect(200)
                .json();
        as("prescriber")
                .post(
                        resource + "/signatures",
                        Map.of(
                                "signatureIds",
                                List.of(challenge(
                                        resource, note.get("contentHash").asText(), "AUTHORS"))))
                .expect(200);

        var closed = step(session, "close");

        assertThat(closed.get("state").asText()).isEqualTo("CLOSED");
        assertThat(taken(patient, clinic.now(), 2).get("findings")).isEmpty();
    }

    private static UUID container() {
        var lot = once("pharmacist")
                .post(
                        "/v1/lots",
                        Map.ofEntries(
                                Map.entry("substance", "KETAMINE"),
                                Map.entry("productCode", "20012345-9"),
                                Map.entry(
                                        "lotNumber",
                                        "H" + UUID.randomUUID().toString().substring(0, 8)),
                                Map.entry("concentrationMgPerMl", "100"),
                                Map.entry("containerMl", "10"),
                                Map.entry("containers", 1),
                                Map.entry("expiresOn", "2030-12-31"),
                                Map.entry("supplier", "Droguería Ficticia"),
                                Map.entry("invoice", "F-2")))
                .expect(201);
        return UUID.fromString(lot.json().at("/containers/0/id").asText());
    }

    private static void moved(Map<String, Object> event) {
        once("nurse").post("/v1/ledger-events", event).expect(201);
    }

    private JsonNode step(UUID session, String step) {
        return as("nurse")
                .with(
                        "If-Match",
                        as("nurse").get("/v1/sessions/" + session).expect(200).etag())
                .post("/v1/sessions/" + session + "/" + step, Map.of())
                .expect(200)
                .json();
    }

    private static JsonNode read(UUID session) {
        return as("nurse").get("/v1/sessions/" + session).expect(200).json();
    }

    private static List<String> blockedOf(JsonNode session, String command) {
        var blocked = new java.util.ArrayList<String>();
        session.get("allowedCommands").forEach(one -> {
            if (one.get("command").asText().equals(command)) {
                one.get("blockedBy")
                        .forEach(b -> blocked.add(
                                b.get("code").asText() + ":" + b.get("ruleId").asText()));
            }
        });
        return blocked;
    }

    private JsonNode taken(UUID patient, Instant at, int sprays) {
        return once("nurse")
                .post("/v1/patients/" + patient + "/home-doses", dose(at, sprays))
                .expect(201)
                .json();
    }

    private static Map<String, Object> dose(Instant at, int sprays) {
        return new LinkedHashMap<>(Map.of("takenAt", at.toString(), "sprays", sprays, "source", "PHONE"));
    }

    private static List<String> codes(JsonNode with) {
        return with.get("findings").findValuesAsText("code");
    }

    private static JsonNode finding(JsonNode with, String code) {
        for (var one : with.get("findings")) {
            if (one.get("code").asText().equals(code)) {
                return one;
            }
        }
        throw new AssertionError(code);
    }
}
