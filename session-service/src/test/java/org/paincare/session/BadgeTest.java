package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

/** A second person witnesses on the tablet of the first with badge and PIN, and neither session ends. */
@QuarkusTest
class BadgeTest {

    private static final String RESOURCE = "/v1/ledger-events";

    @Inject
    Ward ward;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void aWitnessSignsWithBadgeAndPinOnAnothersTablet() {
        var waste = wasteOfASession();
        var badge = granted("nurse2", "482915");
        var challenge = challenge(waste);

        confirm("nurse", challenge, badge, "482915").expect(200);

        waste.put("witnessSignatureId", challenge);
        var entry = ward.move("nurse", waste).expect(201).json();
        assertThat(entry.get("witness").asText())
                .isEqualTo(Tokens.identity("nurse2", "bogota").sub().toString());
        confirm("nurse", challenge, badge, "482915").refused(409, "ALREADY_SIGNED");
    }

    @Test
    void ownBadgeIsNoSecondPerson() {
        var waste = wasteOfASession();
        var badge = granted("nurse", "771204");
        var challenge = challenge(waste);
        confirm("nurse", challenge, badge, "771204").expect(200);
        waste.put("witnessSignatureId", challenge);
        ward.move("nurse", waste).refused(422, "SAME_SIGNER");
    }

    @Test
    void fiveWrongPinsEndTheBadgeHoweverManyGuessAtOnce() throws Exception {
        var challenge = challenge(wasteOfASession());
        var badge = granted("nurse3", "650133");
        var guesses = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 7; i++) {
            var pin = "65013" + (4 + i % 6);
            guesses.add(() -> confirm("nurse", challenge, badge, pin));
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var answer : threads.invokeAll(guesses)) {
                answer.get().refused(403, "BADGE_REFUSED");
            }
        }
        confirm("nurse", challenge, badge, "650133").refused(403, "BADGE_REFUSED");

        var again = granted("nurse3", "650133");

        confirm("nurse", challenge, again, "650133").expect(200);
    }

    @Test
    void aBadgeIsGrantedOnAFreshSignInAndWorksInItsClinicOnly() {
        var challenge = challenge(wasteOfASession());
        confirm("nurse", challenge, "NOBODY-0000", "123456").refused(403, "BADGE_REFUSED");
        var badge = granted("nurse2", "908172");
        var elsewhere = Ward.inCartagena("nurse")
                .post(
                        "/v1/signature-challenges/" + challenge + "/badge-confirmations",
                        Map.of("resource", RESOURCE, "badge", badge, "pin", "908172"));
        elsewhere.refused(403, "BADGE_REFUSED");
        Ward.as("prescriber")
                .post("/v1/signature-badges", Map.of("resource", RESOURCE, "badge", badge, "pin", "111111"))
                .refused(409, "BADGE_TAKEN");
        var stale = Tokens.of("nurse2", "bogota", Instant.now().minusSeconds(600));
        Ward.as("nurse2")
                .as(stale)
                .post("/v1/signature-badges", Map.of("resource", RESOURCE, "badge", badge, "pin", "111111"))
                .refused(403, "STEP_UP_REQUIRED");
        for (var pin : List.of("12345", "abcdef", "1234567890123", "12 456")) {
            Ward.as("nurse2")
                    .post("/v1/signature-badges", Map.of("resource", RESOURCE, "badge", badge, "pin", pin))
                    .refused(400, "VALIDATION_FAILED");
        }
    }

    private static String granted(String user, String pin) {
        var badge = "B-" + UUID.randomUUID();
        Ward.as(user)
                .post("/v1/signature-badges", Map.of("resource", RESOURCE, "badge", badge, "pin", pin))
                .expect(201);
        return badge;
    }

    private static Answer confirm(String user, UUID challenge, String badge, String pin) {
        return Ward.as(user)
                .post(
                        "/v1/signature-challenges/" + challenge + "/badge-confirmations",
                        Map.of("resource", RESOURCE, "badge", badge, "pin", pin));
    }

    private static UUID challenge(Map<String, Object> waste) {
        var hash = Ward.as("nurse")
                .post("/v1/ledger-event-previews", waste)
                .expect(200)
                .json()
                .get("hash")
                .asText();
        return Ward.as("nurse")
                .post("/v1/signature-challenges", Map.of("resource", RESOURCE, "hash", hash, "meaning", "WITNESSES"))
                .expect(201)
                .id();
    }

    private Map<String, Object> wasteOfASession() {
        var session = ward.bookedSession(ward.patient());
        ward.move(
                        "nurse",
                        Map.of(
                                "type",
                                "DISPENSE_TO_SESSION",
                                "containerId",
                                ward.vial(),
                                "sessionId",
                                session,
                                "mg",
                                "50"))
                .expect(201);
        return new LinkedHashMap<>(Map.of("type", "WASTE", "sessionId", session, "mg", "20"));
    }
}
