package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** An order by word, heard by two and signed afterwards; and one that the pharmacy verifies, or doubts. */
@QuarkusTest
class SpokenOrderTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    UUID prescriber;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        prescriber = events.staff(Tokens.identity("prescriber", "bogota").sub(), "PRESCRIBER");
    }

    @Test
    void aWordThatTwoHeardStartsTheSessionAndIsSignedBeforeItCloses() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        var spoken = spoken(true);
        var order = recorded(session, spoken, "nurse2").expect(201);
        assertThat(order.json().get("state").asText()).isEqualTo("VERBAL");
        assertThat(order.json().at("/verbal/orderedBy").asText()).isEqualTo(prescriber.toString());
        assertThat(order.json().at("/verbal/countersignBy").asText()).isNotBlank();
        assertThat(open(session)).containsExactly("COUNTERSIGN_VERBAL_ORDER");
        ward.prepared(session);
        assertThat(label(session, "en")).contains("VERBAL ORDER NOT YET SIGNED", "Heard by");
        assertThat(label(session, "es")).contains("ORDEN VERBAL SIN REFRENDAR");
        ward.preChecked(session);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        ward.command("nurse", session, "start", Map.of()).expect(200);
        clinic.minutes(5);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/transfer", Map.of("reason", "chest pain"))
                .expect(200);
        assertThat(ward.state(session)).isEqualTo("TRANSFERRED");
        assertThat(closing(session)).contains("ORDER_COUNTERSIGNED:REF-0.1.5");

        signedBy("prescriber2", order.id()).refused(403, "FORBIDDEN");
        var signed = signedBy("prescriber", order.id()).expect(200);

        assertThat(signed.json().get("state").asText()).isEqualTo("SIGNED");
        assertThat(label(session, "en"))
                .contains("Signed by", "professional registration RM-4711", "SHA-256")
                .contains(signed.json().get("contentHash").asText())
                .doesNotContain("NOT YET SIGNED");
        assertThat(signed.json().at("/signedBy/id").asText()).isNotBlank();
        assertThat(signed.json().get("signatureCoversContent").asBoolean()).isTrue();
        assertThat(open(session)).doesNotContain("COUNTERSIGN_VERBAL_ORDER");
        assertThat(closing(session)).doesNotContain("ORDER_COUNTERSIGNED:REF-0.1.5");
        assertThat(kinds(session)).contains("ORDER_BY_WORD", "ORDER_SIGNED");
    }

    @Test
    void aWordLacksNothing() {
        var session = ward.bookedSession(ward.patient());
        var path = "/v1/sessions/" + session + "/verbal-orders";
        var unread = spoken(false);
        Ward.as("nurse").post(previews(session), unread).refused(422, "VERBAL_ORDER_INCOMPLETE");
        var unknown = spoken(true);
        unknown.put("orderedBy", UUID.randomUUID());
        Ward.as("nurse").post(previews(session), unknown).refused(422, "VERBAL_ORDER_INCOMPLETE");
        var hollow = spoken(true);
        hollow.put("order", Map.of());
        Ward.as("nurse").post(previews(session), hollow).refused(400, "VALIDATION_FAILED");
        Ward.once("nurse")
                .post(path, Map.of("spoken", hollow, "heardSignatureId", UUID.randomUUID()))
                .refused(400, "VALIDATION_FAILED");
        Ward.once("nurse")
                .post(path, Map.of("heardSignatureId", UUID.randomUUID()))
                .refused(400, "VALIDATION_FAILED");
        var deadly = spoken(true);
        var tenfold = new LinkedHashMap<String, Object>(ward.order());
        tenfold.put("startRateMgPerKgPerHour", "2.5");
        List.of("statedDoseMg", "statedVolumeMl", "statedPumpRateMlPerHour").forEach(tenfold::remove);
        deadly.put("order", tenfold);
        Ward.as("nurse").post(previews(session), deadly).refused(422, "DOSE_LIMIT");
        recorded(session, spoken(true), "nurse").refused(422, "SAME_SIGNER");
        recorded(session, spoken(true), "prescriber").refused(422, "SAME_SIGNER");
        var heard = heard(session, spoken(true), "nurse2");
        var other = spoken(true);
        other.put("reason", "another reason altogether");
        Ward.once("nurse")
                .post(path, Map.of("spoken", other, "heardSignatureId", heard))
                .refused(422, "SIGNATURE_INVALID");
        Ward.once("prescriber")
                .post(path, Map.of("spoken", spoken(true), "heardSignatureId", heard))
                .refused(403, "FORBIDDEN");
        Ward.inCartagena("nurse").post(previews(session), spoken(true)).refused(404, "NOT_FOUND");
        assertThat(ward.session(session).json().hasNonNull("orderId")).isFalse();
    }

    @Test
    void anOrderThatThePrescriberSignsInsteadTakesThePlaceOfTheWord() {
        var session = ward.bookedSession(ward.patient());
        var word = recorded(session, spoken(true), "nurse2").expect(201);

        ward.signedOrder(session);

        assertThat(open(session)).isEmpty();
        assertThat(Ward.as("nurse")
                        .get("/v1/dose-orders/" + word.id())
                        .expect(200)
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("REPLACED");
    }

    @Test
    void aBolusByWordIsCountersignedByWhoOrderedIt() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(16);
        ward.normal(session);
        var bolus = new LinkedHashMap<String, Object>();
        bolus.put("doseMg", "6");
        bolus.put("overSeconds", 300);
        bolus.put("authority", "VERBAL_ORDER");
        bolus.put("orderedBy", prescriber);
        bolus.put("reason", "breakthrough pain");
        ward.command("nurse", session, "boluses", bolus).refused(422, "GUARD_REFUSES");
        bolus.put("readBack", true);
        ward.command("nurse", session, "boluses", bolus).expect(200);
        var task = tasks(session).stream()
                .filter(one -> one.get("kind").asText().equals("COUNTERSIGN_VERBAL_ORDER"))
                .findFirst()
                .orElseThrow();
        var path = "/v1/infusion-entries/" + task.get("subjectId").asText() + "/countersignature";
        Ward.as("prescriber2").post(path).refused(403, "FORBIDDEN");

        Ward.as("prescriber").post(path).expect(204);

        assertThat(open(session)).doesNotContain("COUNTERSIGN_VERBAL_ORDER");
        assertThat(Ward.as("nurse")
                        .get("/v1/sessions/" + session + "/infusion")
                        .expect(200)
                        .json()
                        .findValuesAsText("countersignedBy"))
                .hasSize(1);
    }

    @Test
    void whereThePharmacyVerifiesNothingIsReadyBeforeItDid() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        try {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota", "PHARMACIST_VERIFIES_ORDERS=true");
            var order = ward.signedOrder(session);
            assertThat(open(session)).containsExactly("VERIFY_ORDER");
            ward.preChecked(session);
            assertThat(blockedCommand(session, "MAKE_READY")).contains("ORDER_VERIFIED:ORDER-VERIFICATION");
            verified("nurse", order, "VERIFIED", null).refused(403, "FORBIDDEN");
            verified("pharmacist", order, "QUERIED", null).refused(422, "REASON_REQUIRED");

            verified("pharmacist", order, "QUERIED", "labelled 1 mg/mL, stock is 0.5")
                    .expect(200);
            assertThat(open(session)).containsExactly("ANSWER_ORDER_QUERY");
            assertThat(blockedCommand(session, "MAKE_READY")).contains("ORDER_VERIFIED:ORDER-VERIFICATION");
            var verified = verified("pharmacist", order, "VERIFIED", null).expect(200);

            assertThat(verified.json().at("/verification/outcome").asText()).isEqualTo("VERIFIED");
            assertThat(open(session)).isEmpty();
            assertThat(blockedCommand(session, "MAKE_READY")).doesNotContain("ORDER_VERIFIED:ORDER-VERIFICATION");
            var edited = new LinkedHashMap<String, Object>(ward.order());
            edited.put("reasons", Map.of("SESSION_TOTAL_LOW", "another reason"));
            Ward.as("prescriber")
                    .with("If-Match", verified.etag())
                    .put("/v1/dose-orders/" + order, edited)
                    .expect(200);
            assertThat(blockedCommand(session, "MAKE_READY"))
                    .as("the edit voids signature and verification")
                    .contains("ORDER_UNCHANGED:REF-3.1", "ORDER_VERIFIED:ORDER-VERIFICATION");
        } finally {
            events.reconfigured(DemoClinic.BOGOTA, "America/Bogota");
        }
    }

    /** The words of the printed label, whatever their lines. */
    private static String label(UUID session, String language) {
        return Papers.words("nurse", "/v1/sessions/" + session + "/documents/order-label", language);
    }

    private Answer verified(String user, UUID order, String outcome, String note) {
        var path = "/v1/dose-orders/" + order;
        var now = Ward.as("nurse").get(path).expect(200);
        var asked = new LinkedHashMap<String, Object>();
        asked.put("outcome", outcome);
        asked.put("note", note);
        asked.put(
                "signatureId",
                Ward.signed(path, now.json().get("contentHash").asText(), "pharmacist", "VERIFIES")
                        .getFirst());
        return Ward.as(user).with("If-Match", now.etag()).post(path + "/verifications", asked);
    }

    private Map<String, Object> spoken(boolean readBack) {
        var spoken = new LinkedHashMap<String, Object>();
        spoken.put("order", ordered());
        spoken.put("orderedBy", prescriber);
        spoken.put("readBack", readBack);
        spoken.put("reason", "in theatre, by telephone");
        return spoken;
    }

    /** The same order each time, so that what is heard is what is recorded. */
    private Map<String, Object> ordered() {
        var order = ward.order();
        order.put(
                "weightMeasuredAt",
                clinic.now().truncatedTo(java.time.temporal.ChronoUnit.DAYS).toString());
        return order;
    }

    private static String previews(UUID session) {
        return "/v1/sessions/" + session + "/verbal-order-previews";
    }

    private static UUID heard(UUID session, Map<String, Object> spoken, String listener) {
        var preview =
                Ward.as("nurse").post(previews(session), spoken).expect(200).json();
        return Ward.signed(preview.get("resource").asText(), preview.get("hash").asText(), listener, "HEARD")
                .getFirst();
    }

    private static Answer recorded(UUID session, Map<String, Object> spoken, String listener) {
        return Ward.once("nurse")
                .post(
                        "/v1/sessions/" + session + "/verbal-orders",
                        Map.of("spoken", spoken, "heardSignatureId", heard(session, spoken, listener)));
    }

    private static Answer signedBy(String user, UUID order) {
        var path = "/v1/dose-orders/" + order;
        var now = Ward.as(user).get(path).expect(200);
        return Ward.as(user)
                .with("If-Match", now.etag())
                .post(
                        path + "/signatures",
                        Map.of(
                                "signatureIds",
                                Ward.signed(path, now.json().get("contentHash").asText(), user, "PRESCRIBES")));
    }

    private List<String> closing(UUID session) {
        return Ward.blocked(ward.command("nurse", session, "close", Map.of()).refused(422, "GUARD_REFUSES"));
    }

    private List<String> blockedCommand(UUID session, String command) {
        var found = new ArrayList<String>();
        for (var allowed : ward.session(session).json().get("allowedCommands")) {
            if (allowed.get("command").asText().equals(command)) {
                allowed.get("blockedBy")
                        .forEach(open -> found.add(open.get("code").asText() + ":"
                                + open.get("ruleId").asText()));
            }
        }
        return found;
    }

    private static List<String> kinds(UUID session) {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/timeline?limit=100")
                .expect(200)
                .json()
                .findValuesAsText("kind");
    }

    private static List<String> open(UUID session) {
        return tasks(session).stream().map(task -> task.get("kind").asText()).toList();
    }

    private static List<JsonNode> tasks(UUID session) {
        var found = new ArrayList<JsonNode>();
        Ward.as("nurse")
                .get("/v1/tasks?sessionId=" + session + "&state=OPEN")
                .expect(200)
                .json()
                .get("items")
                .forEach(found::add);
        return found;
    }
}
