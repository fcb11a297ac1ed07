package org.paincare.outcome.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.Journey;

/**
 * Reference 6.6 with 14 migraine days at baseline: 9 are R30, 14 are a relapse at once, 13 alone are none (75 % would take
 * two windows).
 */
@QuarkusTest
class RelapseAgainTest {

    private static final LocalDate DAY_ONE = LocalDate.of(2026, 2, 2);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    private Journey her;

    @Test
    void aRelapseThatADiaryDayTookBackIsRaisedAgainWhenItShowsAgain() {
        clinic.itIs(DAY_ONE.minusDays(28), 9);
        events.clinicsAreConfigured();
        her = new Journey(events, DAY_ONE);
        her.isRegistered();
        her.isInScreening();
        her.isEligible();
        her.planIsActive();
        clinic.itIs(DAY_ONE, 8);
        her.sessionHeld(her.sessionBooked(1), 1, 1);
        her.diaryFrom(DAY_ONE.minusDays(28), 28, 14, 14);
        clinic.itIs(DAY_ONE.plusDays(56), 9);
        her.diaryFrom(DAY_ONE, 28, 9, 9);
        her.diaryFrom(DAY_ONE.plusDays(28), 28, 14, 14);
        assertThat(state()).isEqualTo("RESPONSE");
        clinic.itIs(DAY_ONE.plusDays(58), 9);
        assertThat(state()).isEqualTo("RELAPSE");
        assertThat(relapses()).containsExactly("RAISED");

        isNow(DAY_ONE.plusDays(28), Journey.NO_HEADACHE);
        assertThat(state()).isEqualTo("RESPONSE");
        assertThat(relapses()).as("nothing closes by itself").containsExactly("RAISED");

        isNow(DAY_ONE.plusDays(28), Journey.MIGRAINE);
        assertThat(state()).isEqualTo("RELAPSE");
        assertThat(relapses()).containsExactly("RAISED", "RAISED");
        isNow(DAY_ONE.plusDays(29), Journey.MIGRAINE.replace("480", "481"));
        assertThat(relapses()).as("the same relapse still").hasSize(2);
    }

    private void isNow(LocalDate day, String content) {
        var path = "/v1/patients/" + her.patient + "/diary-days/" + day;
        as("nurse")
                .header("If-Match", as("nurse").get(path).header("ETag"))
                .body("{\"content\": " + content + ", \"source\": \"PAPER\", \"reason\": \"misread\"}")
                .put(path)
                .then()
                .statusCode(200);
    }

    private String state() {
        return as("nurse")
                .get("/v1/patients/" + her.patient + "/course")
                .jsonPath()
                .getString("courses[0].state");
    }

    private List<String> relapses() {
        return as("nurse")
                .get("/v1/patients/" + her.patient + "/safety-alerts?limit=100")
                .jsonPath()
                .getList("items.findAll { it.trigger == 'RELAPSE' }.state");
    }
}
