package org.paincare.outcome.journey;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;

/**
 * Reference 6.2, 6.3, 6.6 and 0.2 (15) worked by hand, with windows of every completeness. Baseline 12 migraine days of 24
 * recorded: 14.0. Window 1: 7 of 21 is 9.3, a third less: R30. Window 2: 20 recorded, low confidence, counts as missing.
 * Window 3: 11 of 28 is 78.6 % of the baseline, a first bad one. Window 4: 10 recorded, no value, missing. Window 5: 11 of
 * 28 again, the second bad one in a row: a relapse, some time after day 27 (the last good window) and by day 83 (the first
 * bad one).
 */
@QuarkusTest
class CourseByHandTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 3, 2);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    @Test
    void missingWindowsBreakNoSeriesAndWidenTheTimeToRelapse() {
        clinic.itIs(DAY_ONE.minusDays(28), 9);
        events.clinicsAreConfigured();
        var her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        her.isEligible();
        her.planIsActive();
        clinic.itIs(DAY_ONE, 8);
        her.sessionHeld(her.sessionBooked(1), 1, 1);
        her.planEnded();
        her.diaryFrom(DAY_ONE.minusDays(28), 24, 12, 12);
        clinic.itIs(DAY_ONE.plusDays(142), 9);
        her.diaryFrom(DAY_ONE.plusDays(112), 28, 11, 20);
        her.diaryFrom(DAY_ONE.plusDays(56), 28, 11, 11);
        her.diaryFrom(DAY_ONE, 21, 7, 7);
        her.diaryFrom(DAY_ONE.plusDays(84), 10, 10, 10);
        her.diaryFrom(DAY_ONE.plusDays(28), 20, 16, 16);

        var patient = "/v1/patients/" + her.patient;
        as("nurse")
                .get(patient + "/windows")
                .then()
                .statusCode(200)
                .body(
                        "items.window.status",
                        contains(
                                "SCORED_PRORATED",
                                "SCORED_PRORATED",
                                "LOW_CONFIDENCE",
                                "SCORED",
                                "NOT_SCORABLE",
                                "SCORED"))
                .body("items[0].window.value", equalTo(14.0f))
                .body("items[1].window.value", equalTo(9.3f))
                .body("items[2].window.value", equalTo(22.4f))
                .body("items[3].window.value", equalTo(11.0f))
                .body("items[4].window.value", nullValue());
        as("nurse")
                .get(patient + "/responses")
                .then()
                .body(
                        "items.response.category",
                        contains("R30", "NOT_SCORABLE", "NON_RESPONDER", "NOT_SCORABLE", "NON_RESPONDER"))
                .body("items[0].response.changePercent", equalTo(-33.33f))
                .body("items[2].response.changePercent", equalTo(-21.43f));
        as("nurse")
                .get(patient + "/course")
                .then()
                .body("courses[0].state", equalTo("RELAPSE"))
                .body("courses[0].timeToRelapse.lastSessionOn", equalTo(DAY_ONE.toString()))
                .body("courses[0].timeToRelapse.moreThanDays", equalTo(27))
                .body("courses[0].timeToRelapse.atMostDays", equalTo(83));
    }
}
