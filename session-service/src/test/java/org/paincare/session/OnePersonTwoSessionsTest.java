package org.paincare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;

/** Two sessions of one person, everything ready in both: whoever races, one runs, and no limit is passed in the other. */
@QuarkusTest
class OnePersonTwoSessionsTest {

    private static final int CALLERS = 32;

    @Inject
    Ward ward;

    @Inject
    Clinic clinic;

    @Inject
    Events events;

    private static UUID prescriber;

    @BeforeEach
    void theClinicIsOpen() {
        ward.opens();
        prescriber = events.staff(Tokens.identity("prescriber", "bogota").sub(), "PRESCRIBER");
    }

    @Test
    void ofTwoReadySessionsOfOnePersonOneStartsWhoeverRaces() throws Exception {
        var patient = ward.patient();
        var plan = ward.activePlan(patient);
        var sessions = List.of(ready(patient, plan, 0), ready(patient, plan, 5));
        var tags = sessions.stream().map(id -> ward.session(id).etag()).toList();
        var starts = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < CALLERS; i++) {
            var session = sessions.get(i % 2);
            var tag = tags.get(i % 2);
            starts.add(() ->
                    Ward.once("nurse").with("If-Match", tag).post("/v1/sessions/" + session + "/start", Map.of()));
        }

        var answers = race(starts);

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.json().get("code").asText())
                        .isIn("INFUSION_ELSEWHERE", "STATE_DOES_NOT_ALLOW", "STALE", "LOST_RACE"));
        var states = sessions.stream().map(ward::state).toList();
        assertThat(states).containsExactlyInAnyOrder("INFUSING", "READY");
        var running = sessions.get(states.indexOf("INFUSING"));
        var waiting = sessions.get(states.indexOf("READY"));
        ward.command("nurse", waiting, "start", Map.of()).refused(409, "INFUSION_ELSEWHERE");

        boluses(running, waiting);

        for (var session : sessions) {
            assertThat(given(session)).as("3 mg/kg of 64 kg").isLessThanOrEqualTo(192);
        }
        assertThat(given(waiting)).isZero();
        Ward.as("nurse")
                .post("/v1/sessions/" + running + "/pauses", Map.of("reason", "enough"))
                .expect(200);
        ward.command("nurse", waiting, "start", Map.of()).refused(409, "INFUSION_ELSEWHERE");
    }

    /** Boluses in the one, and starts and boluses in the other, all at once, until a limit stops them. */
    private void boluses(UUID running, UUID waiting) throws Exception {
        for (int round = 0; round < 3; round++) {
            clinic.minutes(1);
            var tag = ward.session(running).etag();
            var other = ward.session(waiting).etag();
            var calls = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < CALLERS; i++) {
                var half = i % 2 == 0;
                calls.add(() -> half ? bolus(running, tag) : bolus(waiting, other));
            }
            assertThat(race(calls))
                    .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409, 412, 422));
        }
    }

    private static Answer bolus(UUID session, String tag) {
        return Ward.once("nurse")
                .with("If-Match", tag)
                .post(
                        "/v1/sessions/" + session + "/boluses",
                        Map.of(
                                "doseMg",
                                "20",
                                "overSeconds",
                                300,
                                "authority",
                                "VERBAL_ORDER",
                                "orderedBy",
                                prescriber,
                                "readBack",
                                true,
                                "reason",
                                "breakthrough"));
    }

    private double given(UUID session) {
        var infusion = Ward.as("nurse").get("/v1/sessions/" + session + "/infusion");
        return infusion.status() == 200
                ? Double.parseDouble(infusion.json().get("givenMg").asText())
                : 0;
    }

    private UUID ready(UUID patient, UUID plan, long hours) {
        var booked = Ward.once("coordinator")
                .post(
                        "/v1/bookings",
                        ward.booking(patient, plan, ward.chair(), clinic.now().plusSeconds(600 + hours * 3600)))
                .expect(201);
        var session = UUID.fromString(booked.json().get("sessionId").asText());
        ward.checkedIn(session);
        ward.signedOrder(session);
        ward.prepared(session);
        ward.preChecked(session);
        ward.command("nurse", session, "ready", Map.of()).expect(200);
        ward.pumpChecked(session);
        return session;
    }

    private static List<Answer> race(List<Callable<Answer>> attempts) throws Exception {
        try (var racers = Executors.newFixedThreadPool(CALLERS)) {
            var answers = new ArrayList<Answer>();
            for (var answer : racers.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
