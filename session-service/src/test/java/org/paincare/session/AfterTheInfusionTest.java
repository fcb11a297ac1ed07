package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.http.Answer;

/** After the drug: a volume read late, a patient who gets worse again, words added to a signed note. */
@QuarkusTest
class AfterTheInfusionTest {

    /** They see no more of a session than its state, or nothing. */
    private static final List<String> NOT_AT_THE_BEDSIDE =
            List.of("coordinator", "pharmacist", "medical-director", "clinic-admin", "auditor");

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    RecoveryRoom room;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void whoGetsWorseRecoversAgainAndPassesTheGateAnew() {
        var session = stopped();
        assertThat(room.recovered(session).json().get("openForDischarge")).isEmpty();
        RecoveryRoom.assessed(session, Map.of("steadyGait", false));
        setAside("nurse", session, "STEADY_GAIT");
        assertThat(Ward.blocked(ward.command("nurse", session, "discharge-readiness", Map.of())
                        .refused(422, "GUARD_REFUSES")))
                .containsExactly("DISCHARGE_POINT_OPEN:STEADY_GAIT");
        setAside("prescriber", session, "STEADY_GAIT");
        var before = ward.session(session).etag();
        ward.command("nurse", session, "discharge-readiness", Map.of()).expect(200);
        assertThat(ward.state(session)).isEqualTo("DISCHARGE_READY");
        var path = "/v1/sessions/" + session + "/recovery-return";
        clinic.minutes(10);
        nobodyElse(path, Map.of());
        Ward.once("nurse").post(path, Map.of()).refused(428, "PRECONDITION_REQUIRED");
        Ward.once("nurse").with("If-Match", before).post(path, Map.of()).refused(412, "STALE");
        var tag = ward.session(session).etag();
        for (var body : List.<Object>of(
                List.of(),
                Map.of("occurredAt", "1e-100000000"),
                Map.of("occurredAt", "2026-02-30T10:00:00Z"),
                Map.of("occurredAt", 17),
                Map.of("reason", "x".repeat(10_000)),
                Map.of("reason", "dizzy\u0000"),
                Map.of("why", "dizzy"))) {
            refused(Ward.once("nurse").with("If-Match", tag).post(path, body), 400);
        }
        Ward.once("nurse")
                .with("If-Match", tag)
                .post(path, Map.of("occurredAt", clinic.now().plusSeconds(600).toString()))
                .refused(422, "OCCURRED_IN_FUTURE");
        var nurse = Ward.once("nurse").with("If-Match", tag);
        var worse = Map.of(
                "reason",
                "dizzy again",
                "occurredAt",
                clinic.now().minusSeconds(300).toString());

        nurse.post(path, worse).expect(200);

        assertThat(ward.state(session)).isEqualTo("RECOVERY");
        var steps = ward.session(session).json().get("transitions");
        var step = steps.get(steps.size() - 1);
        assertThat(step.get("command").asText()).isEqualTo("RETURN_TO_RECOVERY");
        assertThat(step.get("reason").asText()).isEqualTo("dizzy again");
        assertThat(Instant.parse(step.get("occurredAt").asText())).isEqualTo(Instant.parse(worse.get("occurredAt")));
        nurse.post(path, worse).expect(200);
        assertThat(ward.session(session).json().get("transitions")).hasSameSizeAs(steps);
        nurse.post(path, Map.of("reason", "another")).refused(422, "IDEMPOTENCY_KEY_REUSED");
        ward.command("nurse", session, "recovery-return", Map.of()).refused(409, "STATE_DOES_NOT_ALLOW");
        assertThat(Ward.blocked(ward.command("nurse", session, "discharge-readiness", Map.of())
                        .refused(422, "GUARD_REFUSES")))
                .contains("DISCHARGE_POINT_OPEN:ALDRETE_TWICE", "DISCHARGE_POINT_OPEN:STEADY_GAIT");
        assertThat(room.seenWell(session).json().get("openForDischarge")).isEmpty();
        assertThat(openOf(RecoveryRoom.assessed(session, Map.of("steadyGait", false))))
                .containsExactly("STEADY_GAIT");
        RecoveryRoom.assessed(session, Map.of());
        ward.command("nurse", session, "discharge-readiness", Map.of()).expect(200);
    }

    @Test
    void nobodySetsAsideWhatKeepsThePatientSafeAtTheDoor() {
        var session = stopped();
        room.recovered(session);
        var alone = new HashMap<String, Object>();
        alone.put("escortName", null);
        alone.put("suicidalityExcluded", false);
        alone.put("ivRemoved", false);
        alone.put("writtenInstructions", false);
        for (var point : List.of("ESCORT_PRESENT", "NO_NEW_SUICIDALITY", "IV_REMOVED", "WRITTEN_INSTRUCTIONS")) {
            setAside("prescriber", session, point);
        }

        var seen = RecoveryRoom.assessed(session, alone);

        assertThat(openOf(seen)).containsExactly("NO_NEW_SUICIDALITY", "IV_REMOVED", "ESCORT_PRESENT");
        assertThat(seen.json().get("waived").toString()).isEqualTo("[\"WRITTEN_INSTRUCTIONS\"]");
        var signature = Ward.signed(
                        "/v1/sessions/" + session,
                        seen.json().get("contentHash").asText(),
                        "nurse",
                        "DISCHARGES")
                .getFirst();
        assertThat(Ward.blocked(ward.command("nurse", session, "discharge", Map.of("signatureId", signature))
                        .refused(422, "GUARD_REFUSES")))
                .contains("DISCHARGE_POINT_OPEN:NO_NEW_SUICIDALITY");
        assertThat(ward.state(session)).isEqualTo("RECOVERY");
    }

    @Test
    void whatWasGivenCountsInTheNextOrderWhateverBecameOfTheSession() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        clinic.minutes(60);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/transfer", Map.of("reason", "chest pain"))
                .expect(200);
        var plan = UUID.fromString(ward.session(session).json().get("planId").asText());
        var next = Ward.once("coordinator")
                .post(
                        "/v1/bookings",
                        ward.booking(patient, plan, ward.chair(), clinic.now().plusSeconds(7 * 86_400)))
                .expect(201)
                .json()
                .get("sessionId")
                .asText();

        var preview = Ward.as("nurse")
                .with("Accept-Language", "en")
                .post("/v1/dose-order-previews", Map.of("sessionId", next, "order", ward.order()))
                .expect(200)
                .json()
                .get("preview");

        var record = new ArrayList<String>();
        preview.get("arithmetic").forEach(step -> {
            if (step.get("label").asText().equals("Cumulative dose over the whole record")) {
                record.add(step.get("formula").asText());
            }
        });
        assertThat(record)
                .singleElement()
                .satisfies(sum ->
                        assertThat(Double.parseDouble(sum.replace(" mg", ""))).isBetween(16.0, 16.5));
    }

    private static void setAside(String user, UUID session, String point) {
        Ward.once(user)
                .post(
                        "/v1/sessions/" + session + "/waivers",
                        Map.of("ruleId", point, "reason", "known of this patient, the family is told"))
                .expect(200);
    }

    private static List<String> openOf(Answer assessed) {
        return assessed.json().get("openForDischarge").findValuesAsText("ruleId");
    }

    @Test
    void theVolumeIsReadAtThePumpWhereItWasNotAtTheStop() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        var path = "/v1/sessions/" + session + "/pump-volume";
        Ward.once("nurse").post(path, Map.of("volumeMl", "5")).refused(409, "STATE_DOES_NOT_ALLOW");
        clinic.minutes(20);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/stop", Map.of("completed", false, "reason", "TECHNICAL"))
                .expect(200);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "recovery", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("STOP_TIME_AND_VOLUME:REF-3.1");
        nobodyElse(path, Map.of("volumeMl", "5"));
        for (var volume : List.of(
                "-1",
                "1e-100000000",
                "1234567890123456789012345678901234567890",
                "NaN",
                "Infinity",
                "0.0000001",
                "5 mL",
                "5\u0000",
                5,
                true,
                List.of("5"),
                Map.of("ml", "5"))) {
            refused(Ward.once("nurse").post(path, Map.of("volumeMl", volume)), 400);
        }
        for (var body : List.<Object>of(Map.of(), Map.of("volumeL", "5"), Map.of("volumeMg", "5"), List.of())) {
            refused(Ward.once("nurse").post(path, body), 400);
        }
        assertThat(infusion(session).has("pumpVolumeMl")).isFalse();
        var nurse = Ward.once("nurse");

        nurse.post(path, Map.of("volumeMl", "5.3")).expect(200);

        var version = ward.session(session).etag();
        nurse.post(path, Map.of("volumeMl", "5.3")).expect(200);
        nurse.post(path, Map.of("volumeMl", "5.4")).refused(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(ward.session(session).etag()).isEqualTo(version);
        assertThat(infusion(session).get("pumpVolumeMl").asText()).isEqualTo("5.3");
        ward.command("nurse", session, "recovery", Map.of()).expect(200);
    }

    @Test
    void aSignedNoteIsAddedToAndNeverChanged() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        var note = "/v1/sessions/" + session + "/note";
        var path = note + "/addenda";
        var words = Map.of("body", "Refirió náusea en casa.");
        Ward.once("nurse").post(path, words).refused(404, "NOT_FOUND");
        Ward.as("nurse").put(note, Map.of("body", "Sesión sin novedad.")).expect(200);
        Ward.once("nurse").post(path, words).refused(409, "NOTE_UNSIGNED");
        room.noteSigned(session);
        var signed = Ward.as("nurse").get(note).expect(200).json();
        nobodyElse(path, words);
        for (var body : List.<Object>of(
                Map.of(),
                Map.of("body", "ab"),
                Map.of("body", "x".repeat(20_001)),
                Map.of("body", "nausea\u0000"),
                Map.of("body", List.of("nausea")),
                Map.of("body", "nausea", "by", UUID.randomUUID()),
                List.of())) {
            refused(Ward.once("nurse").post(path, body), 400);
        }
        var nurse = Ward.once("nurse");

        nurse.post(path, words).expect(201);

        nurse.post(path, words).expect(201);
        nurse.post(path, Map.of("body", "Otra cosa.")).refused(422, "IDEMPOTENCY_KEY_REUSED");
        Ward.once("prescriber")
                .post(path, Map.of("body", "Ondansetrón indicado."))
                .expect(201);
        Ward.as("nurse").put(note, Map.of("body", "Otra nota.")).refused(409, "NOTE_STATE");
        var after = Ward.as("nurse").get(note).expect(200).json();
        assertThat(after.get("addenda").findValuesAsText("body"))
                .containsExactly("Refirió náusea en casa.", "Ondansetrón indicado.");
        assertThat(after.get("contentHash")).isEqualTo(signed.get("contentHash"));
        assertThat(after.get("body")).isEqualTo(signed.get("body"));
    }

    /** An infusion that was stopped with its volume read. */
    private UUID stopped() {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(20);
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/stop",
                        Map.of("completed", false, "reason", "PATIENT_WISH", "volumeMl", "5.3"))
                .expect(200);
        return session;
    }

    private static JsonNode infusion(UUID session) {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json();
    }

    /** Not by role, and of another clinic not even that it exists. */
    private static void nobodyElse(String path, Object body) {
        for (var user : NOT_AT_THE_BEDSIDE) {
            Ward.once(user).with("If-Match", "*").post(path, body).refused(403, "FORBIDDEN");
        }
        Ward.inCartagena("nurse")
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .with("If-Match", "\"v1\"")
                .post(path, body)
                .refused(404, "NOT_FOUND");
    }

    private static void refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.request()).isEqualTo(status);
        assertThat(answer.json().get("code").asText()).matches("[A-Z][A-Z0-9_]+");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
