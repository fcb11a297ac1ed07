package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.DemoClinic;

/** What keeps a session from being made ready or started, each by its name. */
@QuarkusTest
class StartTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void anOpenPreCheckItemRefusesToBeReady() {
        var session = ready(item -> item.equals("IV_SITE"));

        var refusal = ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).containsExactly("PRECHECK_NOT_DONE:IV_SITE");
    }

    @Test
    void oldBaselineVitalsRefuseTheStart() {
        var session = ready(item -> false);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        clinic.minutes(16);

        var refusal = ward.command("nurse", session, "start", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).containsExactly("PRECHECK_TOO_OLD:BASELINE_VITALS");
    }

    @Test
    void inASuspendedClinicNothingStartsAndWhatRunsIsStopped() {
        var running = ward.bookedSession(ward.patient());
        ward.infusing(running);
        var session = ready(item -> false);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        try {
            for (var state : List.of("SUSPENDED", "CLOSED")) {
                events.becomes(DemoClinic.BOGOTA, state);
                ward.command("nurse", session, "start", Map.of()).refused(403, "CLINIC_" + state);
                assertThat(ward.state(session)).isEqualTo("READY");
            }
            Ward.as("nurse")
                    .post("/v1/sessions/" + running + "/stop", Map.of("completed", false, "reason", "CLINICAL"))
                    .expect(200);
        } finally {
            events.becomes(DemoClinic.BOGOTA, "ACTIVE");
        }
        ward.command("nurse", session, "start", Map.of()).expect(200);
    }

    @Test
    void anEditVoidsTheSignature() {
        var session = ready(item -> false);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        var id = ward.session(session).json().get("orderId").asText();
        var order = Ward.as("prescriber").get("/v1/dose-orders/" + id).expect(200);
        var edited = ward.order();
        edited.put("durationMinutes", 119);
        edited.put("statedDoseMg", "31.733333");
        edited.put("statedVolumeMl", "31.733333");
        var after = Ward.as("prescriber")
                .with("If-Match", order.etag())
                .put("/v1/dose-orders/" + id, edited)
                .expect(200)
                .json();
        assertThat(after.get("signatureCoversContent").asBoolean()).isFalse();

        var refusal = ward.command("nurse", session, "start", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).contains("ORDER_UNCHANGED:REF-3.1");
    }

    @Test
    void aPlanHeldMeanwhileRefusesTheStartAndAChangedOneAsksForAnotherOrderOrAReason() {
        var session = ready(item -> false);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        var plan = ward.session(session).json().get("planId").asText();
        onPlan(plan, "hold", Map.of("reason", "SAFETY_ALERT", "explanation", "urine first"));

        var held = ward.command("nurse", session, "start", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(held)).containsExactly("PLAN_ACTIVE:PLAN-ACTIVE");
        assertThat(held.json().at("/blockedBy/0/source").asText()).isEqualTo("D");
        onPlan(plan, "resume", Map.of("reason", "REVIEW", "explanation", "urine is clear"));
        ward.revised(plan, "0.375");
        var changed = ward.command("nurse", session, "start", Map.of()).refused(422, "GUARD_REFUSES");
        assertThat(Ward.blocked(changed)).containsExactly("ORDER_FOLLOWS_PLAN:PLAN-REVISION");
        Ward.as("prescriber")
                .post(
                        "/v1/sessions/" + session + "/waivers",
                        Map.of("ruleId", "PLAN-REVISION", "reason", "today as ordered, lower from the next on"))
                .expect(200);
        ward.command("nurse", session, "start", Map.of()).expect(200);
    }

    private static void onPlan(String plan, String command, Map<String, Object> why) {
        var tag = Ward.as("prescriber").get("/v1/plans/" + plan).expect(200).etag();
        Ward.as("prescriber")
                .with("If-Match", tag)
                .post("/v1/plans/" + plan + "/" + command, why)
                .expect(200);
    }

    @Test
    void aPumpReadByOnePersonOnlyRefusesTheStart() {
        var session = ready(item -> false);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        var read = Map.of("rateMlPerHour", "16", "volumeMl", "45");
        ward.pump("nurse", session, "SET", read).expect(200);
        ward.pump("nurse", session, "CHECK", read).refused(422, "SAME_PERSON");
        ward.pump("nurse2", session, "CHECK", Map.of("rateMlPerHour", "16", "volumeMl", "4.5"))
                .refused(422, "PUMP_CHECK_DIFFERS");
        ward.pump("nurse", session, "SET", Map.of("rateMlPerHour", "160", "volumeMl", "45"))
                .refused(422, "PUMP_CHECK_DIFFERS");

        var refusal = ward.command("nurse", session, "start", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).containsExactly("PUMP_CHECKED_BY_SECOND_PERSON:REF-3.1");
    }

    @Test
    void aRuleInTheWayIsNamed() {
        var session = prepared();
        PatientServiceStandIn.says(PatientServiceStandIn.Says.NO_ESCORT);

        var refusal = ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).containsExactly("ELIGIBLE:E47");
    }

    @Test
    void aWithdrawalRefusesWhateverTheRulesSay() {
        var session = prepared();
        PatientServiceStandIn.says(PatientServiceStandIn.Says.WITHDRAWN);

        var refusal = ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).containsExactly("NO_STOP_FACT:WITHDRAWN");
    }

    @Test
    void silenceFallsBackOnTheLocalCopyAndAPrescribersReason() {
        var patient = ward.patient();
        var session = ready(patient, item -> false);
        PatientServiceStandIn.says(PatientServiceStandIn.Says.BROKEN);
        var refusal = ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES");
        assertThat(Ward.blocked(refusal))
                .containsExactly("ELIGIBLE:REF-0.1.1", "STANDING_FROM_PATIENT_SERVICE:STANDING");
        assertThat(refusal.json().at("/standing/localCopy/sourcePosition").asLong())
                .as("how far the local copy goes")
                .isEqualTo(1);
        events.hear(DemoClinic.BOGOTA, "patient", "EligibilityDecided", patient, """
                {"patientId":"%s","evaluationId":"%s","scope":"S","sessionId":"%s","decision":"ELIGIBLE",\
                "ruleSetVersion":"2026.1","blockingRuleIds":[],"occurredAt":"%s"}""".formatted(
                        patient, UUID.randomUUID(), session, clinic.now()));
        var reason = Map.of("ruleId", "STANDING", "reason", "Patient-service is down; evaluated an hour ago.");
        Ward.as("nurse").post("/v1/sessions/" + session + "/waivers", reason).expect(200);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("STANDING_FROM_PATIENT_SERVICE:STANDING");
        Ward.as("prescriber")
                .post("/v1/sessions/" + session + "/waivers", reason)
                .expect(200);

        ward.command("nurse", session, "ready", Map.of()).expect(200);

        var standing = ward.session(session).json().get("standing");
        assertThat(standing.get("noAnswer").asText()).isEqualTo("FAILED");
        assertThat(standing.at("/localCopy/decision").asText()).isEqualTo("ELIGIBLE");
    }

    @Test
    void aDeathKnownHereRefusesThoughPatientServiceSaysNothing() {
        var patient = ward.patient();
        var session = ready(patient, item -> false);
        PatientServiceStandIn.says(PatientServiceStandIn.Says.BROKEN);
        events.hear(
                DemoClinic.BOGOTA,
                "patient",
                "PatientDied",
                patient,
                "{\"patientId\":\"%s\",\"diedOn\":\"2026-11-02\",\"occurredAt\":\"%s\"}"
                        .formatted(patient, clinic.now()));

        var refusal = ward.command("nurse", session, "ready", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).contains("NO_STOP_FACT:DECEASED");
    }

    @Test
    void aStartWithoutItsKeyOrTagIsRefused() {
        var session = prepared();
        Ward.as("nurse").post("/v1/sessions/" + session + "/start").refused(400, "IDEMPOTENCY_KEY_REQUIRED");
        Ward.once("nurse").post("/v1/sessions/" + session + "/ready").refused(428, "PRECONDITION_REQUIRED");
        Ward.once("nurse")
                .with("If-Match", "\"v0\"")
                .post("/v1/sessions/" + session + "/ready")
                .refused(412, "STALE");
    }

    @Test
    void aCommandTheStateDoesNotKnowNamesTheStateAndWhatIsPossible() {
        var session = ward.bookedSession(ward.patient());

        var refusal = ward.command("nurse", session, "start", Map.of()).refused(409, "STATE_DOES_NOT_ALLOW");

        assertThat(refusal.json().get("currentState").asText()).isEqualTo("SCHEDULED");
        assertThat(refusal.json().get("allowedCommands").findValuesAsText("command"))
                .contains("CHECK_IN", "CANCEL")
                .doesNotContain("START");
    }

    @Test
    void anotherClinicSeesNothingOfIt() {
        var session = prepared();
        Ward.inCartagena("nurse").get("/v1/sessions/" + session).refused(404, "NOT_FOUND");
        Ward.inCartagena("nurse")
                .with("If-Match", "\"v0\"")
                .post("/v1/sessions/" + session + "/check-in")
                .refused(404, "NOT_FOUND");
        Ward.inCartagena("nurse")
                .post("/v1/sessions/" + session + "/observations", Map.of("hrPerMinute", 70))
                .refused(404, "NOT_FOUND");
        Ward.as("coordinator").get("/v1/sessions/" + session).refused(403, "FORBIDDEN");
    }

    /**
     * A session of which everything is done but the step to ready, for refusals: they change nothing, so that it serves
     * several. Made anew before its baseline grows old.
     */
    private UUID prepared() {
        if (prepared == null || clinic.now().isAfter(preparedAt.plusSeconds(600))) {
            prepared = ready(item -> false);
            preparedAt = clinic.now();
        }
        return prepared;
    }

    private static UUID prepared;
    private static Instant preparedAt;

    private UUID ready(java.util.function.Predicate<String> leftOpen) {
        return ready(ward.patient(), leftOpen);
    }

    /** Everything done but the items left open. */
    private UUID ready(UUID patient, java.util.function.Predicate<String> leftOpen) {
        var session = ward.bookedSession(patient);
        ward.checkedIn(session);
        ward.signedOrder(session);
        ward.prepared(session);
        List<Map<String, Object>> items = ward.allPassed(session).stream()
                .filter(item -> !leftOpen.test(item.get("item").toString()))
                .toList();
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/pre-checks", Map.of("items", items))
                .expect(200);
        return session;
    }
}
