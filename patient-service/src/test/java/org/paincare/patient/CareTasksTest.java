package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.local.DemoClinic;

/** What the record says has to be seen to becomes a task, and stops being one when it was seen to. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class CareTasksTest {

    @Inject
    Others others;

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void aReferralAsksToBeAnsweredUntilItIs() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/referrals";
        var referral = new LinkedHashMap<String, Object>();
        referral.put("source", "NEUROLOGIST");
        referral.put("referredOn", Woman.today().minusDays(9).toString());
        referral.put("question", "Chronic migraine. Ketamine?");
        var said = Bogota.as("coordinator")
                .put(path, Map.of("referrals", List.of(referral)))
                .expect(201);
        Due.run();

        assertThat(kinds(patient, "OPEN")).containsExactly("ANSWER_REFERRAL");

        referral.put("referralId", said.json().findValue("referralId").asText());
        referral.put(
                "reply", Map.of("sentOn", Woman.today().toString(), "text", "Seen, and taken into the programme."));
        Bogota.as("coordinator")
                .with("If-Match", said.etag())
                .put(path, Map.of("referrals", List.of(referral)))
                .expect(200);
        Due.run();

        assertThat(kinds(patient, "OPEN")).isEmpty();
        assertThat(kinds(patient, "NOT_NEEDED")).containsExactly("ANSWER_REFERRAL");
    }

    @Test
    void aConsentThatRunsOutIsRenewedAheadOfTime() {
        var patient = Woman.registered();
        var lasting = Woman.consent("SEDATION_RISK");
        var ending = Woman.consent("PRIVACY_NOTICE");
        ending.put("expiresOn", Woman.today().plusDays(20).toString());
        Woman.say(patient, "/consents", lasting);
        var signed = Woman.say(patient, "/consents", ending);
        Due.run();

        var task = tasks(patient, "OPEN").getFirst();
        assertThat(kinds(patient, "OPEN")).containsExactly("RENEW_CONSENT");
        assertThat(task.get("subjectId").asText()).isEqualTo(signed.id().toString());
        assertThat(task.get("source").asText()).isEqualTo("patient");
        assertThat(task.get("dueAt").asText()).startsWith(Woman.today().plusDays(21) + "T05:00:00");

        Woman.say(patient, "/consents", Woman.consent("PRIVACY_NOTICE"));
        Due.run();
        assertThat(kinds(patient, "OPEN")).isEmpty();
    }

    /** What the change of a moment ago asked for, while a look that had not seen it was about to end. */
    @Test
    void aLookAskedForDuringAnotherIsMadeAllTheSame() throws Exception {
        var patient = Woman.registered();
        Woman.say(patient, "/consents", Woman.consent("SEDATION_RISK"));
        Due.run();
        var asked = Woman.now().plusSeconds(3600);
        var superfluous = Woman.now().plus(Duration.ofDays(3650));
        askForLook(patient, asked);
        askForLook(patient, superfluous);

        Due.runAt("CARE_TASKS", DemoClinic.BOGOTA.id(), patient, Woman.now());

        assertThat(looks(patient)).hasSize(2).contains(asked).doesNotContain(superfluous);
    }

    @Test
    void aFactThatAgesInTreatmentIsRenewedAheadOfTimeAndTheTaskClosesItself() {
        var patient = Woman.registered();
        var intake = Woman.intake();
        var weight = intake.stream()
                .filter(fact -> fact.get("code").equals("WEIGHT_KG"))
                .findFirst()
                .orElseThrow();
        weight.put("observedAt", Woman.now().minus(Duration.ofDays(25)).toString());
        var recorded = Woman.say(patient, "/facts", intake).json().get("items").get(intake.indexOf(weight));
        var id = recorded.get("id").asText();
        Woman.history(patient, false);
        Woman.treatments(patient);
        Woman.consents(patient);
        var enrolment = Referral.screened(patient);
        Woman.evaluate(patient);
        Due.run();
        assertThat(kinds(patient, "OPEN")).doesNotContain("RENEW_FACT");

        Referral.decide(enrolment, "ELIGIBLE").expect(200);
        Woman.evaluate(patient);
        Due.run();

        var asked = tasks(patient, "OPEN").stream()
                .filter(task -> task.get("kind").asText().equals("RENEW_FACT"))
                .toList();
        assertThat(asked).extracting(task -> task.get("subjectId").asText()).doesNotHaveDuplicates();
        assertThat(asked).anyMatch(task -> task.get("subjectId").asText().equals(id));
        Woman.say(patient, "/facts", Woman.number("WEIGHT_KG", 64, "kg"));
        Due.run();
        assertThat(tasks(patient, "OPEN"))
                .noneMatch(task -> task.get("subjectId").asText().equals(id));
    }

    @Test
    void missingResultsAreFetchedOnceAndTheThirdFailedTryMakesThemThePrescribers() {
        var patient = Woman.registered();
        Woman.evaluate(patient);
        Due.run();
        assertThat(kinds(patient, "OPEN")).containsExactly("FETCH_LAB_RESULT");
        var task = "/v1/tasks/" + tasks(patient, "OPEN").getFirst().get("id").asText();
        Bogota.inCartagena("nurse").get(task).refused(404, "NOT_FOUND");
        for (int i = 0; i < 3; i++) {
            var before = Bogota.as("nurse").get(task).expect(200);
            assertThat(before.json().at("/assignee/role").asText()).isEqualTo("NURSE");
            Bogota.as("nurse")
                    .with("If-Match", before.etag())
                    .post(task + "/attempts", Map.of("result", "NO_ANSWER"))
                    .expect(200);
        }
        var escalated = Bogota.as("prescriber").get(task).expect(200);
        assertThat(escalated.json().at("/assignee/role").asText()).isEqualTo("PRESCRIBER");
        Bogota.as("prescriber")
                .with("If-Match", escalated.etag())
                .post(task + "/completion", Map.of("outcome", "The laboratory sends it tomorrow."))
                .expect(200);
        Woman.say(patient, "/consents", Woman.consent("SEDATION_RISK"));
        Due.run();

        assertThat(kinds(patient, "DONE")).containsExactly("FETCH_LAB_RESULT");
    }

    @Test
    void sessionsThatEndedAreCountedOnceAndAUsedUpNumberAsksForAnother() {
        var patient = Bogota.patient();
        var path = "/v1/patients/" + patient + "/payer-authorisations";
        var authorisation = new LinkedHashMap<String, Object>();
        authorisation.put("kind", "PAYER");
        authorisation.put("payer", "EPS Ficticia");
        authorisation.put("number", "A-1");
        authorisation.put("sessionsGranted", 6);
        authorisation.put("sessionsUsed", 4);
        authorisation.put("validFrom", Woman.today().minusDays(30).toString());
        var said = Bogota.as("coordinator")
                .put(path, Map.of("authorisations", List.of(authorisation)))
                .expect(201);
        var session = Ids.next();

        others.tell(
                patient,
                Others.sessionEnded(patient, session, Woman.now().minusSeconds(3600)),
                Others.sessionEnded(patient, session, Woman.now().minusSeconds(3600)),
                Others.sessionEnded(patient, Ids.next(), Woman.now().minusSeconds(86_400 * 40L)));

        assertThat(payer(patient).get("sessionsUsed").asInt()).isEqualTo(5);
        assertThat(payer(patient).get("sessionsGranted").asInt()).isEqualTo(6);
        Bogota.as("coordinator")
                .with("If-Match", said.etag())
                .put(path, Map.of("authorisations", List.of()))
                .refused(412, "STALE");
        Due.run();
        assertThat(kinds(patient, "OPEN")).isEmpty();

        others.tell(patient, Others.sessionEnded(patient, Ids.next(), Woman.now()));
        Due.run();

        assertThat(kinds(patient, "OPEN")).containsExactly("RENEW_PAYER_NUMBER");
        assertThat(Bogota.as("nurse")
                        .get(path + "/versions")
                        .expect(200)
                        .json()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("SESSION_COUNTED");
    }

    private static void askForLook(UUID patient, Instant dueAt) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var insert = database.prepareStatement(
                        "INSERT INTO due_work (clinic_id, id, kind, subject_id, due_at) VALUES (?, ?, 'CARE_TASKS', ?, ?)")) {
            insert.setObject(1, DemoClinic.BOGOTA.id());
            insert.setObject(2, Ids.next());
            insert.setObject(3, patient);
            insert.setObject(4, dueAt.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static List<Instant> looks(UUID patient) throws SQLException {
        var times = new ArrayList<Instant>();
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var select = database.prepareStatement(
                        "SELECT due_at FROM due_work WHERE kind = 'CARE_TASKS' AND subject_id = ?")) {
            select.setObject(1, patient);
            var rows = select.executeQuery();
            while (rows.next()) {
                times.add(rows.getObject(1, OffsetDateTime.class).toInstant());
            }
        }
        return times;
    }

    static List<String> kinds(UUID patient, String state) {
        return tasks(patient, state).stream()
                .map(task -> task.get("kind").asText())
                .toList();
    }

    private static List<JsonNode> tasks(UUID patient, String state) {
        var found = new ArrayList<JsonNode>();
        Bogota.as("nurse")
                .get("/v1/tasks?patientId=" + patient + "&state=" + state)
                .expect(200)
                .json()
                .get("items")
                .forEach(found::add);
        return found;
    }

    private static JsonNode payer(UUID patient) {
        return Bogota.as("coordinator")
                .get("/v1/patients/" + patient + "/standing")
                .expect(200)
                .json()
                .get("payer");
    }
}
