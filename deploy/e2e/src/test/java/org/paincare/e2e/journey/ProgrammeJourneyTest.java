package org.paincare.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.check.Ledgers;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.document.DocumentedAnswers;
import org.paincare.e2e.history.History;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.DemoProgramme;
import org.paincare.local.demo.DemoTime;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/**
 * The demonstration that every new installation carries out, held to what it must come to: one woman's programme of 400
 * days over HTTP, from referral to relapse. It needs a whole on which nothing has happened yet: the build's order of the
 * tests sees to that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgrammeJourneyTest {

    private static final int SESSIONS = 11;

    private final Whole whole = Whole.running();
    private final DocumentedAnswers documented =
            DocumentedAnswers.of(whole.people().nobody());
    private final Api.Watch watch = Api.watch(documented::look);
    private UUID her = new UUID(0, 0);

    @BeforeAll
    void theProgrammeIsCarriedOut() throws IOException {
        DemoTime time = new DemoTime(whole.system().addresses());
        DemoProgramme demo = new DemoProgramme(whole.system().addresses(), time, System.out::println);
        demo.beginInThePast();
        her = demo.programme();
    }

    @AfterAll
    void nobodyElseIsWatched() {
        watch.close();
    }

    @Test
    void everyAnswerOfFourHundredDaysIsAsTheDocumentSays() {
        assertThat(documented.findings()).isEmpty();
    }

    @Test
    void sheWasEligibleOnlyWithTheSignedExceptionForOveruse() {
        JsonNode evaluations = as("prescriber")
                .get(path("/eligibility-evaluations?limit=100"))
                .expect(200)
                .json()
                .get("items");
        assertThat(texts(evaluations, "decision")).contains("INCOMPLETE", "REVIEW", "ELIGIBLE");
        JsonNode overrides =
                as("prescriber").get(path("/overrides")).expect(200).json().get("items");
        assertThat(texts(overrides, "ruleId")).containsExactly("E40");
        JsonNode enrolment =
                as("coordinator").get(path("/enrolments")).expect(200).json().at("/items/0");
        assertThat(enrolment.get("state").asText()).isEqualTo("MAINTENANCE");
    }

    @Test
    void everySessionIsClosedAndItsDrugAccountedFor() {
        JsonNode sessions =
                as("nurse").get(path("/sessions?limit=100")).expect(200).json().get("items");
        assertThat(texts(sessions, "state")).hasSize(SESSIONS).containsOnly("CLOSED");
        assertThat(ledgers()).isEmpty();
    }

    @Test
    void theCheckOfTheLedgerFindsAMilligramThatIsGone() {
        try (Databases databases = new Databases(whole)) {
            databases.change(Component.SESSION, "SET LOCAL session_replication_role = replica");
            assertThat(databases.change(
                            Component.SESSION,
                            "UPDATE ledger_entry SET mg = mg - 1, ml = ml - 1 / concentration WHERE id = (SELECT id FROM ledger_entry"
                                    + " WHERE type = 'ADMINISTER' AND patient_id = '" + her + "' LIMIT 1)"))
                    .isEqualTo(1);

            assertThat(Ledgers.findings(databases))
                    .anyMatch(finding -> finding.startsWith("the balance kept is not that of the entries"))
                    .anyMatch(finding -> finding.startsWith("a closed session has not accounted for what it took"))
                    .anyMatch(finding -> finding.startsWith("a closed session's ledger says otherwise"));
        }
    }

    @Test
    void aCriticalPressureWasPausedAndOnlyThePrescriberLetItGoOn() {
        JsonNode second =
                as("nurse").get("/v1/sessions/" + secondSession()).expect(200).json();
        List<String> steps = new ArrayList<>();
        second.get("transitions").forEach(step -> steps.add(step.get("command").asText()));
        assertThat(steps).containsSubsequence("START", "PAUSE", "RESUME", "COMPLETE", "DISCHARGE", "CLOSE");
        JsonNode resumed = second.get("transitions").get(steps.indexOf("RESUME"));
        assertThat(resumed.at("/by/displayName").asText()).isEqualTo("Catalina Ficticia de la Sabana");
        JsonNode alarms = as("nurse")
                .get("/v1/sessions/" + secondSession() + "/alarms")
                .expect(200)
                .json()
                .get("items");
        assertThat(alarms).isNotEmpty().allMatch(alarm -> alarm.hasNonNull("acknowledgedAt"));
        assertThat(texts(alarms, "level")).contains("CRITICAL");
    }

    @Test
    void everySetOfSignsWasRecordedInTime() {
        for (JsonNode session :
                as("nurse").get(path("/sessions?limit=100")).expect(200).json().get("items")) {
            JsonNode alarms = as("nurse")
                    .get("/v1/sessions/" + session.get("id").asText() + "/alarms")
                    .expect(200)
                    .json()
                    .get("items");
            assertThat(texts(alarms, "rule"))
                    .as("session %s", session.get("seriesIndex"))
                    .noneMatch(rule -> rule.startsWith("OBSERVATION_SET"));
        }
    }

    @Test
    void oneAdverseEventLoweredTheDoseByASignedRevision() {
        JsonNode events = as("nurse")
                .get("/v1/sessions/" + secondSession() + "/adverse-events")
                .expect(200)
                .json()
                .get("items");
        assertThat(texts(events, "code")).containsExactly("NAUS");
        JsonNode proposals = as("prescriber")
                .get(path("/pacing-proposals"))
                .expect(200)
                .json()
                .get("items");
        assertThat(accepted(proposals))
                .containsExactly("LOWER_DOSE", "START_MAINTENANCE", "WIDEN_INTERVAL", "WIDEN_INTERVAL");
        JsonNode plan = as("prescriber")
                .get("/v1/plans/"
                        + as("prescriber")
                                .get(path("/plans"))
                                .expect(200)
                                .json()
                                .at("/items/0/id")
                                .asText())
                .expect(200)
                .json();
        assertThat(plan.at("/inForce/revision").asInt()).isEqualTo(5);
        assertThat(plan.at("/inForce/doseMgPerKg").asText()).isEqualTo("0.375");
        assertThat(plan.at("/inForce/phase").asText()).isEqualTo("MAINTENANCE");
        assertThat(plan.at("/inForce/intervalDays").asInt()).isEqualTo(56);
    }

    @Test
    void sheRespondedForLongAndTwoBadWindowsWereARelapse() {
        JsonNode windows = as("nurse").get(path("/windows")).expect(200).json().get("items");
        assertThat(windows.get(0).at("/window/value").asDouble()).isEqualTo(14.0);
        JsonNode responses =
                as("nurse").get(path("/responses")).expect(200).json().get("items");
        assertThat(responses.get(0).at("/response/category").asText()).isEqualTo("R50");
        JsonNode course = as("nurse").get(path("/course")).expect(200).json().at("/courses/0");
        assertThat(course.get("state").asText()).isEqualTo("RELAPSE");
        List<String> states = new ArrayList<>();
        course.get("changes").forEach(change -> states.add(change.get("to").asText()));
        assertThat(states).containsSubsequence("ONSET_PENDING", "RESPONSE", "SUSTAINED", "RELAPSE");
        assertThat(texts(
                        as("nurse")
                                .get(path("/safety-alerts?limit=100"))
                                .expect(200)
                                .json()
                                .get("items"),
                        "trigger"))
                .contains("CRITICAL_IN_SESSION", "RELAPSE");
    }

    @Test
    void everyTwelveWeeksAPrescriberSignedWhetherItGoesOn() {
        JsonNode reviews = as("prescriber")
                .get(path("/programme-reviews"))
                .expect(200)
                .json()
                .get("items");
        assertThat(texts(reviews, "state").stream().filter("SIGNED"::equals)).hasSize(4);
    }

    @Test
    void itIsTodayAgainInEveryService() {
        for (Component service : Whole.SERVICES) {
            JsonNode drained = whole.peopleAt(service)
                    .service(DemoClinic.BOGOTA)
                    .post("/internal/demo/drain")
                    .expect(200)
                    .json();
            assertThat(Duration.between(Instant.parse(drained.get("now").asText()), Instant.now())
                            .abs())
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void theOtherClinicSeesNoneOfIt() {
        Api stranger = whole.people().of("prescriber", DemoClinic.CARTAGENA);
        for (String rest : List.of(
                "",
                "/facts",
                "/enrolments",
                "/eligibility-evaluations",
                "/consents",
                "/plans",
                "/sessions",
                "/pacing-proposals",
                "/assessments",
                "/windows",
                "/course",
                "/safety-alerts",
                "/programme-reviews")) {
            stranger.get(path(rest)).refused(404, "NOT_FOUND");
        }
        stranger.get("/v1/sessions/" + secondSession()).refused(404, "NOT_FOUND");
        assertThat(stranger.get("/v1/patients?name=ficticia").expect(200).json().get("items"))
                .isEmpty();
        assertThat(stranger.get("/v1/lots").expect(200).json().get("items")).isEmpty();
    }

    @Test
    void everyEventHadOneEffectReadModelsAgreeAndTheAuditVerifies() {
        try (History nothingElse = new History("whole-programme", System.nanoTime())) {
            Verdict.mustHold(whole, nothingElse, Whole.PATIENCE);
        }
    }

    private List<String> ledgers() {
        try (Databases databases = new Databases(whole)) {
            return Ledgers.findings(databases);
        }
    }

    private String secondSession() {
        JsonNode sessions =
                as("nurse").get(path("/sessions?limit=100")).expect(200).json().get("items");
        for (JsonNode session : sessions) {
            if (session.get("seriesIndex").asInt() == 2) {
                return session.get("id").asText();
            }
        }
        throw new AssertionError("she had no second session");
    }

    private static List<String> accepted(JsonNode proposals) {
        List<String> kinds = new ArrayList<>();
        proposals.forEach(proposal -> {
            if (proposal.get("state").asText().equals("ACCEPTED")) {
                kinds.add(proposal.get("kind").asText());
            }
        });
        return kinds;
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.get(field).asText()));
        return texts;
    }

    private Api as(String user) {
        return whole.people().of(user);
    }

    private String path(String rest) {
        return "/v1/patients/" + her + rest;
    }
}
