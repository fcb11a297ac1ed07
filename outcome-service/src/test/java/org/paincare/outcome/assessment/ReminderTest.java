package org.paincare.outcome.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.outcome.ToldByUs;

/** The day after a session: asked, reminded once, and missed where nobody answers. */
@QuarkusTest
class ReminderTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    @Test
    void whoHasNotAnsweredIsRemindedAndWhoHasIsNot() {
        clinic.itIs(DAY_ONE, 12);
        events.clinicsAreConfigured();
        var silent = treated();
        var answering = treated();
        clinic.itIs(DAY_ONE.plusDays(1), 10);
        assertThat(reminders(silent)).isZero();
        var id = pain(answering, "id");
        as("nurse")
                .header("If-Match", "\"v1\"")
                .body("{\"items\": [3], \"submit\": true, \"source\": \"PHONE\"}")
                .post("/v1/assessments/" + id + "/answers")
                .then()
                .statusCode(201);

        dissociationThatLastsADayReachesTheClinic(answering);

        clinic.itIs(DAY_ONE.plusDays(1), 12);
        clinic.itIs(DAY_ONE.plusDays(2), 1);

        var toldSilent = ToldByUs.of(
                silent.patient,
                told -> told.stream()
                        .anyMatch(one -> one.name().equals("AssessmentMissed")
                                && one.data().path("schedule").asText().equals("PLUS_24_H")));
        assertThat(toldSilent)
                .filteredOn(one -> one.name().equals("AssessmentReminder"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.data().path("instrument").asText()).isEqualTo("PAIN-NRS");
                    assertThat(one.data().path("reminder").asInt()).isEqualTo(1);
                });
        assertThat(toldSilent)
                .filteredOn(one -> one.name().equals("AssessmentMissed"))
                .anySatisfy(one ->
                        assertThat(one.data().path("remindersSent").asInt()).isEqualTo(1));
        assertThat(reminders(silent)).isEqualTo(1);
        checksAreToldLikeForms(silent);
        assertThat(pain(answering, "state")).isEqualTo("COMPLETED");
        assertThat(reminders(answering)).isZero();
    }

    @Test
    void whoTookBackTheConsentToMessagesOrIsDeadIsNotReminded() {
        clinic.itIs(DAY_ONE, 12);
        events.clinicsAreConfigured();
        var unwilling = treated();
        var consent = unwilling.welcomesMessages();
        var mistaken = treated();
        unwilling.tellPatient(
                "ConsentWithdrawn",
                "consentId",
                consent,
                "type",
                "TELEHEALTH_MESSAGING",
                "purposes",
                List.of("MESSAGING"),
                "occurredAt",
                Journey.at(DAY_ONE, 12));
        clinic.itIs(DAY_ONE.plusDays(1), 10);
        mistaken.tellPatient("PatientDied", "diedOn", DAY_ONE, "occurredAt", Journey.at(DAY_ONE, 20));
        assertThat(pain(mistaken, "state")).isEqualTo("CANCELLED");
        mistaken.tellPatient(
                "PatientDeathCorrected", "diedOn", DAY_ONE, "occurredAt", Journey.at(DAY_ONE.plusDays(1), 10));
        assertThat(pain(mistaken, "state")).as("a death taken back is none").isNotEqualTo("CANCELLED");

        clinic.itIs(DAY_ONE.plusDays(1), 14);

        assertThat(reminders(unwilling)).isZero();
        assertThat(reminders(mistaken)).isEqualTo(1);
    }

    @Test
    void aClinicSetsHowLongBeforeTheEndItReminds() {
        clinic.itIs(DAY_ONE, 12);
        events.clinicHas("REMIND_AFTER_24_HOURS", "20,10", "CO");
        try {
            var silent = treated();
            clinic.itIs(DAY_ONE.plusDays(1), 9);
            assertThat(reminders(silent)).isEqualTo(1);

            clinic.itIs(DAY_ONE.plusDays(1), 20);

            assertThat(reminders(silent)).isEqualTo(2);
        } finally {
            events.clinicHas("EMERGENCY_NUMBER", "123", "CO");
        }
    }

    /** Whoever reaches the patient asks for the checks too; where nothing came back, somebody calls. */
    private void checksAreToldLikeForms(Journey silent) {
        var told = ToldByUs.of(
                silent.patient,
                all -> all.stream()
                        .anyMatch(one -> one.data().path("check").asText().equals("FOLLOW_UP_CALL")));
        assertThat(told)
                .filteredOn(one -> one.data().path("check").asText().equals("ADVERSE_EVENTS_SINCE")
                        && one.data().path("schedule").asText().equals("PLUS_24_H"))
                .extracting(one -> one.data().path("step").asText())
                .containsExactly("DUE", "REMINDER", "MISSED");
        var call = as("nurse")
                .header("Accept-Language", "es")
                .get("/v1/tasks?patientId=" + silent.patient + "&kind=FOLLOW_UP_CALL&limit=100")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].source", equalTo("outcome"))
                .body("items[0].state", equalTo("OPEN"))
                .body("items[0].assignee.role", equalTo("NURSE"))
                .body("items[0].label", startsWith("Llamar"))
                .extract()
                .jsonPath();
        as("nurse", "cartagena")
                .get("/v1/tasks/" + call.getString("items[0].id"))
                .then()
                .statusCode(404);
        as("nurse")
                .header("If-Match", call.getString("items[0].etag"))
                .body("{\"items\": {\"reached\": true}, \"submit\": true, \"source\": \"PHONE\"}")
                .post(call.getString("items[0].link") + "/answers")
                .then()
                .statusCode(201);
        as("nurse")
                .get("/v1/tasks/" + call.getString("items[0].id"))
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"));
        as("nurse")
                .get("/v1/tasks?state=DONE&patientId=" + silent.patient)
                .then()
                .body("items.kind", hasItem("FOLLOW_UP_CALL"));
        for (var wrong : new String[] {"state=X", "assignee=X", "dueBefore=x", "limit=0", "cursor=x", "state=open"}) {
            as("nurse").get("/v1/tasks?" + wrong).then().statusCode(400);
        }
    }

    private static void dissociationThatLastsADayReachesTheClinic(Journey her) {
        var id = as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?state=OPEN&limit=100")
                .jsonPath()
                .getString("items.find { it.code == 'ADVERSE_EVENTS_SINCE' && it.schedule == 'PLUS_24_H' }.id");
        as("nurse")
                .header("If-Match", "\"v1\"")
                .body("{\"items\": {\"any\": true, \"dissociationOverADay\": true}, \"submit\": true,"
                        + " \"source\": \"PHONE\"}")
                .post("/v1/assessments/" + id + "/answers")
                .then()
                .statusCode(201);
        as("nurse")
                .get("/v1/patients/" + her.patient + "/safety-alerts")
                .then()
                .body("items.find { it.rule == 'A3' }.trigger", equalTo("CADSS_OVER_A_DAY"))
                .body("items.find { it.rule == 'A3' }.assessmentId", equalTo(id));
    }

    private Journey treated() {
        var her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.welcomesMessages();
        her.isInScreening();
        her.isEligible();
        her.planIsActive();
        her.sessionHeld(her.sessionBooked(1), 1, 1);
        return her;
    }

    private static int reminders(Journey her) {
        return Integer.parseInt(pain(her, "remindersSent"));
    }

    private static String pain(Journey her, String field) {
        return as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?limit=100")
                .jsonPath()
                .getString("items.find { it.code == 'PAIN-NRS' && it.schedule == 'PLUS_24_H' }." + field);
    }
}
