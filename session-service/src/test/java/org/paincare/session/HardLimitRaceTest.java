package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

/** No sequence of calls, races included, records a dose over a hard limit. */
@QuarkusTest
class HardLimitRaceTest {

    private static final int RACERS = 8;

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    /** Whose word the nurse writes down: over a soft limit a change is known to two. */
    private static UUID prescriber;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        prescriber = events.staff(Tokens.identity("prescriber", "bogota").sub(), "PRESCRIBER");
    }

    @Test
    void racingRisesAndBolusesStayUnderEveryHardLimit() throws Exception {
        var session = ward.bookedSession(ward.patient());
        ward.infusing(session);
        clinic.minutes(31);
        var tag = ward.session(session).etag();
        var rises = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < RACERS; i++) {
            var rate = String.valueOf(48 - i);
            rises.add(() -> Ward.once("nurse")
                    .with("If-Match", tag)
                    .post("/v1/sessions/" + session + "/rate-changes", spoken("rateMlPerHour", rate)));
        }
        // What comes after the winner is lower, which is never refused, or an increase on what was read before.
        assertThat(race(rises)).contains(200).isSubsetOf(200, 412);
        assertThat(risesOf(session)).as("raised once").isEqualTo(1);
        assertThat(statusOfRise(session, "65")).as("over 1 mg/kg/h").isEqualTo(422);

        int given = 0;
        Answer last;
        do {
            last = bolus(session);
            given += last.status() == 200 ? 1 : 0;
            clinic.minutes(1);
        } while (last.status() == 200 && given < 20);

        last.refused(422, "GUARD_REFUSES");
        assertThat(Ward.blocked(last)).anyMatch(code -> code.startsWith("SESSION_TOTAL_ABOVE_LIMIT:"));
        var limit = last.json().at("/blockedBy/0");
        assertThat(limit.get("limit").asText()).isEqualTo("3");
        assertThat(limit.get("unit").asText()).isEqualTo("mg/kg");
        assertThat(Double.parseDouble(limit.get("value").asText())).isGreaterThan(3.0);
        assertThat(limit.hasNonNull("source")).isTrue();
        var racing = new ArrayList<Callable<Answer>>();
        var now = ward.session(session).etag();
        for (int i = 0; i < RACERS; i++) {
            racing.add(() -> bolus(session, now, "1"));
        }
        race(racing);
        var infusion = Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json();
        assertThat(infusion.findValuesAsText("givenMg"))
                .allSatisfy(mg -> assertThat(Double.parseDouble(mg)).isLessThanOrEqualTo(192.0));
    }

    private static java.util.List<Integer> race(ArrayList<Callable<Answer>> attempts) throws Exception {
        try (var racers = Executors.newFixedThreadPool(RACERS)) {
            var statuses = new ArrayList<Integer>();
            for (var answer : racers.invokeAll(attempts)) {
                statuses.add(answer.get().status());
            }
            return statuses;
        }
    }

    private static int risesOf(UUID session) {
        double rate = 16;
        int rises = 0;
        for (var entry : Ward.as("nurse")
                .get("/v1/sessions/" + session + "/infusion")
                .expect(200)
                .json()
                .get("entries")) {
            if (entry.get("kind").asText().equals("RATE_CHANGE")) {
                var next = Double.parseDouble(entry.get("rateMlPerHour").asText());
                rises += next > rate ? 1 : 0;
                rate = next;
            }
        }
        return rises;
    }

    private int statusOfRise(UUID session, String rate) {
        clinic.minutes(16);
        return ward.command("nurse", session, "rate-changes", spoken("rateMlPerHour", rate))
                .status();
    }

    private Answer bolus(UUID session) {
        return bolus(session, ward.session(session).etag(), "20");
    }

    private static Answer bolus(UUID session, String tag, String mg) {
        var asked = spoken("doseMg", mg);
        asked.put("overSeconds", 300);
        return Ward.once("nurse").with("If-Match", tag).post("/v1/sessions/" + session + "/boluses", asked);
    }

    private static Map<String, Object> spoken(String what, String amount) {
        return new LinkedHashMap<>(Map.of(
                what,
                amount,
                "authority",
                "VERBAL_ORDER",
                "orderedBy",
                prescriber,
                "readBack",
                true,
                "reason",
                "no relief yet"));
    }
}
