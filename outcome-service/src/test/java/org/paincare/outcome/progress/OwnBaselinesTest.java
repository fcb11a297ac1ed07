package org.paincare.outcome.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;
import org.paincare.testing.TestServers;

/** A change is called reliable by the clinic's own spread once thirty people stand behind it. */
@QuarkusTest
class OwnBaselinesTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);
    private static final String GAD = "scoreChanges.find { it.instrument == 'GAD-7' }.";

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    @Test
    void thirtyPeoplesBaselinesMakeAnIndex() throws SQLException {
        clinic.itIs(DAY_ONE.minusDays(20), 9);
        events.clinicsAreConfigured();
        var her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        her.isEligible();
        answers(her, assessment(her), 15);
        clinic.itIs(DAY_ONE, 12);
        her.planIsActive();
        her.sessionHeld(her.sessionBooked(1), 1, 1);
        answers(her, opened(her), 4);

        course(her)
                .body(GAD + "before", equalTo(15))
                .body(GAD + "now", equalTo(4))
                .body(GAD + "judged.improvement", equalTo(11))
                .body(GAD + "judged.meaningful", equalTo(true))
                .body(GAD + "judged.basis", equalTo("UNKNOWN"))
                .body(GAD + "judged.reliable", nullValue());

        twentyNineOthersStoodAtBaseline();

        course(her)
                .body(GAD + "judged.basis", equalTo("CLINIC_BASELINES"))
                .body(GAD + "judged.reliable", equalTo(true))
                .body(GAD + "judged.index", notNullValue())
                .body("domains.find { it.source.instrument == 'GAD-7' }.judged.basis", equalTo("CLINIC_BASELINES"));
    }

    /** Written as their answers would have been: what is asked here is what thirty people make of a change. */
    private static void twentyNineOthersStoodAtBaseline() throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_outcome");
                var insert = database.prepareStatement("""
                        WITH people AS (
                            INSERT INTO care_patient (clinic_id, id) SELECT ?, uuidv7() FROM generate_series(1, 29) RETURNING clinic_id, id
                        ), forms AS (
                            INSERT INTO assessment (clinic_id, id, version, patient_id, plan_key, calendar_row, code, kind, answered_by,
                                anchor, opens_at, due_at, expires_at, state)
                            SELECT clinic_id, uuidv7(), 2, id, 'stood|' || id, 'BASELINE', 'GAD-7', 'INSTRUMENT', 'PATIENT', id::text,
                                now(), now(), now(), 'COMPLETED' FROM people RETURNING clinic_id, id, patient_id
                        )
                        INSERT INTO assessment_answers (clinic_id, assessment_id, revision, patient_id, code, items, submitted, source,
                            entered_by, occurred_at, recorded_at, instrument_version, policy, scorer_version, status, score, band, result)
                        SELECT clinic_id, id, 1, patient_id, 'GAD-7', '[]', true, 'PAPER', patient_id, now(), now(), '1', 'PRORATE_MAX_2',
                            '1', 'SCORED', 10 + 4 * (row_number() OVER () % 2), 'MODERATE', '{}' FROM forms""")) {
            insert.setObject(1, Events.BOGOTA);
            assertThat(insert.executeUpdate()).isEqualTo(29);
        }
    }

    private static io.restassured.response.ValidatableResponse course(Journey her) {
        return as("nurse").get("/v1/patients/" + her.patient + "/course").then().statusCode(200);
    }

    private static String assessment(Journey her) {
        return as("nurse")
                .get("/v1/patients/" + her.patient + "/assessments?state=OPEN&limit=100")
                .jsonPath()
                .getString("items.find { it.code == 'GAD-7' }.id");
    }

    private static String opened(Journey her) {
        return as("nurse")
                .body("{\"instrument\": \"GAD-7\"}")
                .post("/v1/patients/" + her.patient + "/assessments")
                .jsonPath()
                .getString("assessment.id");
    }

    /** A total from 0 to 21, threes first. */
    private static void answers(Journey her, String id, int total) {
        var items = new int[7];
        for (int i = 0, left = total; i < 7; i++) {
            items[i] = Math.min(3, left);
            left -= items[i];
        }
        as("nurse")
                .header("If-Match", "\"v1\"")
                .body("{\"items\": " + java.util.Arrays.toString(items) + ", \"submit\": true, \"source\": \"PAPER\"}")
                .post("/v1/assessments/" + id + "/answers")
                .then()
                .statusCode(201);
    }
}
