package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** May this person be treated today: scope S, on the facts of the day. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class SessionEligibilityTest {

    @Inject
    Others others;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void sheIsTreatedTodayOnTheFactsOfTheDayWhichAreThenOnRecord() {
        var patient = Woman.complete();
        var session = others.session(patient);
        var ask = Map.of("scope", "S", "sessionId", session, "facts", Woman.factsOfTheDay());

        var evaluation = session(patient, ask).expect(201);

        assertThat(Woman.decision(evaluation))
                .as(Evaluated.blocking(evaluation))
                .isEqualTo("ELIGIBLE");
        var escort = Bogota.as("nurse")
                .get("/v1/patients/" + patient + "/facts?current=true&code=ESCORT_CONFIRMED")
                .json()
                .get("items")
                .get(0);
        assertThat(escort.get("sessionId").asText()).isEqualTo(session.toString());
        assertThat(escort.get("recordedBy").get("name").asText()).startsWith("Fermín");
    }

    @Test
    void theSameFactsOfTheDayAgainAreNotRecordedTwiceAndACorrectionSupersedes() {
        var patient = Woman.complete();
        var session = others.session(patient);
        var facts = Woman.factsOfTheDay();
        session(patient, Map.of("scope", "S", "sessionId", session, "facts", facts))
                .expect(201);
        var timeline = "/v1/patients/" + patient + "/facts?code=HEART_RATE&limit=100";
        var before = Bogota.as("nurse").get(timeline).json().get("items").size();

        session(patient, Map.of("scope", "S", "sessionId", session, "facts", facts))
                .expect(201);
        assertThat(Bogota.as("nurse").get(timeline).json().get("items")).hasSize(before);
        facts.stream().filter(f -> f.get("code").equals("HEART_RATE")).forEach(f -> f.put("value", 130));
        var corrected = session(patient, Map.of("scope", "S", "sessionId", session, "facts", facts))
                .expect(201);

        assertThat(Bogota.as("nurse").get(timeline).json().get("items")).hasSize(before + 1);
        assertThat(Evaluated.blocking(corrected)).isEqualTo("E08");
    }

    @Test
    void withoutTodaysFactsThereIsNoTreatmentToday() {
        var patient = Woman.complete();

        var evaluation = session(patient, Map.of("scope", "S", "sessionId", others.session(patient)))
                .expect(201);

        assertThat(Woman.decision(evaluation)).isEqualTo("INCOMPLETE");
        assertThat(Evaluated.blocking(evaluation)).contains("E25", "E47", "E48");
    }

    @Test
    void sessionServiceAsksForTheNurseWithItsOwnToken() {
        var patient = Woman.complete();
        var nurse = Tokens.identity("nurse", "bogota");
        var ask = Map.of(
                "scope",
                "S",
                "sessionId",
                UUID.randomUUID(),
                "facts",
                Woman.factsOfTheDay(),
                "plan",
                Map.of("lastDosingWeightKg", 80),
                "recordedBy",
                Map.of("id", nurse.sub(), "name", nurse.name()));
        var path = "/internal/patients/" + patient + "/eligibility-evaluations";
        var service = Bogota.service().as(Tokens.service("session-service"));

        var answer = service.with("X-Clinic-Id", DemoClinic.BOGOTA.id().toString())
                .post(path, ask)
                .expect(201);

        assertThat(Evaluated.blocking(answer)).isEqualTo("E45");
        assertThat(answer.json().get("evaluatedBy").get("name").asText()).isEqualTo(nurse.name());
        service.with("X-Clinic-Id", DemoClinic.CARTAGENA.id().toString())
                .post(path, ask)
                .refused(404, "NOT_FOUND");
        Bogota.as("nurse").post(path, ask).refused(404, "NOT_FOUND");
    }

    @Test
    void onlyASessionOfTheirOwnIsAskedAbout() {
        var patient = Woman.complete();
        var elses = others.session(Woman.registered());

        for (var session : List.of(elses, UUID.randomUUID())) {
            var refusal = session(
                            patient,
                            Map.of(
                                    "scope",
                                    "S",
                                    "sessionId",
                                    session,
                                    "facts",
                                    List.of(Woman.fact("FASTING_MET", "PRESENT"))))
                    .refused(422, "EVALUATION_REFUSED");
            assertThat(refusal.json().at("/violations/0/code").asText()).isEqualTo("SESSION_UNKNOWN");
        }

        assertThat(Evaluated.of(patient)).isEmpty();
        assertThat(Told.by(patient, "EligibilityDecided")).isEmpty();
    }

    @Test
    void aQuestionThatDoesNotFitIsRefused() {
        var patient = Woman.registered();

        session(patient, Map.of("scope", "S")).refused(422, "EVALUATION_REFUSED");
        session(patient, Map.of("scope", "P", "sessionId", UUID.randomUUID())).refused(422, "EVALUATION_REFUSED");
        session(patient, Map.of("scope", "X")).refused(400, "MALFORMED_BODY");
        session(patient, Map.of("scope", "P", "mood", "x")).refused(400, "UNKNOWN_FIELD");
        session(
                        patient,
                        Map.of(
                                "scope",
                                "S",
                                "sessionId",
                                others.session(patient),
                                "facts",
                                List.of(Woman.fact("NOPE", "PRESENT"))))
                .refused(422, "FACT_REFUSED");
    }

    private static Answer session(UUID patient, Object ask) {
        return Bogota.as("nurse").post("/v1/patients/" + patient + "/eligibility-evaluations", ask);
    }
}
