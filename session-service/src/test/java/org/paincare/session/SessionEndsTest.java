package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;

/** How sessions end otherwise than as planned, and what is asked where one waits too long on the way. */
@QuarkusTest
class SessionEndsTest {

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    @Inject
    Timer timer;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
    }

    @Test
    void whoLeavesAgainstAdviceSignsOrIsSeenByTwoAndTheirDrugStillHasToBalance() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        clinic.minutes(20);
        assertThat(Ward.blocked(leaves(session, false, List.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("STOP_TIME_AND_VOLUME:REF-3.1", "REFUSAL_SIGNED_OR_WITNESSED:REF-0.1.8");
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/stop",
                        Map.of("completed", false, "reason", "PATIENT_WISH", "volumeMl", "5"))
                .expect(200);
        var nurse = events.staff(UUID.randomUUID(), "NURSE");
        assertThat(Ward.blocked(leaves(session, false, List.of(nurse, nurse)).refused(422, "GUARD_REFUSES")))
                .containsExactly("REFUSAL_SIGNED_OR_WITNESSED:REF-0.1.8");
        leaves(session, false, List.of(nurse, UUID.randomUUID())).refused(422, "GUARD_REFUSES");

        leaves(session, false, List.of(nurse, events.staff(UUID.randomUUID(), "NURSE")))
                .expect(200);

        assertThat(ward.state(session)).isEqualTo("LEFT_AGAINST_ADVICE");
        assertThat(events.told(patient, "SessionEnded")
                        .getFirst()
                        .get("outcome")
                        .asText())
                .isEqualTo("LEFT_AGAINST_ADVICE");
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "close", Map.of()).refused(422, "GUARD_REFUSES")))
                .contains("SESSION_BALANCES:REF-4-2", "NOTE_SIGNED:REF-3.1");
    }

    @Test
    void aDeathIsRecordedWithoutPaperworkAndStopsTheDrug() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        ward.infusing(session);
        clinic.minutes(10);

        Ward.as("nurse").post("/v1/sessions/" + session + "/death", Map.of()).expect(200);

        assertThat(ward.state(session)).isEqualTo("DIED");
        assertThat(events.told(patient, "SessionEnded")
                        .getFirst()
                        .get("outcome")
                        .asText())
                .isEqualTo("DIED");
        var infusion = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json();
        assertThat(infusion.get("entries").findValuesAsText("kind")).containsExactly("START", "STOP");
        ward.command("nurse", session, "resumptions", Map.of()).refused(409, "STATE_DOES_NOT_ALLOW");
    }

    @Test
    void nobodyIsMissedBeforeTheTimeAndWhoWasMissedIsNotCheckedIn() {
        var patient = ward.patient();
        var session = ward.bookedSession(patient);
        assertThat(Ward.blocked(
                        ward.command("nurse", session, "no-show", Map.of()).refused(422, "GUARD_REFUSES")))
                .containsExactly("BOOKING_TIME_PASSED:REF-0.2.16");
        clinic.minutes(45);

        ward.command("nurse", session, "no-show", Map.of()).expect(200);

        assertThat(ward.state(session)).isEqualTo("NO_SHOW");
        assertThat(events.told(patient, "SessionCancelled")
                        .getFirst()
                        .get("outcome")
                        .asText())
                .isEqualTo("NO_SHOW");
        ward.command("nurse", session, "check-in", Map.of()).refused(409, "STATE_DOES_NOT_ALLOW");
    }

    @Test
    void anAbortedPreCheckWithDrugDrawnClosesThroughReconciliationOnly() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        ward.signedOrder(session);
        ward.prepared(session);
        ward.command("nurse", session, "abort", Map.of("reason", "ELIGIBILITY", "explanation", "fever"))
                .expect(200);

        var refusal = ward.command("nurse", session, "close", Map.of()).refused(422, "GUARD_REFUSES");

        assertThat(Ward.blocked(refusal)).containsExactly("SESSION_BALANCES:REF-4-2", "NOTE_SIGNED:REF-3.1");
    }

    @Test
    void whoWaitsTooLongInAStateIsAskedAfter() {
        var session = ward.bookedSession(ward.patient());
        ward.checkedIn(session);
        pass(59);
        assertThat(asked(session)).isEmpty();
        pass(2);
        assertThat(asked(session)).containsExactly("BEGIN_PRECHECK");
        ward.signedOrder(session);
        ward.prepared(session);
        ward.preChecked(session);
        assertThat(asked(session)).isEmpty();
        pass(121);
        assertThat(asked(session)).containsExactly("FINISH_PRECHECK");
        ward.preChecked(session);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        pass(16);
        assertThat(asked(session)).containsExactly("REPEAT_BASELINE");
        ward.preChecked(session);
        ward.pumpChecked(session);
        ward.command("nurse", session, "start", Map.of()).expect(200);
        Ward.as("nurse")
                .post("/v1/sessions/" + session + "/pauses", Map.of("reason", "wish"))
                .expect(200);
        pass(31);
        assertThat(alarms(session)).contains("PAUSE_UNDECIDED");
        Ward.as("nurse")
                .post(
                        "/v1/sessions/" + session + "/stop",
                        Map.of("completed", false, "reason", "PATIENT_WISH", "volumeMl", "1"))
                .expect(200);
        pass(11);
        assertThat(asked(session)).contains("BEGIN_RECOVERY");
        ward.command("nurse", session, "recovery", Map.of()).expect(200);
        pass(241);
        assertThat(asked(session)).contains("SLOW_RECOVERY").doesNotContain("BEGIN_RECOVERY");
    }

    private org.paincare.testing.http.Answer leaves(UUID session, boolean signed, List<UUID> witnesses) {
        return ward.command(
                "nurse",
                session,
                "departure",
                Map.of("reason", "wants to go home", "refusalSigned", signed, "witnessIds", witnesses));
    }

    private void pass(long minutes) {
        clinic.minutes(minutes);
        Tenancy.apartFromTheRequest(timer::runDue);
    }

    /** What the states themselves ask, without what is asked of readings. */
    private static List<String> asked(UUID session) {
        var kinds = new ArrayList<String>();
        for (JsonNode task : Ward.as("nurse")
                .get("/v1/tasks?sessionId=" + session)
                .expect(200)
                .json()
                .get("items")) {
            if (!task.get("kind").asText().equals("TAKE_OVERDUE_SET")) {
                kinds.add(task.get("kind").asText());
            }
        }
        return kinds;
    }

    private static List<String> alarms(UUID session) {
        return Ward.as("nurse")
                .get("/v1/sessions/" + session + "/alarms")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("rule");
    }
}
