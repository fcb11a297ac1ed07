package org.paincare.outcome.care;

import static org.hamcrest.Matchers.equalTo;
import static org.paincare.outcome.OutcomeServers.as;
import static org.paincare.outcome.OutcomeServers.with;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.platform.Ids;
import org.paincare.testing.Tokens;

/** Who reads a record beyond their role: whoever broke the glass, and a partner with the patient's consent. */
@QuarkusTest
class RecordAccessTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);
    private static final LocalDate SCREENING = DAY_ONE.minusDays(28);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;

    @BeforeEach
    void inScreening() {
        clinic.itIs(SCREENING, 9);
        events.clinicsAreConfigured();
        her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
    }

    private String of(UUID patient, String what) {
        return "/v1/patients/" + patient + "/" + what;
    }

    private void opened(String user, Duration lasts) {
        var now = Journey.at(SCREENING, 9);
        her.tellPatient(
                "EmergencyAccessOpened",
                "accessId",
                Ids.next(),
                "openedBy",
                Tokens.identity(user, "bogota").sub(),
                "expiresAt",
                now.plus(lasts),
                "occurredAt",
                now.minusSeconds(120));
    }

    @Test
    void whoBrokeTheGlassReadsThisPersonsAnswersAlertsAndCourseForHalfAnHourAndWritesNothing() {
        her.put(SCREENING, Journey.HEADACHE).then().statusCode(201);
        var phq9 = as("nurse")
                .get(of(her.patient, "assessments?state=OPEN&limit=100"))
                .jsonPath()
                .getString("items.find { it.code == 'PHQ-9' }.id");
        as("nurse")
                .header("If-Match", "\"v1\"")
                .body("{\"items\": [0,0,0,0,0,0,0,0,1], \"source\": \"PHONE\", \"submit\": true}")
                .post("/v1/assessments/" + phq9 + "/answers")
                .then()
                .statusCode(201);
        var alert = as("nurse").get(of(her.patient, "safety-alerts")).jsonPath().getString("items[0].id");
        var another = new Journey(events, DAY_ONE);
        another.isRegistered();
        another.isInScreening();
        var day = "diary-days/" + SCREENING;
        for (var path : List.of(of(her.patient, day), "/v1/assessments/" + phq9, "/v1/safety-alerts/" + alert)) {
            as("coordinator").get(path).then().statusCode(403);
        }

        opened("coordinator", Duration.ofMinutes(30));

        for (var path : List.of(
                of(her.patient, day),
                of(her.patient, "course"),
                of(her.patient, "trajectory.svg"),
                of(her.patient, "safety-alerts"),
                "/v1/safety-alerts/" + alert)) {
            as("coordinator").accept("*/*").get(path).then().statusCode(200);
        }
        as("coordinator").get("/v1/assessments/" + phq9).then().statusCode(200).body("answers.size()", equalTo(1));
        as("coordinator").get(of(another.patient, "course")).then().statusCode(403);
        as("coordinator").get(of(UUID.randomUUID(), "course")).then().statusCode(403);
        as("coordinator").get("/v1/safety-alerts").then().statusCode(403);
        as("coordinator")
                .body("{}")
                .post("/v1/safety-alerts/" + alert + "/acknowledgement")
                .then()
                .statusCode(403);
        as("pharmacist").get(of(her.patient, "course")).then().statusCode(403);
        as("coordinator", "cartagena").get(of(her.patient, "course")).then().statusCode(403);
        opened("pharmacist", Duration.ofSeconds(-60));
        as("pharmacist").get(of(her.patient, "course")).then().statusCode(403);
        clinic.itIs(SCREENING, 10);
        as("coordinator").get(of(her.patient, "course")).then().statusCode(403);
    }

    private UUID agreed(int day, Object... more) {
        var id = Ids.next();
        var fields = new ArrayList<Object>(List.of(
                "consentId",
                id,
                "type",
                "PART2_DISCLOSURE",
                "documentVersion",
                "1",
                "purposes",
                List.of("DISCLOSURE"),
                "occurredAt",
                Journey.at(SCREENING.minusDays(10 - day), 9)));
        fields.addAll(List.of(more));
        her.tellPatient("ConsentGranted", fields.toArray());
        return id;
    }

    private void takenBack(UUID consent) {
        her.tellPatient(
                "ConsentWithdrawn",
                "consentId",
                consent,
                "type",
                "PART2_DISCLOSURE",
                "purposes",
                List.of("DISCLOSURE"),
                "occurredAt",
                Journey.at(SCREENING, 9));
    }

    private void partnerReads(int status) {
        for (var what : List.of("course", "windows", "summary")) {
            with(Tokens.client("demo-partner"))
                    .get(of(her.patient, what))
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void aPartnerReadsResultsWhileTheLatestConsentToDiscloseStands() {
        partnerReads(403);
        agreed(1);
        partnerReads(200);
        var second = agreed(2);
        with(Tokens.client("demo-partner"))
                .get(of(her.patient, "diary-days/" + SCREENING))
                .then()
                .statusCode(403);
        with(Tokens.client("demo-partner"))
                .get(of(UUID.randomUUID(), "course"))
                .then()
                .statusCode(403);

        takenBack(second);

        partnerReads(403);
        agreed(3, "expiresOn", SCREENING.minusDays(1));
        partnerReads(403);
        agreed(4, "expiresOn", SCREENING);
        partnerReads(200);
    }
}
